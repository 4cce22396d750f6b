/* How fast it is, beside other tools on the same browser:
 *   npm run bench                (npm run bench -- 9  for nine rounds instead of five)
 *   npm run bench -- 5 --against FOLDER    also beside another release of ours, built in FOLDER
 * Every round runs every command once; a row is a ratio of medians over the rounds. Nothing fails
 * here: the figures are as good as the machine is quiet.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { env, getuid, platform, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserProgram } from '../../src/browser/bundled-browser.js';
import { candidates } from '../../src/browser/candidates.js';
import { type BenchNote, benchNote, finishedHtml } from './bench-note.js';
import { builtPackage } from './built-package.js';
import { type LiveTimes, liveTimes } from './live-times.js';
import { INSTALL, type Peer, peers } from './peers.js';
import { warmSections } from './warm-sections.js';
import { type Command, peakMemory, script, timed, treeCpu } from './whole-process.js';

const MIN_ROUNDS = 5;
const OTHER_RELEASE = 'another release';

/** A ratio of the table: `over` and `under` name what was measured. */
interface Row {
  readonly measure: string;
  readonly over: string;
  readonly under: string;
  readonly atMost: number | null;
  readonly unit: 'ms' | 'MiB' | 's';
  /** Why it cannot be measured, and what to do for it; or null. */
  readonly missing: string | null;
}

/** Every figure of every round, by the name of what was measured. */
type Figures = Map<string, number[]>;

async function browserProgram(): Promise<BrowserProgram> {
  for (const candidate of candidates(null))
    if ('path' in (await candidate.locate())) return candidate.prepare();
  throw new Error('there is no browser to measure with');
}

type Commands = Readonly<Record<string, readonly string[]>>;

function ownCommands(note: BenchNote, folder: string, browser: BrowserProgram, html: string): Commands {
  const minimal = fileURLToPath(new URL('minimal-script.js', import.meta.url));
  return {
    minimal: script(minimal, browser.path, html, join(folder, 'minimal.pdf')),
    ...releaseCommands(note, join(process.cwd(), 'dist/cli.js')),
    'no-op build': script(join(process.cwd(), 'dist/cli.js'), 'build', '--out', 'done', note.file),
    'node -e 0': script('-e', '0'),
  };
}

function releaseCommands(note: BenchNote, cli: string) {
  const ids = note.note.sections.flatMap(({ id }) => ['--section', id]);
  const sheets = ['--out', 'fresh', ...ids, note.file];
  return {
    single: script(cli, 'sheet', '--no-sections', '--out', 'fresh', note.file),
    'section sheets': script(cli, 'sheet', ...sheets),
    'section sheets and decks': script(cli, 'build', ...sheets),
  };
}

function peerCommands(note: BenchNote, all: readonly Peer[]): Commands {
  const commands: Record<string, readonly string[]> = {};
  for (const { name, argv: words } of all.filter(({ isInstalled }) => isInstalled)) {
    commands[name] = words([note.file]);
    commands[`${name}, sections`] = words(note.sectionFiles);
  }
  return commands;
}

/** Whose CPU is counted: a name of `commands` each, in rounds of their own, since the looking disturbs the clock. */
const COUNTED = ['single', 'section sheets', 'section sheets and decks', 'minimal', OTHER_RELEASE];
const cpuOf = (name: string): string => `CPU of ${name}`;

function rowsFor(count: number, others: ReturnType<typeof peers>, isAgainst: boolean): readonly Row[] {
  const { mdToPdf, marp, mdxport } = others;
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
    missing: needs?.isInstalled === false ? `${needs.name} is not installed: ${INSTALL}` : null,
  });
  const cpu = (measure: string, over: string, under: string, atMost: number | null): Row => ({
    ...ratio(`CPU: ${measure}`, cpuOf(over), cpuOf(under), atMost),
    unit: 's',
  });
  const [sheets, both] = [`${count} section sheets`, `${count} section sheets and ${count} decks`];
  const beforeUs = cpu(`${both} ÷ another release`, 'section sheets and decks', OTHER_RELEASE, 0.4);
  return [
    ratio('cold sheet ÷ minimal script on the same browser', 'single', 'minimal', 1.1),
    ratio('cold sheet ÷ md-to-pdf', 'single', 'md-to-pdf', 0.5, mdToPdf),
    ratio('cold sheet ÷ marp', 'single', 'marp', null, marp),
    ratio('cold sheet ÷ mdxport (Typst)', 'single', 'mdxport', null, mdxport),
    ratio(`${sheets} ÷ md-to-pdf, ${count} files`, 'section sheets', 'md-to-pdf, sections', 0.3, mdToPdf),
    ratio(`${sheets} ÷ marp, ${count} files`, 'section sheets', 'marp, sections', null, marp),
    ratio(
      `${sheets} ÷ mdxport (Typst), ${count} files`,
      'section sheets',
      'mdxport, sections',
      null,
      mdxport,
    ),
    ratio(`${both} ÷ cold sheet`, 'section sheets and decks', 'single', 2.5),
    ratio('one more section sheet, warm ÷ bare setContent + pdf', 'warm section', 'bare page', 0.5),
    ratio('no-op build ÷ node -e 0', 'no-op build', 'node -e 0', 4),
    cpu('cold sheet ÷ minimal script', 'single', 'minimal', null),
    cpu(`${both} ÷ cold sheet`, 'section sheets and decks', 'single', null),
    isAgainst ? beforeUs : { ...beforeUs, missing: 'name its folder: --against FOLDER' },
    {
      ...ratio('peak memory ÷ the minimal script’s', 'memory of single', 'memory of minimal', 1.2),
      unit: 'MiB',
    },
  ];
}

async function measureProcesses(
  commands: Commands,
  folder: string,
  environment: NodeJS.ProcessEnv,
  rounds: number,
): Promise<Figures> {
  const figures: Figures = new Map();
  const measure = async (
    name: string,
    words: readonly string[],
    figureOf: (command: Command) => Promise<number>,
  ): Promise<void> => {
    try {
      const figure = await figureOf({ argv: words, cwd: folder, env: environment });
      figures.set(name, [...(figures.get(name) ?? []), figure]);
    } catch (failure) {
      // Another tool that gives up on a busy machine costs it this round, not us the table.
      stderr.write(`${name}: ${String(failure).slice(0, 200)}\n`);
    }
    rmSync(join(folder, 'fresh'), { recursive: true, force: true });
  };
  // The first run of each reads its files from disk; it also makes what the no-op build leaves alone.
  for (const words of Object.values(commands))
    await timed({ argv: words, cwd: folder, env: environment }).catch(() => 0);
  const counted = Object.entries(commands).filter(([name]) => COUNTED.includes(name));
  for (let round = 1; round <= rounds; round += 1) {
    stderr.write(`round ${round} of ${rounds}\n`);
    for (const [name, words] of Object.entries(commands))
      if (name !== OTHER_RELEASE) await measure(name, words, timed);
    if (platform !== 'linux') continue;
    for (const [name, words] of counted) await measure(cpuOf(name), words, treeCpu);
    for (const name of ['single', 'minimal'])
      await measure(`memory of ${name}`, commands[name] ?? [], peakMemory);
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
    const figure = (values: readonly number[]): string =>
      `${median(values).toFixed(unit === 's' ? 2 : 0)} ${unit}`;
    const reason = missing ?? 'only measured on Linux';
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

function otherRelease(note: BenchNote, folder: string): Commands {
  const { 'section sheets and decks': words } = releaseCommands(note, resolve(folder, 'dist/cli.js'));
  return { [OTHER_RELEASE]: words };
}

async function main(folder: string): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { against: { type: 'string' } },
    allowPositionals: true,
  });
  const rounds = Math.max(MIN_ROUNDS, Number(positionals[0] ?? MIN_ROUNDS) || MIN_ROUNDS);
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
    ...(values.against === undefined ? {} : otherRelease(note, values.against)),
  };
  const figures = await measureProcesses(commands, folder, { ...env, ...browser.env }, rounds);
  figures.set('warm section', [...warm.ours]);
  figures.set('bare page', [...warm.bare]);
  const live = await liveTimes(note.file, folder, cribsheet, rounds);
  stdout.write(
    `${note.name}, medians of ${rounds} rounds\n\n${table(rowsFor(note.note.sections.length, others, values.against !== undefined), figures)}\n${waits(live)}`,
  );
}

function waits({ saved, option }: LiveTimes): string {
  const most = (values: readonly number[]): string =>
    `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;
  return `from a save to the new sheet: ${most(saved)}, wanted 200 ms
in the studio, from an option to the picture: ${most(option)}, wanted 400 ms
`;
}

const folder = mkdtempSync(join(tmpdir(), 'cribsheet-bench-'));
await main(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
