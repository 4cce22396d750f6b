// Slides, overflowing slides, smallest type, bytes and time of each note's deck:
//   npm run bench:deck -- path/to/note.md …      (without paths: the shipped notes)
// The slides are measured once more in the finished file, with the style sheets of the live deck.
import { readdirSync, readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { makeDeck } from '../../src/deck/make-deck.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { checkDeck } from '../../src/page/deck-overflow.js';

const shipped = readdirSync('notes')
  .filter((name) => name.endsWith('.md'))
  .map((name) => `notes/${name}`);
const files = argv.length > 2 ? argv.slice(2) : shipped;
const options = {
  deckTheme: 'auto',
  menu: null,
  deckPdf: false,
  templates: null,
  css: [],
  weak: null,
  browser: null,
} as const;
const UNROLLED =
  '<style>.reveal .slides section { display: block !important; position: static !important; height: auto !important; opacity: 1 !important } .reveal, .slides { position: static !important; width: 1280px !important; height: auto !important } .reveal .fragment { opacity: 1 !important; visibility: visible !important } .ask { display: none }</style>';

const session = new BrowserSession({ browser: null, size: 1 });
await session.withPage(async () => undefined);
stdout.write('slides  overflowing  smallest px    bytes      ms  note\n');
let bad = 0;
for (const file of files) {
  const note = parseNote(readFileSync(file, 'utf8'), file).value;
  const startMs = performance.now();
  const { value } = await makeDeck(wholeNote(note), options, session.withPage);
  const ms = Math.round(performance.now() - startMs);
  const check = await session.withPage(async (page) => {
    await page.open(value.html.replace('</head>', `${UNROLLED}</head>`));
    return page.run(checkDeck);
  });
  const overflowing = Math.max(value.overflowing, new Set(check.overflows.map(({ slide }) => slide)).size);
  bad += overflowing;
  const row = [
    String(value.slides).padStart(6),
    String(overflowing).padStart(13),
    check.smallestPx.toFixed(1).padStart(13),
    String(Buffer.byteLength(value.html)).padStart(9),
    String(ms).padStart(8),
    ` ${file}`,
  ];
  stdout.write(`${row.join('')}\n`);
}
await session.close();
process.exitCode = bad > 0 ? 1 : 0;
