import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { corpus } from './corpus.js';
import { descendantsBytes } from './process-tree.js';

/**
 * Does memory stay flat, and the time per output constant, over many notes? Builds a made-up corpus with
 * the package as it is built:
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
  readonly rssBytes: number;
  readonly browserBytes: number;
}

const SAMPLE_MS = 200;

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
  const { build } = (await import(
    pathToFileURL(join(process.cwd(), 'dist/index.js')).href
  )) as typeof import('../../src/index.js');
  const marks: Mark[] = [];
  let peakBytes = 0;
  process.stdout.write('outputs       time       Node  Node, peak  browser\n');
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const started = performance.now();
  const mark = (done: number): void => {
    const rssBytes = process.memoryUsage.rss();
    const now = { done, atMs: performance.now() - started, rssBytes, browserBytes: browserAt(done) };
    marks.push(now);
    if (done % 100 === 0) process.stdout.write(`${rowOf(now, peakBytes)}\n`);
  };
  const report = await build({
    cwd,
    onProgress: (event) => {
      if (event.type === 'made' || event.type === 'failed') mark(event.done);
    },
  });
  clearInterval(timer);
  show(marks, peakBytes, report.problems.length);
}

function rowOf({ done, atMs, rssBytes, browserBytes }: Mark, peakBytes: number): string {
  const cells = [megabytes(rssBytes), megabytes(peakBytes), megabytes(browserBytes)];
  const columns = cells.map((cell) => cell.padStart(11)).join('');
  return `${String(done).padStart(7)}${(atMs / 1000).toFixed(1).padStart(9)} s${columns}`;
}

/** Asking is slow, so not at each output. */
function browserAt(done: number): number {
  return done % 100 === 0 ? descendantsBytes(process.pid) : 0;
}

function show(marks: readonly Mark[], peakBytes: number, problems: number): void {
  // Whole notes take longest, so both ends hold as many of them: about a hundred outputs in whole notes.
  const perNote = 2 * (size.sections + 1);
  const window = Math.max(1, Math.round(100 / perNote)) * perNote;
  const at = (done: number): number => marks[Math.min(done, marks.length) - 1]?.atMs ?? 0;
  const total = marks.length;
  const first = at(window) / window;
  const last = (at(total) - at(total - window)) / window;
  const lines = [
    `${size.notes} notes × ${size.sections} sections: ${total} outputs, ${problems} problems`,
    `Node, peak: ${megabytes(peakBytes)}; at the end: ${megabytes(marks.at(-1)?.rssBytes ?? 0)}`,
    `time per output: ${first.toFixed(0)} ms in the first ${window}, ${last.toFixed(0)} ms in the last: ratio ${(last / first).toFixed(2)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
