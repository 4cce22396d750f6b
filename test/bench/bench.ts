/* How fast it is, beside other tools on the same browser:
 *   npm run bench                (npm run bench -- 9  for nine rounds instead of five)
 * Every round runs every command once; a row is a ratio of medians over the rounds. Nothing fails
 * here: the figures are as good as the machine is quiet.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, getuid, platform, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BrowserProgram } from '../../src/browser/bundled-browser.js';
import { candidates } from '../../src/browser/candidates.js';
import { type BenchNote, benchNote, finishedHtml } from './bench-note.js';
import { builtPackage } from './built-package.js';
import { INSTALL, type Peer, peers } from './peers.js';
import { warmSections } from './warm-sections.js';
import { type Command, peakMemory, script, timed } from './whole-process.js';

const MIN_ROUNDS = 5;

/** A ratio of the table: `over` and `under` name what was measured. */
interface Row {
  readonly measure: string;
  readonly over: string;
  readonly under: string;
  readonly atMost: number | null;
  readonly unit: 'ms' | 'MiB';
  /** What has to be installed first, or null. */
  readonly missing: string | null;
}

/** Every figure of every round, by the name of what was measured. */
type Figures = Map<string, number[]>;

async function browserProgram(): Promise<BrowserProgram> {
  for (const candidate of candidates(null))
    if ('path' in (await candidate.locate())) return candidate.prepare();
  throw new Error('there is no browser to measure with');
}

function ownCommands(note: BenchNote, folder: string, browser: BrowserProgram, html: string) {
  const cli = join(process.cwd(), 'dist/cli.js');
  const minimal = fileURLToPath(new URL('minimal-script.js', import.meta.url));
  const ids = note.note.sections.flatMap(({ id }) => ['--section', id]);
  const sheets = ['--out', 'fresh', ...ids, note.file];
  return {
    minimal: script(minimal, browser.path, html, join(folder, 'minimal.pdf')),
    single: script(cli, 'sheet', '--no-sections', '--out', 'fresh', note.file),
    'section sheets': script(cli, 'sheet', ...sheets),
    'section sheets and decks': script(cli, 'build', ...sheets),
    'no-op build': script(cli, 'build', '--out', 'done', note.file),
    'node -e 0': script('-e', '0'),
  };
}

function peerCommands(note: BenchNote, all: readonly Peer[]): Record<string, readonly string[]> {
  const commands: Record<string, readonly string[]> = {};
  for (const { name, argv: words } of all.filter(({ isInstalled }) => isInstalled)) {
    commands[name] = words([note.file]);
    if (name !== 'mdxport') commands[`${name}, sections`] = words(note.sectionFiles);
  }
  return commands;
}

function rowsFor(count: number, { mdToPdf, marp, mdxport }: ReturnType<typeof peers>): readonly Row[] {
  const ratio = (
    measure: string,
    over: string,
    under: string,
    atMost: number | null,
    needs: Peer | null = null,
  ): Row => ({
    measure,
    over,
    under,
    atMost,
    unit: 'ms',
    missing: needs?.isInstalled === false ? needs.name : null,
  });
  const memory = {
    ...ratio('peak memory ÷ the minimal script’s', 'our memory', 'its memory', 1.3),
    unit: 'MiB' as const,
  };
  const [sheets, both] = [`${count} section sheets`, `${count} section sheets and ${count} decks`];
  return [
    ratio('cold sheet ÷ minimal script on the same browser', 'single', 'minimal', 1.4),
    ratio('cold sheet ÷ md-to-pdf', 'single', 'md-to-pdf', 0.35, mdToPdf),
    ratio('cold sheet ÷ marp', 'single', 'marp', null, marp),
    ratio('cold sheet ÷ mdxport', 'single', 'mdxport', 3, mdxport),
    ratio(`${sheets} ÷ md-to-pdf, ${count} files`, 'section sheets', 'md-to-pdf, sections', 0.35, mdToPdf),
    ratio(`${sheets} ÷ marp, ${count} files`, 'section sheets', 'marp, sections', null, marp),
    ratio(`${both} ÷ cold sheet`, 'section sheets and decks', 'single', 4),
    ratio('one more section sheet, warm ÷ bare setContent + pdf', 'warm section', 'bare page', 2),
    ratio('no-op build ÷ node -e 0', 'no-op build', 'node -e 0', 4),
    memory,
  ];
}

async function measureProcesses(
  commands: Readonly<Record<string, readonly string[]>>,
  folder: string,
  environment: NodeJS.ProcessEnv,
  rounds: number,
): Promise<Figures> {
  const figures: Figures = new Map();
  const command = (words: readonly string[]): Command => ({ argv: words, cwd: folder, env: environment });
  const record = async (name: string, work: Promise<number>): Promise<void> => {
    try {
      figures.set(name, [...(figures.get(name) ?? []), await work]);
    } catch (failure) {
      // Another tool that gives up on a busy machine costs it this round, not us the table.
      stderr.write(`${name}: ${String(failure).slice(0, 200)}\n`);
    }
    rmSync(join(folder, 'fresh'), { recursive: true, force: true });
  };
  // The first run of each reads its files from disk; it also makes what the no-op build leaves alone.
  for (const words of Object.values(commands)) await timed(command(words)).catch(() => 0);
  for (let round = 1; round <= rounds; round += 1) {
    stderr.write(`round ${round} of ${rounds}\n`);
    for (const [name, words] of Object.entries(commands)) await record(name, timed(command(words)));
  }
  if (platform !== 'linux') return figures;
  for (let round = 0; round < rounds; round += 1) {
    await record('our memory', peakMemory(command(commands.single ?? [])));
    await record('its memory', peakMemory(command(commands.minimal ?? [])));
  }
  return figures;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2;
}

function table(rows: readonly Row[], figures: Figures): string {
  const cells = rows.map(({ measure, over, under, atMost, unit, missing }) => {
    const [a, b] = [figures.get(over), figures.get(under)];
    const figure = (values: readonly number[]): string => `${median(values).toFixed(0)} ${unit}`;
    const reason = missing === null ? 'only measured on Linux' : `${missing} is not installed: ${INSTALL}`;
    const result = a && b ? [(median(a) / median(b)).toFixed(2), figure(a), figure(b)] : [reason, '', ''];
    return [measure, atMost === null ? '–' : String(atMost), ...result];
  });
  const head = ['measure', 'at most', 'ratio', 'ours', 'theirs'];
  const widths = head.map((title, i) =>
    Math.max(...[title, ...cells.map((row) => row[i] ?? '')].map((cell) => cell.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |\n`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|\n`;
  return line(head) + rule + cells.map(line).join('');
}

async function main(folder: string): Promise<void> {
  const rounds = Math.max(MIN_ROUNDS, Number(argv[2] ?? MIN_ROUNDS) || MIN_ROUNDS);
  const cribsheet = await builtPackage();
  const note = await benchNote(folder, cribsheet);
  const browser = await browserProgram();
  const others = peers(browser, getuid?.() === 0);
  const html = join(folder, 'finished.html');
  stderr.write(`warming up, then ${rounds} rounds\n`);
  const warm = await cribsheet.withBrowser(async (withPage) => {
    writeFileSync(html, await finishedHtml(note.note, null, withPage, cribsheet));
    return warmSections(note.note, withPage, cribsheet, rounds);
  });
  const commands = {
    ...ownCommands(note, folder, browser, html),
    ...peerCommands(note, Object.values(others)),
  };
  const figures = await measureProcesses(commands, folder, { ...env, ...browser.env }, rounds);
  figures.set('warm section', [...warm.ours]);
  figures.set('bare page', [...warm.bare]);
  stdout.write(
    `${note.name}, medians of ${rounds} rounds\n\n${table(rowsFor(note.note.sections.length, others), figures)}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'cribsheet-bench-'));
await main(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
