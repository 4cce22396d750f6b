import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Latest } from '../bounds/latest.js';
import { packageFile } from '../files/package-file.js';
import { COVERAGE_FILE, coverageOf, rangeEnds } from './font-coverage.js';

/** A rule of a Fontsource style sheet. */
export interface FontRule {
  readonly text: string;
  /** Path of the font file. */
  readonly file: string;
  /** First and last character of each part of its `unicode-range`; null: all characters. */
  readonly ranges: readonly Range[] | null;
}

export type Range = readonly [low: number, high: number];

/** Files that are kept in memory: those of one note in several scripts, some 50 kB each. */
const PLACES = 64;

const RULE = /@font-face\s*{[^}]*}/g;
const SOURCE = /src:\s*url\(\.\/([^)]+\.woff2)\)[^;]*;/;
export const RANGE = /unicode-range:\s*([^;}]+);?/;

/** First and last characters of a file's ranges in turn, ascending. */
type Coverage = readonly number[];

/** Fonts of packages, each read once for all outputs of a run; they stay as they are while we run. */
class PackagedFonts {
  readonly #inlined = new Latest<string>(PLACES);
  readonly #sheets = new Map<string, readonly FontRule[]>();
  readonly #coverage = new Map<string, Coverage>();
  readonly #there = new Map<string, boolean>();

  /** The rule with its file in it. The longest unused gives way: notes in many scripts must not fill the memory. */
  inlined(rule: FontRule): string {
    const inlined = this.#inlined.get(rule.file) ?? withFile(rule);
    this.#inlined.set(rule.file, inlined);
    return inlined;
  }

  /** Whether a rule's file has a glyph for a character. */
  holds({ file }: FontRule, code: number): boolean {
    const coverage = this.#coverage.get(file) ?? this.#readCoverage(file);
    const index = firstFrom(code, coverage);
    return index % 2 === 1 || coverage[index] === code;
  }

  /** Whether a package's style sheet is there. */
  isThere(sheet: string): boolean {
    const isThere = this.#there.get(sheet) ?? isFontThere(sheet);
    this.#there.set(sheet, isThere);
    return isThere;
  }

  /** @param sheet a style sheet within a package, such as `@fontsource/asap/400.css` */
  rules(sheet: string): readonly FontRule[] {
    const known = this.#sheets.get(sheet) ?? readRules(packageFile(sheet));
    this.#sheets.set(sheet, known);
    return known;
  }

  /** Beside fonts that are built in stands which characters they have; others are unpacked for it. */
  #readCoverage(file: string): Coverage {
    const folder = dirname(file);
    const known = join(folder, '..', COVERAGE_FILE);
    const all: Record<string, Coverage> = existsSync(known)
      ? JSON.parse(readFileSync(known, 'utf8'))
      : { [basename(file)]: rangeEnds(coverageOf(readFileSync(file))) };
    for (const [name, ends] of Object.entries(all)) this.#coverage.set(join(folder, name), ends);
    return all[basename(file)] ?? [];
  }
}

export const PACKAGED_FONTS = new PackagedFonts();

function isFontThere(sheet: string): boolean {
  try {
    return packageFile(sheet) !== '';
  } catch {
    return false;
  }
}

/** The parts of an `@font-face` rule's `unicode-range`; null where it has none. */
export function rangesOf(rule: string): readonly Range[] | null {
  const ranges = RANGE.exec(rule)?.[1];
  if (ranges === undefined) return null;
  return ranges.split(',').map((range) => {
    const [from = '', to = from] = range.trim().slice(2).split('-');
    return [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(to.replaceAll('?', 'F'), 16)];
  });
}

function readRules(path: string): readonly FontRule[] {
  const rules = readFileSync(path, 'utf8').match(RULE) ?? [];
  return rules.map((text) => ({
    text,
    file: join(dirname(path), SOURCE.exec(text)?.[1] ?? ''),
    ranges: rangesOf(text),
  }));
}

function withFile({ file, text }: FontRule): string {
  const source = `src: url(data:font/woff2;base64,${readFileSync(file, 'base64')}) format('woff2');`;
  return text.replace(SOURCE, () => source).replace(/font-display:[^;]*;/, '');
}

/** Index of the first number that is not below; there may be tens of thousands. */
export function firstFrom(low: number, ascending: readonly number[]): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}
