import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFile } from '../files/package-file.js';
import { coverageOf } from './font-coverage.js';

/** What is known of a font file that lies in a package, and so stays as it is while we run. */
export interface FontFile {
  /** Its bytes. */
  readonly base64: string;
  /** The characters that it has glyphs for. */
  readonly coverage: ReadonlySet<number>;
}

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
export const SOURCE = /src:\s*url\(\.\/([^)]+\.woff2)\)[^;]*;/;
export const RANGE = /unicode-range:\s*([^;}]+);?/;

/** Fonts of packages, each read and decompressed once for all outputs of a run. */
class PackagedFonts {
  readonly #files = new Map<string, FontFile>();
  readonly #sheets = new Map<string, readonly FontRule[]>();

  /** The longest unused gives way, so that notes in many scripts do not fill the memory. */
  file(path: string): FontFile {
    const file = this.#files.get(path) ?? lazyFile(path);
    this.#files.delete(path);
    this.#files.set(path, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > PLACES && oldest !== undefined) this.#files.delete(oldest);
    return file;
  }

  /** @param sheet a style sheet within a package, such as `@fontsource/asap/400.css` */
  rules(sheet: string): readonly FontRule[] {
    const known = this.#sheets.get(sheet) ?? readRules(packageFile(sheet));
    this.#sheets.set(sheet, known);
    return known;
  }
}

export const PACKAGED_FONTS = new PackagedFonts();

/** Whether a package's style sheet is there. */
export function isFontThere(sheet: string): boolean {
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

/** Of many a file only the characters are asked for, and of many only the bytes. */
function lazyFile(path: string): FontFile {
  let base64: string | null = null;
  let coverage: ReadonlySet<number> | null = null;
  return {
    get base64() {
      base64 ??= readFileSync(path, 'base64');
      return base64;
    },
    get coverage() {
      coverage ??= coverageOf(readFileSync(path));
      return coverage;
    },
  };
}
