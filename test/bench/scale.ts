import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { corpus } from './corpus.js';
import { cpuSeconds, descendantsBytes, processTree, residentBytes } from './process-tree.js';
import { script } from './whole-process.js';

/**
 * Does memory stay flat, and the work per output constant, over many notes? Builds a made-up corpus with
 * the command line of the package as it is built:
 *
 *     npm run bench:scale -- --notes 40 --sections 18
 */
const { values } = parseArgs({
  options: {
    notes: { type: 'string', default: '200' },
    sections: { type: 'string', default: '18' },
    seed: { type: 'string', default: '1' },
  },
});
const size = { notes: Number(values.notes), sections: Number(values.sections) };

interface Mark {
  readonly done: number;
  readonly atMs: number;
  /** Of all processes so far. */
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  readonly browserBytes: number;
}

const NOTHING: Mark = { done: 0, atMs: 0, cpuSeconds: 0, rssBytes: 0, browserBytes: 0 };
const SAMPLE_MS = 200;
/** `[36/7600] output/…` */
const PROGRESS = /^\[\s*(\d+)\/\d+\]/;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

const cwd = await mkdtemp(join(tmpdir(), 'cribsheet-scale-'));
try {
  await mkdir(join(cwd, 'notes'));
  for (const [name, text] of corpus(Number(values.seed), size))
    await writeFile(join(cwd, 'notes', name), text);
  await measure();
} finally {
  await rm(cwd, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const [program = '', ...words] = script(join(process.cwd(), 'dist/cli.js'), 'build');
  const started = performance.now();
  const build = spawn(program, words, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const pid = build.pid ?? 0;
  const marks: Mark[] = [];
  let peakBytes = 0;
  const cpu = new Map<number, number>();
  const look = (): void => {
    peakBytes = Math.max(peakBytes, residentBytes(pid));
    // A process that has ended keeps what it was last seen to have used.
    for (const one of processTree(pid)) cpu.set(one, Math.max(cpu.get(one) ?? 0, cpuSeconds(one)));
  };
  process.stdout.write('outputs       time      CPU       Node  Node, peak  browser\n');
  const timer = setInterval(look, SAMPLE_MS);
  const problems: string[] = [];
  createInterface({ input: build.stderr }).on('line', (line) => {
    const done = Number(PROGRESS.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(done)) {
      problems.push(line);
      return;
    }
    const atMs = performance.now() - started;
    const used = [...cpu.values()].reduce((sum, seconds) => sum + seconds, 0);
    const now = {
      done,
      atMs,
      cpuSeconds: used,
      rssBytes: residentBytes(pid),
      browserBytes: browserAt(done, pid),
    };
    marks.push(now);
    if (done % 100 === 0) process.stdout.write(`${rowOf(now, peakBytes)}\n`);
  });
  await once(build, 'close');
  clearInterval(timer);
  show(marks, peakBytes, problems.length);
}

function rowOf({ done, atMs, cpuSeconds: used, rssBytes, browserBytes }: Mark, peakBytes: number): string {
  const cells = [megabytes(rssBytes), megabytes(peakBytes), megabytes(browserBytes)];
  const columns = cells.map((cell) => cell.padStart(11)).join('');
  const seconds = [atMs / 1000, used].map((one) => `${one.toFixed(1).padStart(7)} s`).join('');
  return `${String(done).padStart(7)}${seconds}${columns}`;
}

/** Asking is slow, so not at each output. */
function browserAt(done: number, pid: number): number {
  return done % 100 === 0 ? descendantsBytes(pid) : 0;
}

function show(marks: readonly Mark[], peakBytes: number, problems: number): void {
  // Whole notes take longest, so both ends hold as many of them: about a hundred outputs in whole notes.
  const perNote = 2 * (size.sections + 1);
  const window = Math.max(1, Math.round(100 / perNote)) * perNote;
  const at = (done: number): Mark | undefined => marks[Math.min(done, marks.length) - 1];
  const total = marks.length;
  const perOutput = (of: (mark: Mark) => number, unit: string): string => {
    const upTo = (done: number): number => of(at(done) ?? NOTHING);
    const first = upTo(window) / window;
    const last = (upTo(total) - upTo(total - window)) / window;
    const figures = `${first.toFixed(0)} ms in the first ${window}, ${last.toFixed(0)} ms in the last`;
    return `${unit} per output: ${figures}: ratio ${(last / first).toFixed(2)}`;
  };
  const lines = [
    `${size.notes} notes × ${size.sections} sections: ${total} outputs, ${problems} other lines`,
    `Node, peak: ${megabytes(peakBytes)}; at the end: ${megabytes(marks.at(-1)?.rssBytes ?? 0)}`,
    perOutput(({ atMs }) => atMs, 'time'),
    perOutput((mark) => mark.cpuSeconds * 1000, 'CPU'),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
