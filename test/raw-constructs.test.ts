import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rawConstructs } from './raw-constructs.js';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Folders whose notes print no construct raw; others than ours are skipped where they are absent. */
const FOLDERS = ['test/cases/dialects', '../shared/notes', '../shared/cases', process.env.NOTES_FOLDER ?? ''];

describe('no construct is printed raw', () => {
  const there = FOLDERS.filter((folder) => folder !== '' && existsSync(path.resolve(ROOT, folder)));
  it.each(there)('%s', (folder) => {
    expect(rawConstructs(path.resolve(ROOT, folder))).toEqual([]);
  });
});
