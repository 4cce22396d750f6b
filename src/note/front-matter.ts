import matter from 'gray-matter';
import { LIMITS } from '../bounds/limits.js';
import { withoutTowers } from '../markdown/stacked-marks.js';
import { error, type Problem, type Warned } from '../problem.js';
import { tomlHead } from './toml-head.js';

/** A note split into its YAML head and its Markdown body. */
export interface FrontMatter {
  /** Top-level keys; a plain object without a prototype. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly firstLine: number;
}

const OPENING = /^---([^\n]*)\n/;
const CLOSING = /\n---[ \t]*(?:\n|$)/;

/**
 * Reads front matter: YAML between bare `---` lines, or the TOML of Hugo between `+++`. gray-matter would run `---js` as a
 * program (CVE-2021-23639, CVE-2025-65108), so any word after the dashes is an error here and the
 * parser never sees it.
 */
export function parseFrontMatter(text: string, file: string): Warned<FrontMatter> {
  const toml = text.startsWith('+++') ? tomlHead(text.slice(0, LIMITS.frontMatterChars)) : null;
  if (toml !== null) {
    const { data, head } = toml;
    return {
      value: { data, body: text.slice(head.length), firstLine: head.split('\n').length },
      problems: [],
    };
  }
  const opening = OPENING.exec(text);
  if (!opening) return titleBlock(text) ?? plain(text, []);
  const language = (opening[1] ?? '').trim();
  if (/^-*$/.test(language) === false) {
    return plain(
      withoutHead(text),
      [
        error(
          `front matter in "${language.slice(0, 40)}" is not read`,
          { file, line: 1, column: 4 },
          'Open it with a bare --- line and write YAML.',
        ),
      ],
      text,
    );
  }
  if (language !== '') return plain(text, []);
  const closing = CLOSING.exec(text.slice(3));
  if (!closing) {
    return looksLikeYaml(text)
      ? plain(
          text.slice(opening[0].length),
          [
            error(
              'the front matter is never closed',
              { file, line: 1, column: 1 },
              'End it with a line of three dashes.',
            ),
          ],
          text,
        )
      : plain(text, []);
  }
  const end = 3 + closing.index + closing[0].length;
  return parseYaml(text.slice(0, end), text.slice(end), file);
}

/** `% Title`, `% Author; Author`, `% Date` at the very top, as Pandoc reads them. */
const TITLE_BLOCK = /^%[ \t]+(\S.*)\n(?:%[ \t]*(.*)\n)?(?:%[ \t]*(.*)\n)?(?=\n)/;

function titleBlock(text: string): Warned<FrontMatter> | null {
  const [head, title, authors = '', date = ''] = TITLE_BLOCK.exec(text) ?? [];
  if (head === undefined) return null;
  const data = { title, ...(authors !== '' && { author: authors.split(';') }), ...(date !== '' && { date }) };
  const firstLine = head.split('\n').length;
  return { value: { data: topKeys(data), body: text.slice(head.length), firstLine }, problems: [] };
}

function parseYaml(head: string, body: string, file: string): Warned<FrontMatter> {
  const firstLine = head.split('\n').length - (head.endsWith('\n') ? 0 : -1);
  const result = (data: unknown, problems: readonly Problem[]): Warned<FrontMatter> => ({
    value: { data: topKeys(data), body, firstLine },
    problems,
  });
  if (head.length > LIMITS.frontMatterChars) {
    return result({}, [
      error(
        `the front matter is longer than ${LIMITS.frontMatterChars} characters and is not read`,
        { file, line: 1, column: 1 },
        'Move text from the front matter into the note.',
      ),
    ]);
  }
  try {
    const { data } = matter(head.endsWith('\n') ? head : `${head}\n`, {
      language: 'yaml',
      engines: { javascript: refuse },
    });
    return result(plainCopy(data, { left: LIMITS.frontMatterValues }), []);
  } catch (cause) {
    return result({}, [yamlProblem(cause, file)]);
  }
}

function refuse(): never {
  throw new Error('front matter is never run');
}

/** How the parser puts it that `title: AWS: storage` has two colons. */
const COLON_IN_VALUE = /^incomplete explicit mapping pair/;

function yamlProblem(cause: unknown, file: string): Problem {
  const mark = cause as { reason?: string; mark?: { line?: number; column?: number } };
  // The head that was read begins with the end of the line of dashes.
  const line = (mark.mark?.line ?? 0) + 1;
  const column = (mark.mark?.column ?? 0) + 1;
  const reason = mark.reason ?? (cause instanceof RangeError ? 'it is nested too deeply' : 'it is not YAML');
  const said = COLON_IN_VALUE.test(reason) ? 'a value with a colon in it has no quotes' : reason;
  return error(
    `the front matter cannot be read: ${said}`,
    { file, line, column },
    'Put values with a colon, a hash or a bracket in quotes: title: "AWS: storage"',
  );
}

/** Thrown where the values are more than a person writes. */
class TooMuch extends Error {
  readonly reason = `it holds more than ${LIMITS.frontMatterValues} values`;
}

/**
 * The values as a tree of their own, so that `__proto__` and `constructor` are nothing but names and
 * an alias costs what it stands for: `&a [*a]` has no end, and a few lines of aliases of aliases stand
 * for a billion values.
 */
function plainCopy(value: unknown, budget: { left: number }): unknown {
  budget.left -= 1;
  if (budget.left < 0) throw new TooMuch();
  if (typeof value === 'string') return withoutTowers(value);
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, budget));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof Uint8Array) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainCopy(item, budget)]));
}

function topKeys(data: unknown): Record<string, unknown> {
  const isMapping = typeof data === 'object' && data !== null && !Array.isArray(data);
  return Object.assign(Object.create(null), isMapping ? data : {});
}

function looksLikeYaml(text: string): boolean {
  return /^---\n[ \t]*[\w-]+:(?: |\n)/.test(text);
}

/** The text below a head in a foreign language, which is skipped as a whole where it is closed. */
function withoutHead(text: string): string {
  const closing = CLOSING.exec(text.slice(3));
  return closing ? text.slice(3 + closing.index + closing[0].length) : text.slice(text.indexOf('\n') + 1);
}

function plain(body: string, problems: readonly Problem[], whole = body): Warned<FrontMatter> {
  const skipped = whole.slice(0, whole.length - body.length);
  return { value: { data: topKeys({}), body, firstLine: skipped.split('\n').length }, problems };
}
