import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCases } from '../../conformance/cases.js';

/** kramdown's own cases lie beside the project, not in it. */
const DIR = path.resolve(import.meta.dirname, '../../../../shared/kramdown-cases');

describe.skipIf(!existsSync(DIR))('cases of the reference', () => {
  const results = existsSync(DIR) ? runCases(DIR) : [];

  it('gives the reference result but for highlighter output', () => {
    expect(results.filter((c) => !c.passed && c.reason === null).map((c) => c.name)).toEqual([]);
  });

  it('passes 94 of 99', () => {
    expect(results.filter((c) => c.passed).length).toBeGreaterThanOrEqual(94);
  });
});
