import { join, relative } from 'node:path';
import { findConfig } from '../config/find-config.js';
import { findNotes } from '../files/find-notes.js';
import { writeNewFile } from '../files/new-file.js';
import { readSource } from '../files/read-note-text.js';
import { slashed } from '../files/shown-path.js';
import { writeWhole } from '../files/write-whole.js';
import { checkCall } from './check-call.js';

/** Where to begin. */
export interface InitOptions {
  /** The folder; the process's own unless given. */
  readonly cwd?: string;
}

/** What `init` did. */
export interface InitReport {
  /** Files that are new or have a new line, relative to the folder. */
  readonly written: readonly string[];
  /** What was there already and stays as it is. */
  readonly kept: readonly string[];
}

const CONFIG = `// @ts-check

/** @type {import('cribsheet').Config} */
export default {
  // Where your notes are.
  paths: ['notes'],
  // Where sheets and decks go.
  out: 'output',
  paper: 'a4',
  // Your own look, on top: css: ['my-style.css'],
  // Other options for some notes: overrides: [{ files: 'notes/exams/**', ink: 'mono' }],
};
`;

const NOTE = `---
title: My first note
---
# My first note

One file is one note. Each heading below begins a section, which gets a card of its own.

## Points

- a list item is a **point**: what matters most is *emphasised*
- terms in bold are what recall hides in the deck
- \`code\`, tables, formulas ($e^{i\\pi} = -1$) and pictures work as everywhere in Markdown

## Next steps

1. replace this text by your own
2. run \`npx cribsheet\`
3. open \`output/index.html\`
`.replaceAll('\\\\', '\\');

const SCRIPT = { name: 'sheets', command: 'cribsheet' } as const;

/**
 * Makes a folder ready: a config, a first note where there are none, and a script in `package.json` where
 * there is one. What is there already stays as it is.
 *
 * @throws ProblemError when a file cannot be written
 */
export async function init(options: InitOptions = {}): Promise<InitReport> {
  checkCall(options, ['cwd']);
  const cwd = options.cwd ?? process.cwd();
  const written: string[] = [];
  const kept: string[] = [];
  const note = (isNew: boolean, name: string): void => void (isNew ? written : kept).push(name);

  const config = await findConfig(cwd);
  if (config !== null) kept.push(slashed(relative(cwd, config)));
  else note(await writeNewFile(join(cwd, 'cribsheet.config.mjs'), CONFIG), 'cribsheet.config.mjs');

  const { value: notes } = await findNotes(['notes'], { cwd, out: 'output' });
  if (notes.length > 0) kept.push('notes');
  else note(await writeNewFile(join(cwd, 'notes/first-note.md'), NOTE), 'notes/first-note.md');

  const added = await addScript(join(cwd, 'package.json'));
  if (added !== null) note(added, 'package.json');
  return { written, kept };
}

/** @returns null where there is no `package.json` that can be read */
async function addScript(file: string): Promise<boolean | null> {
  const text = await readSource(file);
  const manifest = text === null ? null : objectIn(text);
  if (text === null || manifest === null) return null;
  const scripts = typeof manifest.scripts === 'object' ? (manifest.scripts as object | null) : null;
  if (scripts !== null && SCRIPT.name in scripts) return false;
  const indent = /^[\t ]+/m.exec(text)?.[0] ?? '  ';
  const changed = { ...manifest, scripts: { ...scripts, [SCRIPT.name]: SCRIPT.command } };
  await writeWhole(file, `${JSON.stringify(changed, null, indent)}${text.endsWith('\n') ? '\n' : ''}`);
  return true;
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
