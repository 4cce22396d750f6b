import { LIMITS } from '../bounds/limits.js';
import { asName } from '../markdown/tree.js';
import type { Meta } from '../model.js';
import { quoted } from '../options/settings.js';
import { type Place, type Problem, type Warned, warning } from '../problem.js';
import { parseColour } from './colour.js';
import { givenDirection, givenLanguage, type Reading } from './reading.js';

type Data = Readonly<Record<string, unknown>>;
type PlaceOf = (key: string) => Place;

/** Front matter → what the note is about; `fallbackTitle` where the note has no title of its own. */
export function parseMeta(
  data: Data,
  { lang, dir }: Reading,
  fallbackTitle: string,
  placeOf: PlaceOf,
  source: string,
): Warned<Meta> {
  const problems: Problem[] = [...unread(data, placeOf)];
  const isComment = (key: string): boolean => new RegExp(`^${key}:[ \\t]+#[0-9a-f]{3}`, 'im').test(source);
  const colour = (key: 'fgColor' | 'bgColor'): string | null => {
    if (data[key] === null && isComment(key))
      problems.push(
        warning(
          `${key} is empty: in YAML a # begins a comment`,
          placeOf(key),
          `Write ${key} in quotes, as "#4d4d4d".`,
        ),
      );
    if (data[key] === undefined || data[key] === null) return null;
    const parsed = parseColour(data[key]);
    if (!parsed) {
      problems.push(
        warning(
          `${quoted(data[key])} is not a colour`,
          placeOf(key),
          `Write ${key} as "#4d4d4d" (in quotes) or as a CSS colour name.`,
        ),
      );
    }
    return parsed;
  };
  const palette =
    data.customColor === false
      ? { foreground: null, background: null }
      : { foreground: colour('fgColor'), background: colour('bgColor') };
  const meta: Meta = {
    title: shorten(text(data.title) ?? fallbackTitle, LIMITS.titleChars),
    date: isoDate(data.date),
    author: listOrText(nameOf(data.author)).slice(0, LIMITS.tags).join(', ') || null,
    tags: listOrText(data.tags).slice(0, LIMITS.tags),
    type: text(data.type),
    draft: data.draft === true,
    lang,
    dir,
    palette,
  };
  return { value: meta, problems };
}

/** Keys whose values are none of their kind, and how to write them. */
const KINDS: readonly (readonly [key: string, is: (value: unknown) => boolean, hint: string])[] = [
  [
    'title',
    (value) => typeof value !== 'object',
    'Write it as one text, in quotes where it begins with a sign.',
  ],
  ['date', (value) => isoDate(value) !== null, 'Write it as 2026-11-26.'],
  ['lang', (value) => givenLanguage(value) !== null, 'Write its short name: en, de, pt-BR.'],
  ['dir', (value) => givenDirection(value) !== null, 'Write rtl or ltr.'],
];

/** What the front matter says and nothing can be made of; what is empty was never said. */
function unread(data: Data, placeOf: PlaceOf): readonly Problem[] {
  return KINDS.flatMap(([key, is, hint]) => {
    const value = data[key];
    const isSaid = value !== undefined && value !== null && value !== '';
    return isSaid && !is(value) ? [warning(`${key} cannot be ${quoted(value)}`, placeOf(key), hint)] : [];
  });
}

/** Quarto names authors as `- name: Ada`. */
function nameOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nameOf);
  const isNamed = typeof value === 'object' && value !== null && 'name' in value;
  return isNamed ? value.name : value;
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const trimmed = asName(String(value).replace(/\s+/g, ' ').trim());
  return trimmed === '' ? null : trimmed;
}

function listOrText(value: unknown): string[] {
  const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  return items.map(text).filter((item) => item !== null);
}

/** A day of the calendar that a PDF can hold: `9999-99-99` is none, though YAML makes one of it. */
function isoDate(value: unknown): string | null {
  const time =
    value instanceof Date ? value.getTime() : typeof value === 'string' ? dayOf(value) : Number.NaN;
  if (Number.isNaN(time)) return null;
  const date = new Date(time).toISOString();
  return /^\d{4}-/.test(date) ? date.slice(0, 10) : null;
}

function dayOf(text: string): number {
  return Date.parse(/^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? '');
}

function shorten(value: string, maxChars: number): string {
  return value.length <= maxChars ? value : `${value.slice(0, maxChars - 1)}…`;
}
