import { posix, win32 } from 'node:path';
import { PAPER_NAMES, type Paper, parsePaper } from './paper.js';

/** The numbers that an option takes. */
export interface NumberRange {
  /** The smallest value. */
  readonly least: number;
  /** The largest value. */
  readonly most: number;
  /** Between values that make a difference to a person. */
  readonly step: number;
  /** `mm`; empty for a count. */
  readonly unit: string;
}

/** How a value is written, checked and explained, wherever it comes from (flag, YAML, API). */
export interface OptionKind<T> {
  /** Stands for the value in help (`DIR`); null for a switch. */
  readonly placeholder: string | null;
  /** Ends the sentence "paper must be …". */
  readonly expected: string;
  /** Words among which the nearest is suggested. */
  readonly words: readonly string[];
  /** Numbers that it takes besides the words; null where it takes none. */
  readonly range: NumberRange | null;
  /** Takes other text than the words: a path, a title, a size of paper. */
  readonly takesText: boolean;
  /** May be given several times; the values add up. */
  readonly repeatable: boolean;
  /** The flag may stand without a value, which is then `true`. */
  readonly bare: boolean;
  /** The checked value, or undefined where `raw` is none. */
  readonly read: (raw: unknown) => T | undefined;
  /** The same for what a note writes in its front matter, which may be less. */
  readonly readOfNote: (raw: unknown) => T | undefined;
}

type Parts<T> = Pick<OptionKind<T>, 'placeholder' | 'expected' | 'read'> & Partial<OptionKind<T>>;

function kind<T>(parts: Parts<T>): OptionKind<T> {
  const { read: readOfNote } = parts;
  return { words: [], range: null, takesText: false, repeatable: false, bare: false, readOfNote, ...parts };
}

export function oneOf<const Word extends string>(...words: readonly Word[]): OptionKind<Word> {
  return kind({
    placeholder: words.join('|'),
    expected: listed(words),
    words,
    read: (raw) => words.find((word) => typeof raw === 'string' && word === raw.trim().toLowerCase()),
  });
}

/** A comma-separated choice: `sheet,deck`. */
export function someOf<const Word extends string>(...words: readonly Word[]): OptionKind<readonly Word[]> {
  return kind({
    placeholder: words.join(','),
    expected: `some of ${words.join(', ')}`,
    words,
    read: (raw) => {
      const items = typeof raw === 'string' ? raw.split(',').map((item) => item.trim()) : raw;
      if (!Array.isArray(items) || items.length === 0) return undefined;
      // A list with holes (`[, 'sheet']`) has items that `every` would pass over.
      return Array.from(items).every((item) => words.includes(item))
        ? words.filter((w) => items.includes(w))
        : undefined;
    },
  });
}

/** A path or another free text, not empty; null where nobody gave one. */
export function text(placeholder: string, expected: string): OptionKind<string> {
  return kind({ placeholder, expected, takesText: true, read: readText });
}

/** The path of a picture. A note's is no whole path: it names a picture of its own. */
export function picture(): OptionKind<string> {
  return kind({
    placeholder: 'FILE',
    expected:
      'the path of a picture (PNG, JPEG, SVG, WebP, AVIF or GIF); a note gives it from its own folder',
    takesText: true,
    read: readText,
    readOfNote: (raw) => {
      const path = readText(raw);
      return path === undefined || posix.isAbsolute(path) || win32.isAbsolute(path) ? undefined : path;
    },
  });
}

export function texts(placeholder: string, expected: string): OptionKind<readonly string[]> {
  return kind({
    placeholder,
    expected,
    takesText: true,
    repeatable: true,
    read: (raw) => {
      const items = Array.from(Array.isArray(raw) ? raw : [raw], readText);
      return items.every((item) => item !== undefined) ? items : undefined;
    },
  });
}

/** `null` in the API means "not given", as in the defaults. */
export function orNull<T>(inner: OptionKind<T>): OptionKind<T | null> {
  return {
    ...inner,
    read: (raw) => (raw === null ? null : inner.read(raw)),
    readOfNote: (raw) => (raw === null ? null : inner.readOfNote(raw)),
  };
}

export function flag(): OptionKind<boolean> {
  return kind({
    placeholder: null,
    expected: 'true or false',
    read: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  });
}

/** Every address of this machine, of both families where it has both. */
const EVERY_ADDRESS = '0.0.0.0';

/** `--host` alone opens to every network, `--host 192.168.1.20` to one. */
export function host(): OptionKind<string> {
  return kind({
    placeholder: 'ADDR',
    bare: true,
    expected: 'an address of this machine such as 192.168.1.20, or nothing for all (then put --host last)',
    read: (raw) => {
      if (raw === true) return EVERY_ADDRESS;
      const text = readText(raw)?.trim();
      return text !== undefined && /^[\da-f.:]{2,45}$/i.test(text) ? text : undefined;
    },
  });
}

/** `https://rooms.school.example/b12/`, without a query or a fragment. */
export function webAddress(): OptionKind<string> {
  return kind({
    placeholder: 'URL',
    expected: 'an address such as https://rooms.example/b12/',
    read: (raw) => {
      const text = readText(raw)?.trim() ?? '';
      if (!URL.canParse(text)) return undefined;
      const { protocol, search, hash, username } = new URL(text);
      const isPlain = search === '' && hash === '' && username === '';
      return isPlain && /^https?:$/.test(protocol) ? text : undefined;
    },
  });
}

/** A length in mm: `1.2`, `"1.2"`, `"1.2mm"`. */
export function millimetres(leastMm: number, mostMm: number): OptionKind<number> {
  return kind({
    placeholder: 'MM',
    expected: `a length from ${leastMm} to ${mostMm} mm`,
    range: { least: leastMm, most: mostMm, step: 0.05, unit: 'mm' },
    read: (raw) => {
      const lengthMm = readNumber(typeof raw === 'string' ? raw.trim().replace(/\s*mm$/i, '') : raw);
      return lengthMm !== undefined && lengthMm >= leastMm && lengthMm <= mostMm ? lengthMm : undefined;
    },
  });
}

/** A whole number. */
export function countBetween(least: number, most: number): OptionKind<number> {
  return kind({
    placeholder: 'N',
    expected: `a whole number from ${least} to ${most}`,
    range: { least, most, step: 1, unit: '' },
    read: (raw) => {
      const number = readNumber(raw);
      return number !== undefined && Number.isInteger(number) && number >= least && number <= most
        ? number
        : undefined;
    },
  });
}

/** `auto` or a whole number. */
export function autoOrCount(most: number): OptionKind<number | 'auto'> {
  return kind({
    placeholder: `auto|1-${most}`,
    expected: `auto or a whole number from 1 to ${most}`,
    words: ['auto'],
    range: { least: 1, most, step: 1, unit: '' },
    read: (raw) => {
      if (typeof raw === 'string' && raw.trim().toLowerCase() === 'auto') return 'auto';
      const count = readNumber(raw);
      return count !== undefined && Number.isInteger(count) && count >= 1 && count <= most
        ? count
        : undefined;
    },
  });
}

const PAPER_EXPECTED = `${listed(PAPER_NAMES, 'a size such as 210x297mm')} (50 to 1200 mm a side)`;

export function paper(): OptionKind<Paper> {
  return kind({
    placeholder: 'SIZE',
    expected: PAPER_EXPECTED,
    takesText: true,
    words: PAPER_NAMES,
    read: (raw) => parsePaper(raw) ?? undefined,
  });
}

export function autoOrPaper(): OptionKind<Paper | 'auto'> {
  return kind({
    placeholder: 'auto|SIZE',
    expected: `auto, ${PAPER_EXPECTED}`,
    takesText: true,
    words: ['auto', ...PAPER_NAMES],
    read: (raw) => {
      if (typeof raw === 'string' && raw.trim().toLowerCase() === 'auto') return 'auto';
      return parsePaper(raw) ?? undefined;
    },
  });
}

/** One of `count` equal shares of the work, counted from 1. */
export interface Shard {
  /** Which of them, from 1. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
}

/** `2/5`: the second of five shares. */
export function shard(): OptionKind<Shard> {
  return kind({
    placeholder: 'I/N',
    expected: 'a share such as 2/5 (the second of five)',
    read: (raw) => {
      const { index, count } = typeof raw === 'string' ? shardOf(raw) : asShard(raw);
      const whole = Number.isInteger(index) && Number.isInteger(count);
      return whole && index >= 1 && index <= count && count <= 100_000 ? { index, count } : undefined;
    },
  });
}

function shardOf(raw: string): Shard {
  const [, index = Number.NaN, count = Number.NaN] = /^(\d{1,6})\/(\d{1,6})$/.exec(raw.trim()) ?? [];
  return { index: Number(index), count: Number(count) };
}

function asShard(raw: unknown): Shard {
  const { index, count } = { index: Number.NaN, count: Number.NaN, ...(raw as Partial<Shard> | null) };
  return { index, count };
}

function readText(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw.trim() !== '' && !raw.includes('\0') ? raw : undefined;
}

function readNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw !== 'string' || !/^\d{1,6}(\.\d{1,6})?$/.test(raw.trim())) return undefined;
  return Number(raw);
}

function listed(words: readonly string[], ...more: readonly string[]): string {
  const all = [...words, ...more];
  return `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
