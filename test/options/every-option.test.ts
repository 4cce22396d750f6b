import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BuildReport,
  build,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type Settings,
} from '../../src/index.js';

const NOTE = `---
title: Queues
---
# Amazon SQS

- decouples **producers** from consumers, at least once
- standard queues keep no order, FIFO queues do
- a message is hidden for the *visibility timeout*

> **Remember**: long polling costs less than short polling.
`;

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>';

/** An option's other value, and what else must be set, before and after, for it to show. */
interface Change {
  readonly value: unknown;
  readonly given?: Partial<Settings>;
}

const WHOLE: Partial<Settings> = { sections: false };
const EVERYTHING: Partial<Settings> = {};

/** Another value for every option that a build takes. */
const CHANGES: Readonly<Record<Exclude<OptionName, keyof typeof NOT_WALKED>, Change>> = {
  paper: { value: 'a5' },
  sectionPaper: { value: 'a4', given: EVERYTHING },
  orientation: { value: 'landscape' },
  columns: { value: 3 },
  floor: { value: 4, given: { ...WHOLE, paper: 'a6' } },
  whenFull: { value: 'pages', given: { ...WHOLE, floor: 1.9, paper: '50x80mm' } },
  pages: { value: 2, given: { ...WHOLE, paper: '50x80mm' } },
  theme: { value: 'exam' },
  ink: { value: 'mono' },
  logo: { value: 'logo.svg' },
  png: { value: true },
  deckTheme: { value: 'dark' },
  incremental: { value: true },
  menu: { value: 'Services' },
  deckPdf: { value: true },
  cardsPdf: { value: true, given: { ...WHOLE, only: ['cards'] } },
  handout: { value: 3 },
  only: { value: ['deck'] },
  section: { value: ['amazon-sqs'], given: EVERYTHING },
  sections: { value: false, given: EVERYTHING },
  shard: { value: { index: 1, count: 2 } },
  port: { value: 4411 },
  dialect: { value: 'gfm' },
  templates: { value: 'own' },
  css: { value: ['own.css'] },
  json: { value: true },
  quiet: { value: true },
  verbose: { value: true },
};

/** Options whose effect on what is there already cannot be seen in one folder with one browser. */
const NOT_WALKED = {
  out: 'another folder holds nothing yet',
  browser: 'it takes a second browser',
  weak: 'it takes a session: test/outputs/weak.test.ts',
  host: 'it decides who reaches a session, and nothing of what is made',
  address: 'it decides who reaches a session, and nothing of what is made',
  watch: 'build() refuses it',
  open: 'it decides what is shown: test/cli/open.test.ts',
  config: 'what it says are other options',
  file: 'it is for one file, without a folder',
  force: 'the same',
  clean: 'it removes the browser, not outputs',
} as const;

const style = (kind: string): string =>
  fileURLToPath(new URL(`../../templates/${kind}/${kind}.css`, import.meta.url));

/** A folder with the note, and templates that look a little different. */
let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cribsheet options '));
  await mkdir(join(cwd, 'notes'));
  await writeFile(join(cwd, 'notes/queues.md'), NOTE);
  await writeFile(join(cwd, 'logo.svg'), LOGO);
  await writeFile(join(cwd, 'own.css'), 'html { --text-color: #123456; }');
  for (const kind of ['sheet', 'deck']) {
    await mkdir(join(cwd, 'own', kind), { recursive: true });
    const own = `${await readFile(style(kind), 'utf8')}\nbody, .reveal { color: #123456 }`;
    await writeFile(join(cwd, 'own', kind, `${kind}.css`), own);
  }
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** What is built before the option changes: once for each set of options. */
const bases = new Map<string, Promise<BuildReport>>();
function baseOf(given: Partial<Settings>): readonly [string, Promise<BuildReport>] {
  const out = `base-${Object.values(given).join('-')}`;
  const report = bases.get(out) ?? build({ cwd, out, ...given });
  bases.set(out, report);
  return [out, report];
}

/** The bytes of every file of every output, by the output's name below the output folder. */
async function bytesOf({ outputs }: BuildReport, out: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { kind, file, extras } of outputs) {
    const files = [file, ...extras];
    const bytes = await Promise.all(files.map((name) => readFile(join(cwd, name), 'latin1')));
    // The slides as a PDF bear the time at which they were printed.
    const timeless = bytes.map((text) => text.replace(/\((D:\d{14})[^)]*\)/g, '()'));
    found.set(
      `${kind} ${file.slice(out.length)}`,
      [...files.map((name) => basename(name)), ...timeless].join(),
    );
  }
  return found;
}

describe('an option', () => {
  it.each(Object.entries(CHANGES))(
    'makes again what depends on it, and nothing else: %s',
    async (name, { value, given = WHOLE }) => {
      const [base, report] = baseOf(given);
      const before = await bytesOf(await report, base);
      const [againOut, freshOut] = [`again-${name}`, `fresh-${name}`];
      await cp(join(cwd, base), join(cwd, againOut), { recursive: true, preserveTimestamps: true });
      const changed = { cwd, ...given, [name]: value };
      const again = await build({ ...changed, out: againOut });
      const fresh = await build({ ...changed, out: freshOut });

      // What an untouched folder shows is the truth, whatever the table says.
      const truth = await bytesOf(fresh, freshOut);
      expect(await bytesOf(again, againOut)).toEqual(truth);
      const differs = ({ kind, file }: BuildReport['outputs'][number]): boolean => {
        const key = `${kind} ${file.slice(freshOut.length)}`;
        return before.has(key) && before.get(key) !== truth.get(key);
      };
      const kinds = [...new Set(fresh.outputs.filter(differs).map(({ kind }) => kind))];
      expect(kinds).toEqual(OPTIONS[name as OptionName].affects);

      const madeAgain = again.outputs.filter(({ cached }) => !cached).map(({ kind }) => kind);
      expect(madeAgain).toEqual(fresh.outputs.map(({ kind }) => kind).filter((kind) => kinds.includes(kind)));
    },
  );

  it('is walked, or said not to be', () => {
    expect([...Object.keys(CHANGES), ...Object.keys(NOT_WALKED)].sort()).toEqual([...OPTION_NAMES].sort());
  });
});
