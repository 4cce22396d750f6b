import { readCodeInfo } from '../../code-info.js';
import type { TextScanner } from '../text-scanner.js';
import { attributesOf } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';

const OPEN = /( {0,3})(~{3,}|`{3,})[ \t]*([^\n]*)\n/y;
const CLOSE = /(?<![^\n]) {0,3}(~{3,}|`{3,})[ \t\r\f\v]*(?:\n|$)/g;

interface Closer {
  readonly start: number;
  readonly end: number;
  readonly char: string;
  readonly length: number;
  /** Longest closer of each character from here to the end of the text. */
  readonly longest: Readonly<Record<string, number>>;
}

/** All closing fences of a text; made once per text, so that a thousand unclosed ones stay linear. */
const closersOf = new WeakMap<TextScanner, readonly Closer[]>();

function listClosers(src: TextScanner): readonly Closer[] {
  const known = closersOf.get(src);
  if (known !== undefined) return known;
  const matches = [...src.text.matchAll(CLOSE)];
  const closers: Closer[] = [];
  let longest: Record<string, number> = {};
  for (const match of matches.reverse()) {
    const fence = match[1] ?? '';
    const char = fence[0] ?? '';
    longest = { ...longest, [char]: Math.max(longest[char] ?? 0, fence.length) };
    closers.push({
      start: match.index,
      end: match.index + match[0].length,
      char,
      length: fence.length,
      longest,
    });
  }
  closersOf.set(src, closers.reverse());
  return closers;
}

function firstAtOrAfter(closers: readonly Closer[], pos: number): number {
  let low = 0;
  let high = closers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((closers[middle]?.start ?? 0) < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findCloser(src: TextScanner, fence: string, from: number): Closer | null {
  const closers = listClosers(src);
  const char = fence[0] ?? '';
  let index = firstAtOrAfter(closers, from);
  if ((closers[index]?.longest[char] ?? 0) < fence.length) return null;
  for (; index < closers.length; index += 1) {
    const closer = closers[index];
    if (closer?.char === char && closer.length >= fence.length) return closer;
  }
  return null;
}

export function readFence(run: BlockRun): RuleResult {
  const { src } = run;
  const open = src.check(OPEN);
  if (open === null) return false;
  const [, margin = '', fence = '', info = ''] = open;
  const { language: lang, title, steps } = readCodeInfo(info);
  if (fence.startsWith('`') && info.includes('`')) return false;
  const line = src.lineAt();
  const start = src.pos + open[0].length;
  const closer = findCloser(src, fence, start);
  if (closer === null) return reportUnclosed(run, line, fence);
  const indent = margin.length;
  const text = src.text.slice(start, closer.start);
  const code = newBlock(run, 'code', line, { text: indent === 0 ? text : outdent(text, indent) });
  if (lang !== '') {
    code.lang = lang;
    // `ruby?opts` → `ruby`
    code.attr = new Map([['class', `language-${lang.replace(/\?.*$/, '')}`]]);
    if (steps !== null) code.attr.set('data-line-numbers', steps);
  }
  if (title !== null) attributesOf(code).set('data-title', title);
  src.pos = closer.end;
  run.tree.tokens.push(code);
  return true;
}

/** Code of an indented fence loses as much indentation as the fence has. */
function outdent(text: string, indent: number): string {
  return text.replace(new RegExp(`(?<![^\\n]) {1,${indent}}`, 'g'), '');
}

function reportUnclosed(run: BlockRun, line: number, fence: string): false {
  const hint = `Add a line with ${fence} after the code.`;
  run.lexing.fail('Code fence is never closed; its lines are read as text', line, fence, hint);
  return false;
}
