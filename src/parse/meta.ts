import type { Meta } from '../model.js';
import { type Problem, type Warned, warning } from '../problem.js';
import { parseColour } from './colour.js';

/** Longer titles do not fit a head line on any paper. */
const MAX_TITLE_CHARS = 300;
const MAX_TAGS = 40;

type Data = Readonly<Record<string, unknown>>;
type LineOf = (key: string) => number;

/** Front matter → what the note is about; `fallbackTitle` where the note has no title of its own. */
export function parseMeta(data: Data, fallbackTitle: string, file: string, lineOf: LineOf): Warned<Meta> {
  const problems: Problem[] = [];
  const colour = (key: 'fgColor' | 'bgColor'): string | null => {
    if (data[key] === undefined || data[key] === null) return null;
    const parsed = parseColour(data[key]);
    if (!parsed) {
      problems.push(
        warning(
          `"${shorten(String(data[key]), 40)}" is not a colour`,
          { file, line: lineOf(key) },
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
    title: shorten(text(data.title) ?? fallbackTitle, MAX_TITLE_CHARS),
    date: isoDate(data.date),
    author: listOrText(data.author).join(', ') || null,
    tags: listOrText(data.tags).slice(0, MAX_TAGS),
    type: text(data.type),
    draft: data.draft === true,
    lang: language(data.lang ?? data.language),
    palette,
  };
  return { value: meta, problems };
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const trimmed = String(value).replace(/\s+/g, ' ').trim();
  return trimmed === '' ? null : trimmed;
}

function listOrText(value: unknown): string[] {
  const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return items.map(text).filter((item) => item !== null);
}

function isoDate(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  return typeof value === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? null) : null;
}

function language(value: unknown): string {
  return typeof value === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value) ? value : 'en';
}

function shorten(value: string, maxChars: number): string {
  return value.length <= maxChars ? value : `${value.slice(0, maxChars - 1)}…`;
}
