import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeName } from '../../src/batch/plan/output-names.js';
import { parseCommandLine } from '../../src/cli/command-line.js';
import { decodeUtf8 } from '../../src/files/read-note-text.js';
import { ImageFinder } from '../../src/html/image-file.js';
import { parseNote } from '../../src/note/parse-note.js';
import { OPTIONS } from '../../src/options/option-table.js';
import { flagName, OPTION_NAMES } from '../../src/options/options.js';
import { checkOptions } from '../../src/options/settings.js';
import { ProblemError } from '../../src/problem.js';
import { fuzzRuns } from './fuzz-runs.js';

/** Always the same texts, so that a red run can be run again. */
const RUN = { seed: 20_261_123, numRuns: fuzzRuns(600), endOnFailure: true } as const;

const YAML = fc.constantFrom(
  ...['title:', 'tags:', 'cribsheet:', 'paper:', 'date:', 'lang:', 'fgColor:', '__proto__:', '<<:', '? '],
  ...['&a ', '*a', '!!js/function ', '!!binary ', '!!timestamp ', '!!set ', '!!omap ', '!x ', '%YAML 1.2'],
  ...['- ', '[', ']', '{', '}', ', ', ': ', '"', "'", '|', '>', '#', '\n', '\n  ', '\t', '---', '...', '~'],
);
const HTML = fc.constantFrom(
  ...['<script>', '</script>', '<svg', '<math>', '<style>', '<!--', '-->', '<img src=', ' onerror=x', '>'],
  ...['<template>', '<p markdown="1">', '<details>', '<table>', '<td>', '<noscript>', '&lt;', '<![CDATA['],
  ...['# ', '- ', '| a |\n|---|\n', '{: ', '}', '$$', '[^1]', '[^1]: ', '\n\n', '\n', '`', '[x](', ')'],
);
const bytes = fc.string({ unit: 'binary', maxLength: 12 });
const textOf = (parts: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.oneof(parts, bytes), { maxLength }).map((all) => all.join(''));

/** What the work gives, or the problem that it ends in; any other failure is a fault. */
function outcome<T>(work: () => T): T | ProblemError {
  try {
    return work();
  } catch (failure) {
    if (failure instanceof ProblemError) return failure;
    throw failure;
  }
}

function expectRead(text: string): void {
  const read = outcome(() => parseNote(text, 'note.md'));
  const problems = read instanceof ProblemError ? [read.problem] : read.problems;
  for (const { file, line, message } of problems) {
    expect(file).toBe('note.md');
    expect(message).not.toBe('');
    if (line !== null) expect(line).toBeGreaterThan(0);
  }
  if (read instanceof ProblemError) return;
  const { meta, settings } = read.value;
  expect(typeof meta.title).toBe('string');
  for (const [name, value] of Object.entries(settings)) {
    const row = OPTIONS[name as keyof typeof OPTIONS];
    expect([row.scope, row.kind.read(value)]).toEqual(['note', value]);
  }
}

it('any note is read, or is a problem with its place', () => {
  fc.assert(fc.property(textOf(HTML, 60), expectRead), RUN);
});

it('any front matter is read, or is a problem', () => {
  const note = textOf(YAML, 40).map((head) => `---\n${head}\n---\n# Birds\n\n- x\n`);
  fc.assert(fc.property(note, expectRead), RUN);
});

it('any values in the front matter are taken or named', () => {
  const keys = fc.constantFrom(
    'title',
    'tags',
    'author',
    'date',
    'lang',
    'type',
    'cribsheet',
    'fgColor',
    'x',
  );
  const head = fc.dictionary(keys, fc.jsonValue()).map((data) => `---\n${JSON.stringify(data)}\n---\nx\n`);
  fc.assert(fc.property(head, expectRead), RUN);
});

it('any bytes are a text or a problem', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
      const text = outcome(() => decodeUtf8(data, 'note.md'));
      if (text instanceof ProblemError) expect(text.message).toContain('not UTF-8');
      else expectRead(text);
    }),
    RUN,
  );
});

const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(Symbol('x'), () => 1, Number.NaN, -0, Number.POSITIVE_INFINITY, endless()),
);

function endless(): unknown {
  const loop: unknown[] = [];
  loop.push(loop);
  return loop;
}

it('any value of an option is taken, or is a problem that names the option', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OPTION_NAMES), anything, (name, value) => {
      const checked = outcome(() => checkOptions({ [name]: value }));
      if (checked instanceof ProblemError) expect(checked.message).toContain(flagName(name));
      else if (value !== undefined) expect(OPTIONS[name].kind.read(checked[name])).toEqual(checked[name]);
    }),
    { ...RUN, numRuns: fuzzRuns(3000) },
  );
});

it('any name of an option is known, or is a problem that names it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
      const checked = outcome(() => checkOptions(Object.fromEntries([[name, 'x']])));
      if (checked instanceof ProblemError) expect(checked.message).toContain(name);
    }),
    RUN,
  );
});

it('any command line is a request, or a text that answers it', () => {
  const flags = OPTION_NAMES.map((name) => `--${flagName(name)}`);
  const words = fc.oneof(fc.constantFrom(...flags, 'build', 'sheet', 'serve', '--', '-x', '='), bytes);
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (argv) => {
      const request = parseCommandLine(argv);
      if ('text' in request) expect(request.text).not.toBe('');
      else if ('problem' in request) expect(request.problem.message).not.toBe('');
      else expect(Object.keys(request.options).every((name) => name in OPTIONS)).toBe(true);
    }),
    RUN,
  );
});

it('any name of a note or a section becomes one harmless part of a path', () => {
  const parts = fc.constantFrom('..', '/', '\\', 'con', '.', ' ', '\u202e', '\0', ':', 'ß', '🦜');
  fc.assert(
    fc.property(textOf(parts, 30), (raw) => {
      const name = safeName(raw, 'note');
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|[. ]$|^(con|aux|nul|prn)(\.|$)/iu);
      expect(name).not.toBe('');
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130);
    }),
    RUN,
  );
});

it('any address of an image is a file below the folder, or a reason', () => {
  const folder = join(import.meta.dirname, 'cases', 'images');
  const parts = fc.constantFrom('..', '/', '%2e', '%2f', '\\', 'expected.json', '.png', '#', '?', '%00', 'x');
  fc.assert(
    fc.property(textOf(parts, 12), (source) => {
      const found = new ImageFinder(join(folder, 'note.md')).find(source);
      if ('path' in found) expect(found.path.startsWith(folder)).toBe(true);
      else if ('reason' in found) expect(found.reason).not.toBe('');
    }),
    RUN,
  );
});
