/* How well and how fast each note's sheet is made:
 *   npm run bench:sheet -- path/to/folder-or-note.md …      (the shipped notes alone without one)
 * One row a note, and one in total. `short` is the share of full lines under 25 characters, `long run-ins` the
 * lists that run in over more than four lines, `wrapped` rows of code that go on for each line of code, `pitch`
 * the most by which distances of lines differ within a paragraph. `orphans`: sections of a name alone, headings
 * with nothing below, lead-ins with nothing after, columns that end in a heading or lead-in.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv, stdout } from 'node:process';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { PuppeteerPage } from '../../src/browser/puppeteer-page.js';
import type { SheetFit } from '../../src/model.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import { SHORT_LINE, type Utility, utilityOf } from '../../src/sheet/fit/objective.js';
import { makeSheet } from '../../src/sheet/make-sheet.js';
import { readPdf } from '../pdf/read-pdf.js';
import { pitchVariationPt } from '../sheet/read-sheet.js';
import { type SheetCensus, takeCensus } from './sheet-census.js';

const X_HEIGHT_EM = 0.523;
/** Lines that make a run-in list a wall. */
const LONG_RUN_IN = 4;

interface Row {
  readonly file: string;
  readonly fit: SheetFit;
  readonly census: SheetCensus;
  readonly utility: Utility;
  readonly pitchPt: number;
  readonly ms: number;
}

function notesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(path, name));
}

async function rowOf(session: BrowserSession, file: string): Promise<Row> {
  const note = parseNote(readFileSync(file, 'utf8'), file).value;
  let census: SheetCensus | null = null;
  const startMs = performance.now();
  const { pdf, fit } = (
    await makeSheet(wholeNote(note), DEFAULTS, (job, needs) =>
      session.withPuppeteerPage(async (page) => {
        const made = await job(new PuppeteerPage(page));
        census = await page.evaluate(takeCensus);
        return made;
      }, needs),
    )
  ).value;
  const ms = performance.now() - startMs;
  if (!census) throw new Error('the sheet was not looked at');
  return {
    file,
    fit,
    census,
    utility: utilityOfPage(fit, census),
    pitchPt: pitchVariationPt(await readPdf(pdf)),
    ms,
  };
}

function utilityOfPage({ xHeightMm }: SheetFit, census: SheetCensus): Utility {
  const { lineChars, runInLines, tables, stackedTables, codeLines, wrappedRows, isCondensed, leadEm } =
    census;
  return utilityOf({
    xHeightMm,
    leadPerXHeight: leadEm / X_HEIGHT_EM,
    isCondensed,
    lines: lineChars.map((chars) => ({ chars, count: 1 })),
    textLines: census.textLines,
    longRunInLines: sum(runInLines.filter((lines) => lines > LONG_RUN_IN)),
    tables,
    stackedTables,
    codeLines,
    wrappedRows,
    formulas: census.formulas,
    shrunkFormulas: census.shrunkFormulas,
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / Math.max(1, numbers.length);
const orphansOf = (census: SheetCensus): readonly number[] => [
  census.emptySections,
  census.bareHeadings,
  census.bareLeadIns,
  census.strandedFeet,
];

const COLUMNS: readonly (readonly [string, number])[] = [
  ['U', 6],
  ['S', 6],
  ['L', 6],
  ['K', 6],
  ['F', 6],
  ['R', 6],
  ['T', 6],
  ['x mm', 7],
  ['columns', 8],
  ['fill', 7],
  ['line', 6],
  ['short', 7],
  ['run-ins', 8],
  ['long', 5],
  ['stacked', 9],
  ['wrapped', 9],
  ['pitch', 7],
  ['kept/total', 12],
  ['orphans', 11],
  ['layouts', 8],
  ['ms', 7],
];

/** The figures of some notes as one line; of several, means and sums. */
function lineOf(rows: readonly Row[], name: string): string {
  const of = (value: (row: Row) => number): number[] => rows.map(value);
  const term = (key: keyof Utility): string => mean(of(({ utility }) => utility[key])).toFixed(3);
  const lines = rows.flatMap(({ census }) => census.lineChars);
  const runIns = rows.flatMap(({ census }) => census.runInLines);
  const codeLines = sum(of(({ census }) => census.codeLines));
  const orphans = [0, 1, 2, 3].map((i) => sum(of(({ census }) => orphansOf(census)[i] ?? 0)));
  const cells = [
    term('total'),
    term('size'),
    term('line'),
    term('leading'),
    term('face'),
    term('runIn'),
    term('whole'),
    mean(of(({ fit }) => fit.xHeightMm)).toFixed(3),
    mean(of(({ fit }) => fit.columns)).toFixed(1),
    mean(of(({ fit }) => fit.fill)).toFixed(3),
    mean(lines).toFixed(1),
    `${((100 * lines.filter((chars) => chars < SHORT_LINE).length) / Math.max(1, lines.length)).toFixed(1)}%`,
    String(runIns.length),
    String(runIns.filter((count) => count > LONG_RUN_IN).length),
    `${sum(of(({ census }) => census.stackedTables))}/${sum(of(({ census }) => census.tables))}`,
    codeLines === 0 ? '-' : (sum(of(({ census }) => census.wrappedRows)) / codeLines).toFixed(2),
    Math.max(...of(({ pitchPt }) => pitchPt)).toFixed(2),
    `${sum(of(({ fit }) => fit.points.kept))}/${sum(of(({ fit }) => fit.points.total))}`,
    orphans.join('+'),
    Math.max(...of(({ fit }) => fit.layouts)).toFixed(0),
    mean(of(({ ms }) => ms)).toFixed(0),
  ];
  return `${cells.map((text, i) => text.padStart(COLUMNS[i]?.[1] ?? 0)).join('')}  ${name}\n`;
}

const session = new BrowserSession({ browser: null, size: 1 });
await session.withPage((page) => page.open('<p>warm'));
stdout.write(`${COLUMNS.map(([title, width]) => title.padStart(width)).join('')}  note\n`);
const rows: Row[] = [];
const given = argv.slice(2);
for (const file of (given.length > 0 ? given : ['notes']).flatMap(notesIn)) {
  try {
    const row = await rowOf(session, file);
    rows.push(row);
    stdout.write(lineOf([row], basename(file)));
  } catch (failure) {
    stdout.write(`${(failure as Error).message}  ${basename(file)}\n`);
  }
}
if (rows.length > 0) stdout.write(lineOf(rows, `${rows.length} notes (layouts and pitch: the most)`));
await session.close();
