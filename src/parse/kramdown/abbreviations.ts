import type { Abbreviation } from './lexing.js';
import { type KdToken, newToken, pushAll } from './token.js';

const WORD = /\w/;

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Marks the defined abbreviations in the texts below `root`, whole words only. */
export function replaceAbbreviations(root: KdToken, definitions: ReadonlyMap<string, Abbreviation>): void {
  if (definitions.size === 0) return;
  const names = [...definitions.keys()].sort((a, b) => b.length - a.length).map(escapeForPattern);
  walk(root, new RegExp(`(?:${names.join('|')})(?!\\w)`, 'g'));
}

function walk(parent: KdToken, pattern: RegExp): void {
  const result: KdToken[] = [];
  for (const token of parent.tokens) {
    if (token.type === 'text' && parent.model !== 'raw') pushAll(result, split(token, pattern));
    else {
      walk(token, pattern);
      result.push(token);
    }
  }
  parent.tokens = result;
}

function split(token: KdToken, pattern: RegExp): readonly KdToken[] {
  const { text, line } = token;
  const parts: KdToken[] = [];
  let from = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match.index > 0 && WORD.test(text[match.index - 1] ?? '')) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    if (match.index > from) parts.push(newToken('text', line, { text: text.slice(from, match.index) }));
    parts.push(newToken('abbreviation', line, { text: match[0] }));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return [token];
  if (from < text.length) parts.push(newToken('text', line, { text: text.slice(from) }));
  return parts;
}
