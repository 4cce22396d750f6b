import type { Abbreviation } from './lexing.js';
import { type KdToken, newToken, pushAll } from './token.js';

const WORD = /\w/;
/** A word, or one character that belongs to none: where a name may begin. */
const WORD_OR_CHARACTER = /\w+|[^\w\s]/gu;
const SPACES = /[\s\p{Z}]+/gu;

/** Names that begin with the same word: more are not looked for, each costs a comparison there. */
const MAX_SAME_START = 200;

/** Names by their first word, the longest first. */
type Names = ReadonlyMap<string, readonly RegExp[]>;

function patternFor(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '[\\s\\p{Z}]+');
  return new RegExp(`${literal}(?!\\w)`, 'uy');
}

function byFirstWord(names: Iterable<string>): Names {
  const groups = new Map<string, RegExp[]>();
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const first = name.match(WORD_OR_CHARACTER)?.[0];
    if (first === undefined) continue;
    const group = groups.get(first) ?? [];
    groups.set(first, group);
    if (group.length < MAX_SAME_START) group.push(patternFor(name));
  }
  return groups;
}

/** Marks the defined abbreviations in the texts below `root`, whole words only. */
export function replaceAbbreviations(root: KdToken, definitions: ReadonlyMap<string, Abbreviation>): void {
  if (definitions.size > 0) walk(root, byFirstWord(definitions.keys()));
}

function walk(parent: KdToken, names: Names): void {
  const result: KdToken[] = [];
  for (const token of parent.tokens) {
    if (token.type === 'text' && parent.model !== 'raw') pushAll(result, split(token, names));
    else {
      walk(token, names);
      result.push(token);
    }
  }
  parent.tokens = result;
}

function nameAt(text: string, pos: number, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    pattern.lastIndex = pos;
    const match = pattern.exec(text);
    if (match !== null) return match[0];
  }
  return null;
}

function split(token: KdToken, names: Names): readonly KdToken[] {
  const { text, line } = token;
  const parts: KdToken[] = [];
  let from = 0;
  for (const match of text.matchAll(WORD_OR_CHARACTER)) {
    const patterns = match.index < from ? undefined : names.get(match[0]);
    if (patterns === undefined || WORD.test(text[match.index - 1] ?? '')) continue;
    const name = nameAt(text, match.index, patterns);
    if (name === null) continue;
    if (match.index > from) parts.push(newToken('text', line, { text: text.slice(from, match.index) }));
    parts.push(newToken('abbreviation', line, { text: name, name: name.replace(SPACES, ' ') }));
    from = match.index + name.length;
  }
  if (parts.length === 0) return [token];
  if (from < text.length) parts.push(newToken('text', line, { text: text.slice(from) }));
  return parts;
}
