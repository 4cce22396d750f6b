// Slides, overflowing slides, smallest type by kind in px, bytes and time of each note's deck:
//   npm run bench:deck -- path/to/note.md path/to/folder …      (without paths: the shipped notes)
// The slides are measured once more in the finished file, with the style sheets of the live deck.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { makeDeck } from '../../src/deck/make-deck.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { checkDeck } from '../../src/page/deck-overflow.js';
import { pagesByDecktape } from './decktape.js';
import { type SmallestType, smallestType, type TypeKind } from './smallest-type.js';

const KINDS: readonly TypeKind[] = ['text', 'table', 'code', 'formula', 'map', 'label'];
const options = {
  deckTheme: 'auto',
  incremental: false,
  menu: null,
  deckPdf: false,
  handout: null,
  templates: null,
  css: [],
  logo: null,
  weak: null,
  browser: null,
} as const;
const UNROLLED =
  '<style>.reveal .slides section { display: block !important; position: static !important; height: auto !important; opacity: 1 !important } .reveal, .slides { position: static !important; width: 1280px !important; height: auto !important } .reveal .fragment { opacity: 1 !important; visibility: visible !important } .ask { display: none } .card { zoom: 1 !important }</style>';

/** A folder stands for the notes in it. */
function notesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(path, name));
}

function line(cells: readonly (string | number)[], file: string): void {
  stdout.write(`${cells.map((cell) => String(cell).padStart(9)).join('')}  ${file}\n`);
}

const files = (argv.length > 2 ? argv.slice(2) : ['notes']).flatMap(notesIn);
const session = new BrowserSession({ browser: null, size: 1 });
await session.withPage(async () => undefined);
line(['slides', 'overflow', ...KINDS, 'bytes', 'ms'], 'note');
const total = { slides: 0, overflowing: 0, bytes: 0, ms: 0 };
const least: SmallestType = {};
let first: { readonly html: string; readonly slides: number } | null = null;
for (const file of files) {
  const note = parseNote(readFileSync(file, 'utf8'), file).value;
  const startMs = performance.now();
  const { value } = await makeDeck(wholeNote(note), options, session.withPage);
  const ms = Math.round(performance.now() - startMs);
  first ??= value;
  const { check, sizes } = await session.withPage(async (page) => {
    await page.open(value.html.replace('</head>', `${UNROLLED}</head>`));
    return { check: await page.run(checkDeck), sizes: await page.run(smallestType) };
  });
  const overflowing = Math.max(value.overflowing, new Set(check.overflows.map(({ slide }) => slide)).size);
  const bytes = Buffer.byteLength(value.html);
  total.slides += value.slides;
  total.overflowing += overflowing;
  total.bytes += bytes;
  total.ms += ms;
  for (const kind of KINDS) {
    const size = sizes[kind];
    if (size !== undefined) least[kind] = Math.min(least[kind] ?? size, size);
  }
  line([value.slides, overflowing, ...KINDS.map((kind) => pxOf(sizes[kind])), bytes, ms], file);
}
line(
  [total.slides, total.overflowing, ...KINDS.map((kind) => pxOf(least[kind])), total.bytes, total.ms],
  `${files.length} notes`,
);
await session.close();
const pages = first === null ? null : await pagesByDecktape(first.html);
if (pages !== null)
  stdout.write(`decktape makes ${pages} pages of the ${first?.slides} slides of ${files[0]}\n`);
process.exitCode = total.overflowing > 0 ? 1 : 0;

function pxOf(size: number | undefined): string {
  return size === undefined ? '-' : size.toFixed(1);
}
