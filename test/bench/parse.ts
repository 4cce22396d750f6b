/* Does the time to read a note grow no faster than the note, on texts made to break parsers?
 *   npm run bench:parse                       (all texts, up to 5 MB or the first clear limit)
 *   npm run bench:parse -- emphasis tables    (texts with these words in their names)
 *   npm run bench:parse -- note.md …          (the time for a real note, warm)
 *   npm run bench:parse -- --against ../other/dist/index.js note.md …
 *                                             (and its ratio to another build's, in the same run)
 */
import { existsSync, readFileSync } from 'node:fs';
import { argv, cpuUsage, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseNote } from '../../src/note/parse-note.js';
import { ProblemError } from '../../src/problem.js';
import { HOSTILE } from './hostile-notes.js';

const SIZES = [156_250, 312_500, 625_000, 1_250_000, 2_500_000, 5_000_000];

/** Doubling a text may take so many times as long. */
const MAX_RATIO = 2.3;

/** Below this a measurement says more about the garbage collector than about the parser. */
const MIN_MS = 40;

/** Time of the processor: that of the clock depends on who else is at work. */
type Timed = { readonly ms: number; readonly refusal: string | null };

function timed(text: string): Timed {
  const start = cpuUsage();
  const refusal = refusalOf(text);
  const { user, system } = cpuUsage(start);
  return { ms: (user + system) / 1000, refusal };
}

function refusalOf(text: string): string | null {
  try {
    parseNote(text, 'note.md');
    return null;
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure;
    return failure.problem.message;
  }
}

/** The least of some tries: collecting garbage takes time, nothing gives any. */
function best(text: string, tries: number): Timed {
  const all = Array.from({ length: tries }, () => timed(text));
  return all.reduce((least, next) => (next.ms < least.ms ? next : least));
}

/** How many times as long twice the text takes, on average: one step alone may meet the garbage collector. */
function growthOf(times: readonly number[]): number {
  const long = times.filter((ms) => ms >= MIN_MS);
  const [first = 1] = long;
  return long.length < 2 ? 0 : ((long.at(-1) ?? first) / first) ** (1 / (long.length - 1));
}

function row(name: string, make: (chars: number) => string): { text: string; isLinear: boolean } {
  const times: Timed[] = [];
  for (const size of SIZES) {
    const { ms } = times.at(-1) ?? { ms: 0 };
    times.push(best(make(size), ms < 300 ? 3 : ms < 1500 ? 2 : 1));
    if (times.at(-1)?.refusal) break;
  }
  const growth = growthOf(times.filter(({ refusal }) => refusal === null).map(({ ms }) => ms));
  const cells = SIZES.map((_, i) => (times[i] ? times[i].ms.toFixed(0) : '').padStart(7));
  const refusal = times.at(-1)?.refusal ?? '';
  const isLinear = growth <= MAX_RATIO;
  const mark = isLinear ? ' ' : '!';
  return {
    text: `${cells.join('')}  ${growth.toFixed(1).padStart(5)} ${mark} ${name}${refusal && `: ${refusal}`}\n`,
    isLinear,
  };
}

function warm(file: string): string {
  const text = readFileSync(file, 'utf8');
  const first = timed(text).ms;
  const times = Array.from({ length: 200 }, () => timed(text).ms)
    .slice(50)
    .sort((a, b) => a - b);
  const [least = 0] = times;
  const median = times[times.length >> 1] ?? 0;
  return `first ${first.toFixed(1)} ms, warm: least ${least.toFixed(1)} ms, median ${median.toFixed(1)} ms  ${file}\n`;
}

type ReadNote = (file: string) => Promise<unknown>;

const ROUNDS = 15;
const READS_A_ROUND = 10;

/** Time of the processor for one reading, over some of them. */
async function readingMs(readNote: ReadNote, file: string): Promise<number> {
  const start = cpuUsage();
  for (let i = 0; i < READS_A_ROUND; i += 1) await readNote(file);
  const { user, system } = cpuUsage(start);
  return (user + system) / 1000 / READS_A_ROUND;
}

/** The two take turns, so that what else the machine does slows both; the least of each counts. */
async function ratioRow(file: string, other: ReadNote): Promise<string> {
  const own = await readNoteOf(new URL('../../../../dist/index.js', import.meta.url).href);
  let [ownMs, otherMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    otherMs = Math.min(otherMs, await readingMs(other, file));
    ownMs = Math.min(ownMs, await readingMs(own, file));
  }
  const ratio = (ownMs / otherMs).toFixed(2);
  return `ratio ${ratio}: ${ownMs.toFixed(1)} ms, other build ${otherMs.toFixed(1)} ms  ${file}\n`;
}

async function readNoteOf(address: string): Promise<ReadNote> {
  const { readNote } = (await import(address)) as { readonly readNote: ReadNote };
  return readNote;
}

const given = argv.slice(2);
const against = given.indexOf('--against');
const [, otherBuild] = against < 0 ? [] : given.splice(against, 2);
const words = given;
const files = words.filter((word) => existsSync(word));
for (const file of files) stdout.write(warm(file));
if (otherBuild !== undefined) {
  const other = await readNoteOf(pathToFileURL(otherBuild).href);
  for (const file of files) stdout.write(await ratioRow(file, other));
}
if (files.length === 0) {
  stdout.write(
    `${SIZES.map((size) => `${(size / 1e6).toFixed(2)} MB`.padStart(7)).join('')}  ratio   (ms)\n`,
  );
  const names = Object.keys(HOSTILE).filter(
    (name) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  let slow = 0;
  for (const name of names) {
    const { text, isLinear } = row(name, HOSTILE[name] ?? String);
    stdout.write(text);
    if (!isLinear) slow += 1;
  }
  stdout.write(`${names.length - slow}/${names.length} grow no faster than ${MAX_RATIO}\n`);
  if (slow > 0) process.exitCode = 1;
}
