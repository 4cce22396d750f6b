import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameNotes } from '../../src/batch/plan/output-names.js';
import { run } from '../../src/cli/run.js';
import type { BuildReport, Problem } from '../../src/index.js';
import { everydayBrowser, watchedPage } from '../deck/deck-bench.js';
import { corpus } from './corpus.js';
import type { HostileCase } from './hostile-case.js';
import { type ReadOutput, readHostileDeck, readHostilePdf, unpacked } from './read-outputs.js';
import { Sandbox, SECRET_WORDS } from './sandbox.js';
import { expectTable } from './security-table.js';

const CASES = corpus();
const NOTES = CASES.filter(({ fileName }) => fileName !== null);
const CALLS = CASES.filter(({ fileName }) => fileName === null);

/** Families whose sections get files of their own: their ids become file names. */
const WITH_SECTIONS = ['output-names'];

/** Notes that are built by one call of the command line; each call has one exit code. */
const BATCHES = [
  { folder: 'made', exit: 0, sections: false },
  { folder: 'refused', exit: 1, sections: false },
  { folder: 'named', exit: 0, sections: true },
] as const;

type Batch = (typeof BATCHES)[number];

interface Built {
  readonly file: string;
  readonly problems: readonly Problem[];
  /** Paths below the sandbox's working folder. */
  readonly outputs: readonly string[];
}

const sandbox = new Sandbox();
const built = new Map<HostileCase, Built>();
const exits = new Map<string, number>();
const held = new Map<HostileCase, boolean>();
let before: ReadonlyMap<string, string>;
let browser: Browser;
let page: Page;
let requests: string[];
const dialogs: string[] = [];

async function cribsheet(argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (text) => (stdout += text), isTTY: false },
    stderr: { write: (text) => (stderr += text), isTTY: false, columns: 80 },
    env: {},
    cwd: sandbox.cwd,
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

function layBatch({ folder, exit, sections }: Batch): ReadonlyMap<HostileCase, string> {
  const cases = NOTES.filter(
    ({ expected, family }) => expected.exit === exit && WITH_SECTIONS.includes(family) === sections,
  );
  if (cases.some(({ family }) => family === 'images')) sandbox.layPictures(folder);
  return sandbox.lay(folder, cases);
}

async function buildBatch(
  { folder, sections }: Batch,
  files: ReadonlyMap<HostileCase, string>,
): Promise<void> {
  // A note may have any name, so each is named itself: a folder leaves out hidden ones.
  const argv = ['build', ...files.values(), '--json', '--out', `output/${folder}`];
  const { code, stdout } = await cribsheet(sections ? argv : [...argv, '--no-sections']);
  exits.set(folder, code);
  const report: BuildReport = JSON.parse(stdout);
  const names = nameNotes([...files.values()], sandbox.cwd);
  for (const [one, file] of files) {
    const problems = report.problems.filter((problem) => problem.file === file);
    const outputs = report.outputs
      .filter(({ note }) => note === names.get(file))
      .map((output) => output.file);
    built.set(one, { file, problems, outputs });
  }
}

beforeAll(async () => {
  await sandbox.open();
  const laid = BATCHES.map((batch) => [batch, layBatch(batch)] as const);
  before = sandbox.snapshot();
  for (const [batch, files] of laid) await buildBatch(batch, files);
  browser = await everydayBrowser();
  ({ page, requests } = await watchedPage(browser, 1280, 720));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await sandbox.close();
});

async function readOutput(path: string): Promise<ReadOutput> {
  const file = join(sandbox.cwd, path);
  if (path.endsWith('.pdf')) return readHostilePdf(readFileSync(file));
  const address = pathToFileURL(file).href;
  requests.length = 0;
  await page.goto(address);
  await page.waitForSelector('.reveal.ready', { timeout: 20_000 });
  const read = await readHostileDeck(page);
  expect([...new Set(requests)]).toEqual([address]);
  return read;
}

async function expectHarmless(one: HostileCase): Promise<void> {
  const { problems, outputs } = built.get(one) ?? { problems: [], outputs: [] };
  const { exit, message, line, shows, hides } = one.expected;
  const told = problems.map((problem) => `${problem.severity} ${problem.line}: ${problem.message}`);
  expect(problems.some(({ severity }) => severity === 'error') ? 1 : 0, told.join('\n')).toBe(exit);
  if (message !== null) {
    const prefix = line === null ? '' : `${line}: `;
    expect(told.join('\n')).toMatch(new RegExp(`${prefix}.*${escaped(message)}`));
  }
  if (shows.length > 0) expect(outputs.length).toBeGreaterThanOrEqual(2);
  for (const path of outputs) {
    const { text, active } = await readOutput(path);
    expect(active, path).toEqual([]);
    for (const word of shows) expect(text, path).toContain(word);
    for (const word of hides) expect(text, path).not.toContain(word);
    const all = unpacked(readFileSync(join(sandbox.cwd, path))) + text;
    for (const word of SECRET_WORDS) expect(all.includes(word), `${word} in ${path}`).toBe(false);
  }
  expect(dialogs).toEqual([]);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe.each([...new Set(NOTES.map(({ family }) => family))])('%s', (family) => {
  const cases = NOTES.filter((one) => one.family === family);
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    held.set(one, false);
    await expectHarmless(one);
    held.set(one, true);
  });
});

describe('options', () => {
  it.each(CALLS.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    held.set(one, false);
    const { code, stdout, stderr } = await cribsheet(one.argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(one.expected.message);
    held.set(one, true);
  });
});

describe('the whole corpus', () => {
  it('has the exit codes of its notes', () => {
    expect(Object.fromEntries(exits)).toEqual({ made: 0, refused: 1, named: 0 });
  });

  it('changes no file outside the output folder and runs no program', () => {
    const after = sandbox.snapshot();
    expect([...after.keys()].filter((path) => !before.has(path))).toEqual([]);
    for (const [path, state] of before) expect(after.get(path), path).toBe(state);
  });

  it('has only outputs in the output folder, all of them below the folder of their batch', () => {
    const named = [...built.values()].flatMap(({ outputs }) => outputs);
    const found = readdirSync(join(sandbox.cwd, 'output'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(pdf|html)$/.test(entry.name) && entry.name !== 'index.html')
      .map((entry) => join(entry.parentPath, entry.name));
    expect(found.sort()).toEqual(named.map((path) => join(sandbox.cwd, path)).sort());
  });

  it('calls nobody; the server would have known', async () => {
    expect(sandbox.connections).toEqual([]);
    await fetch(`${sandbox.canary}/would-have-known`);
    expect(sandbox.connections).toEqual(['GET /would-have-known HTTP/1.1']);
  });

  it('is in the table of SECURITY.md', () => {
    expectTable(CASES, held);
  });
});
