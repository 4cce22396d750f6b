/* What the largest notes cost: seconds and memory of the whole process tree, and whether the note that
 * comes after them is made.
 *   npm run bench:bounds                            (the built command line; Linux, since it reads /proc)
 *   npm run bench:bounds -- --only footnotes,wide   (rows whose name holds one of these)
 * Bounds: 60 s for one note, by the clock or in time of the processor where the machine is busy; 1 GB; a renderer of an ordinary note stays below half of LIMITS.rendererBytes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv, execPath, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { deflateSync } from 'node:zlib';
import { LIMITS } from '../../src/bounds/limits.js';
import { avifOfBoxes, gif, jpegOfMarkers } from '../hostile/lying-pictures.js';
import { noisePng, png } from '../hostile/picture-files.js';

const MB = 1024 * 1024;
const MOST_S = 60;
const MOST_MB = 1024;
const LOOK_EVERY_MS = 50;

interface Trial {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
}

const NEXT = '# Next\n\n- made as if nothing had happened\n';

/** A note, and one after it in the alphabet. */
function hostile(name: string, text: string, more: Trial['files'] = {}): Trial {
  return { name, files: { 'a.md': text, 'z.md': NEXT, ...more }, args: ['.', '--no-sections'] };
}

function grey(widthPx: number, heightPx: number): Buffer {
  return png(widthPx, heightPx, deflateSync(Buffer.alloc(heightPx * (1 + 3 * widthPx), 120)));
}

const list = (count: number): string =>
  `# Items\n\n${Array.from({ length: count }, (_, i) => `- item ${i}\n`).join('')}`;
const table = (columns: number): string =>
  `# T\n\n${'| a '.repeat(columns)}|\n${'|---'.repeat(columns)}|\n${'| b '.repeat(columns)}|\n`;
const words = (chars: number): string =>
  `# W\n\n${'several words of about the usual length. '
    .repeat(25)
    .concat('\n\n')
    .repeat(Math.ceil(chars / 1027))}`;
const picture = (widthPx: number, heightPx: number): Trial =>
  hostile(`picture of ${widthPx} × ${heightPx} pixels`, '# P\n\n- ![p](p.png)\n', {
    'p.png': grey(widthPx, heightPx),
  });

function photographs(count: number): Trial {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, i): [string, Buffer] => [`p${i}.png`, grey(4000, 2990 + i)]),
  );
  const text = Object.keys(files).map((name) => `- ![p](${name})\n`);
  return hostile(`${count} pictures of 12 megapixels`, `# P\n\n${text.join('')}`, files);
}

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

function questions(count: number): Trial {
  const one = (i: number): string =>
    `<details>\n<summary>Which is ${i}?</summary>\n\nThis one.\n\n</details>\n`;
  return hostile(`${count} questions`, `# Q\n\n${lines(count, one)}`);
}

function wideTable(columns: number, rows: number): string {
  const row = (cell: string): string => `${`| ${cell} `.repeat(columns)}|\n`;
  return `${row('head')}${row('---')}${row('a cell').repeat(rows)}`;
}

/** Pictures of 8 MB each. */
function heavyPictures(name: string, count: number, widthPx = 1640, heightPx = 1640, uses = 1): Trial {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`p${i}.png`, noisePng(widthPx - i, heightPx)]),
  );
  const text = Object.keys(files).map((file) => `- ![p](${file})\n`);
  return hostile(name, `# P\n\n${text.join('').repeat(uses)}`, files);
}

/** Several are decoded at once. */
const folderOfPictures: Trial = {
  ...hostile('six notes with two pictures of 8 MB each', ''),
  get files() {
    const notes = Array.from({ length: 6 }, (_, i) => [
      [`n${i}.md`, `# N${i}\n\n- ![p](a${i}.png)\n- ![q](b${i}.png)\n`],
      [`a${i}.png`, noisePng(1640 - i, 1640)],
      [`b${i}.png`, noisePng(1640 - i, 1639)],
    ]);
    return { 'z.md': NEXT, ...Object.fromEntries(notes.flat()) };
  },
};

const bold = (count: number): string =>
  `# Terms\n\n${lines(count, (i) => `- **term ${i}** is what this item of the list is about\n`)}\n`;

/** Each of these stood in the way of the 60 s or the 1 GB once. */
const ONCE_TOO_MUCH: readonly Trial[] = [
  hostile('80,000 characters without glyphs', `# W\n\n${lines(2000, () => '\u{12000}'.repeat(40))}\n`),
  hostile(
    '80,000 characters, some without glyphs',
    `# W\n\n${lines(2000, (i) => `some words and ${String.fromCodePoint(0x12000 + (i % 900))} in a line\n`)}\n`,
  ),
  hostile('tables of 200 columns, 40 of them', `# T\n\n${`${table(200).slice(5)}\n`.repeat(40)}`),
  hostile(
    '4,000 preformatted lines',
    `# P\n\n<pre>\n${lines(4000, (i) => `line ${i} of ${'words '.repeat(12)}`)}\n</pre>\n`,
  ),
  hostile('20,000 pictures', `# P\n\n${lines(20_000, () => '![p](p.png)')}\n`, { 'p.png': grey(40, 40) }),
  heavyPictures('two pictures of 8 MB', 2),
  heavyPictures('five pictures of 8 MB', 5),
  heavyPictures('two pictures of 8 MB as large as is shown', 2, 2560, 1040),
  heavyPictures('one picture of 8 MB at twelve uses', 1, 1640, 1640, 12),
  folderOfPictures,
  hostile(
    'references within references, 738 bytes',
    `# A\n\n[^0]\n\n${lines(40, (i) => `[^${i}]: [^${i + 1}][^${i + 1}]`)}\n`,
  ),
  hostile(
    'ten sections of 120 listings',
    lines(10, (i) => `# S${i}\n\n${'~~~bash\nls -l "$HOME" | grep x\n~~~\n\n'.repeat(120)}`),
  ),
  hostile('1,000 listings of one line', `# L\n\n${'~~~bash\nls -l\n~~~\n\n'.repeat(1000)}`),
  hostile('135,000 references to no footnote', `# F\n\n${'[^1] '.repeat(135_000)}`),
  hostile('240,000 footnotes', `# F\n\n${lines(240_000, (i) => `[^${i}]: x`)}\n`),
  ...[400, 800, 1500].map(questions),
  hostile('table of 300 columns and 200 rows', `# T\n\n${wideTable(300, 200)}`),
  hostile('table of 40 columns and 2,000 rows', `# T\n\n${wideTable(40, 2000)}`),
  hostile('AVIF of 20,000 boxes', '# P\n\n- ![p](p.avif)\n', { 'p.avif': avifOfBoxes(20_000) }),
  hostile('AVIF of 8 MB of boxes', '# P\n\n- ![p](p.avif)\n', { 'p.avif': avifOfBoxes(400_000) }),
  hostile('JPEG of 8 MB of markers, used 100 times', `# P\n\n${'- ![p](p.jpg)\n'.repeat(100)}`, {
    'p.jpg': jpegOfMarkers(2_000_000),
  }),
  hostile('GIF that says 10 × 10 and holds 20,000 × 20,000', '# P\n\n- ![p](p.gif)\n', {
    'p.gif': gif([10, 10], [20_000, 20_000]),
  }),
];

/** What is made only where somebody asks for it. */
const OTHER_OUTPUTS: readonly Trial[] = [
  { ...hostile('2,000 cards', bold(2000)), args: ['.', '--no-sections', '--only', 'sheet,cards'] },
  {
    ...hostile('2,000 points, deck as PDF, handout and pictures', bold(2000)),
    args: ['.', '--no-sections', '--deck-pdf', '--handout', '4', '--png'],
  },
];

const TRIALS: readonly Trial[] = [
  hostile('quotes, nested, 20 MB', '> '.repeat(10 * MB)),
  hostile('quotes, nested, 1.9 MB in one line', `${'> '.repeat(0.95 * MB)}x`),
  hostile('quotes, nested, 1.9 MB in lines of 48', `${'> '.repeat(48)}x\n`.repeat(19_000)),
  hostile('list of 100,000 items', list(100_000)),
  hostile('list of 4,000 items', list(4000)),
  hostile('table of 10,000 columns', table(10_000)),
  hostile('table of 300 columns', table(300)),
  hostile('text of 2 MB', words(1.95 * MB)),
  hostile('text of 240,000 characters', words(240_000)),
  hostile('one word of a million letters', `# W\n\n${'w'.repeat(1_000_000)}\n`),
  hostile('300,000 open brackets', '['.repeat(300_000)),
  hostile('100,000 elements of HTML', '<b>x</b>'.repeat(100_000)),
  picture(40_000, 40),
  hostile('picture whose header says 40,000 × 40,000', '# P\n\n- ![p](p.png)\n', {
    'p.png': png(40_000, 40_000, Buffer.of()),
  }),
  picture(15_000, 2400),
  photographs(4),
  photographs(5),
  ...ONCE_TOO_MUCH,
  ...OTHER_OUTPUTS,
];

function ordinary(name: string, folder: string, args: readonly string[] = []): Trial[] {
  const path = resolve(folder);
  try {
    readdirSync(path);
  } catch {
    return [];
  }
  return [{ name, files: {}, args: [path, ...args] }];
}

interface Cost {
  readonly seconds: number;
  /** Of the processor, all processes together. */
  readonly cpuSeconds: number;
  readonly treeMb: number;
  /** The largest renderer, as the guard counts it. */
  readonly rendererMb: number;
  readonly code: number | null;
  readonly said: string;
}

function processes(): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const [, parent] = /\) \S (\d+)/.exec(read(`/proc/${name}/stat`)) ?? [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  return parents;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function treeOf(root: number): number[] {
  const parents = processes();
  const isBelow = (pid: number): boolean => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

const TICKS_PER_S = 100;

/** Time of the processor that a process has taken so far, without its children's. */
function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** Shared pages count once in all (PSS); the guard itself looks at resident pages. */
function watch(child: ChildProcess): { stop: () => Pick<Cost, 'cpuSeconds' | 'treeMb' | 'rendererMb'> } {
  let treeMb = 0;
  let rendererMb = 0;
  const ticks = new Map<number, number>();
  const look = (): void => {
    const tree = treeOf(child.pid ?? 0);
    for (const pid of tree) ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
    const sizes = tree.map((pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
    );
    treeMb = Math.max(treeMb, sizes.reduce((sum, kb) => sum + kb, 0) / 1024);
    for (const pid of tree.filter((each) => read(`/proc/${each}/cmdline`).includes('--type=renderer')))
      rendererMb = Math.max(rendererMb, (Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * 4096) / MB);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      const cpuSeconds = [...ticks.values()].reduce((sum, each) => sum + each, 0) / TICKS_PER_S;
      return { cpuSeconds, treeMb: Math.round(treeMb), rendererMb: Math.round(rendererMb) };
    },
  };
}

async function cost({ files, args }: Trial): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'cribsheet bounds '));
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const startMs = performance.now();
  const child = spawn(execPath, [resolve('dist/cli.js'), ...args, '--quiet'], { cwd: folder });
  const watched = watch(child);
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  const found = watched.stop();
  const seconds = (performance.now() - startMs) / 1000;
  if ('z.md' in files && !/^%PDF/.test(read(join(folder, 'output/z/z.sheet.pdf')).slice(0, 5)))
    said = `NEXT NOT MADE: ${said.replaceAll('\n', ' | ')}`;
  const [line = ''] = said.split('\n').filter((each) => /^(error|NEXT)/.test(each));
  rmSync(folder, { recursive: true, force: true });
  return { seconds, ...found, code, said: line.replace(/^error (a\.md\S* ?)?/, '') };
}

function row(name: string, { seconds, cpuSeconds, treeMb, rendererMb, code, said }: Cost): string {
  const cells = [
    seconds.toFixed(1).padStart(7),
    cpuSeconds.toFixed(1).padStart(7),
    String(treeMb).padStart(8),
    String(rendererMb).padStart(12),
    String(code).padStart(6),
  ];
  return `${cells.join('')}  ${name}${said === '' ? '' : ` – ${said.slice(0, 300)}`}\n`;
}

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { only: { type: 'string' } },
  allowPositionals: true,
});
const wanted = values.only?.split(',') ?? [''];
const extra = positionals.flatMap((folder) => ordinary(folder, folder));
const real = [
  ...ordinary('the shipped notes, everything', 'notes'),
  ...ordinary('the shipped notes, decks', 'notes', ['--only', 'deck']),
  ...extra,
];
let bad = 0;
stdout.write('seconds    CPU  MB tree  MB renderer  exit  note\n');
for (const trial of [...TRIALS, ...real].filter(({ name }) => wanted.some((part) => name.includes(part)))) {
  const found = await cost(trial);
  const isOrdinary = real.includes(trial);
  const isLarge = isOrdinary && found.rendererMb * MB > LIMITS.rendererBytes / 2;
  const notes = Object.keys(trial.files).filter((file) => /^[an]\d*\.md$/.test(file)).length;
  const isSlow = !isOrdinary && Math.min(found.seconds, found.cpuSeconds) > MOST_S * notes;
  if (isSlow || found.treeMb > MOST_MB || isLarge || found.said.startsWith('NEXT')) bad += 1;
  stdout.write(row(trial.name, found));
}
process.exitCode = bad > 0 ? 1 : 0;
