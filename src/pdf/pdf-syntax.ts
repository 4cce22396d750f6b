/**
 * The syntax of a PDF's objects (ISO 32000-1, 7.2 and 7.3). What a note says stands in their strings
 * (language, alternative text, addresses), and in names (ids), so no key and no reference is looked for
 * by a pattern: only tokens count.
 */
export interface Token {
  readonly kind: 'name' | 'string' | 'open' | 'close' | 'word';
  /** As written: `/K`, `(a \(b\))`, `<FEFF>`, `<<`, `12`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** White space is what it passes over; of a string in parentheses it finds the first. */
const TOKEN = /%[^\r\n]*|\/[^\s\0()<>[\]{}/%]*|<<|>>|<[^<>]*>|[[\]{}(]|[^\s\0()<>[\]{}/%]+|[)<>]/g;

const PARENTHESIS = /\\[\s\S]|[()]/g;

/** The tokens of a text from an offset on; a string without an end lasts to the end of the text. */
export function* tokensOf(text: string, from = 0): Generator<Token> {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const kind = kindOf(match[0]);
    const start = match.index;
    if (match[0] === '(') pattern.lastIndex = endOfString(text, start);
    const end = pattern.lastIndex;
    if (kind !== null) yield { kind, text: text.slice(start, end), start, end };
  }
}

function kindOf(text: string): Token['kind'] | null {
  if (text === '<<' || text === '[' || text === '{') return 'open';
  if (text === '>>' || text === ']' || text === '}') return 'close';
  if (text.startsWith('/')) return 'name';
  if (text === '(' || (text.startsWith('<') && text.length > 1)) return 'string';
  return text.startsWith('%') ? null : 'word';
}

/** Where the string ends that begins at an offset: parentheses in it that come in pairs need no escape. */
function endOfString(text: string, start: number): number {
  const pattern = new RegExp(PARENTHESIS);
  pattern.lastIndex = start;
  let open = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '(') open += 1;
    else if (match[0] === ')') open -= 1;
    if (open === 0) return pattern.lastIndex;
  }
  return text.length;
}

/** Where the value ends that begins at an offset: one token, or all from a bracket to its partner. */
export function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (const { kind, end } of tokensOf(text, from)) {
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    if (depth <= 0) return end;
  }
  return text.length;
}

interface Entry {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The entries of a dictionary itself, not of those within it. */
function* entriesOf(dictionary: string): Generator<Entry> {
  let depth = 0;
  let key: Token | null = null;
  let end = 0;
  for (const token of tokensOf(dictionary)) {
    const isKey: boolean = depth === 1 && token.kind === 'name' && (key === null || end > key.end);
    const isOver: boolean = depth === 1 && (isKey || token.kind === 'close');
    if (isOver && key) yield entryOf(dictionary, key, end);
    if (isKey) key = token;
    if (token.kind === 'open') depth += 1;
    else if (token.kind === 'close') depth -= 1;
    if (depth === 0) return;
    end = token.end;
  }
}

function entryOf(dictionary: string, key: Token, end: number): Entry {
  const value = dictionary.slice(key.end, end).trim();
  return { key: nameOf(key.text), start: key.start, end, value };
}

/** `/A#42` and `/AB` are the same name. */
function nameOf(text: string): string {
  return text
    .slice(1)
    .replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of a key as written; null where the dictionary lacks it. */
export function valueIn(dictionary: string, key: string): string | null {
  for (const entry of entriesOf(dictionary)) if (entry.key === key) return entry.value;
  return null;
}

/** The object number of a value that is a reference, `12 0 R`; null for any other. */
export function referenceAt(dictionary: string, key: string): number | null {
  const number = /^(\d+)\s+0\s+R$/.exec(valueIn(dictionary, key) ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** A dictionary with keys set anew, or taken out (null). */
export function withEntries(dictionary: string, entries: Readonly<Record<string, string | null>>): string {
  let kept = '';
  let at = 0;
  for (const { key, start, end } of entriesOf(dictionary)) {
    if (!Object.hasOwn(entries, key)) continue;
    kept += dictionary.slice(at, start).trimEnd();
    at = end;
  }
  const rest = kept + dictionary.slice(at).trimEnd();
  const added = Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : `\n/${key} ${value}`,
  );
  return `${rest.slice(0, -'>>'.length)}${added.join('')}>>`;
}

export interface Reference {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Brackets around it: 0 for a value that is one reference, 1 in an array. */
  readonly depth: number;
}

/** The references in a value, `12 0 R`, in order. */
export function* referencesIn(value: string): Generator<Reference> {
  if (!value.includes('R')) return;
  let depth = 0;
  let number: Token | null = null;
  let generation: Token | null = null;
  for (const token of tokensOf(value)) {
    if (token.text === 'R' && number && generation?.text === '0' && /^\d+$/.test(number.text))
      yield { id: Number(number.text), start: number.start, end: token.end, depth };
    if (token.kind === 'open') depth += 1;
    else if (token.kind === 'close') depth -= 1;
    number = generation;
    generation = token;
  }
}

/** A value with each string replaced, which is told the name that stands last before it: its key. */
export function withStrings(value: string, by: (text: string, key: string) => string): string {
  let result = '';
  let at = 0;
  let key = '';
  for (const { kind, text, start, end } of tokensOf(value)) {
    if (kind === 'name') key = nameOf(text);
    if (kind !== 'string') continue;
    result += value.slice(at, start) + by(text, key);
    at = end;
  }
  return result + value.slice(at);
}
