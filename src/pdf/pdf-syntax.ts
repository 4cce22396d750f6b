import { Tokens } from './tokens.js';

// What a note says stands in the strings of a PDF (language, alternative text, addresses) and in names
// (ids), so no key and no reference is looked for by a pattern: only tokens count.

/** One value, read once: one token, or all from a bracket to its partner. */
export interface Value {
  /** As written. */
  readonly text: string;
  /** Where it is a dictionary: those of itself, not of dictionaries within it. */
  readonly entries: readonly Entry[];
  /** All that are in it, in order. */
  readonly references: readonly Reference[];
}

interface Entry {
  readonly key: string;
  /** From the key to the end of its value. */
  readonly start: number;
  readonly keyEnd: number;
  readonly end: number;
}

/** `12 0 R` */
interface Reference {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Brackets around it: 0 for a value that is one reference, 1 in an array. */
  readonly depth: number;
}

/** Reads the value that a text begins with; a bracket without a partner lasts to the end of the text. */
export function readValue(text: string): Value {
  const tokens = new Tokens(text);
  const entries: Entry[] = [];
  const references: Reference[] = [];
  let depth = 0;
  let keyStart = -1;
  let keyEnd = -1;
  // Where the token before lies, and where the one before that.
  let [start, end, numberStart, numberEnd] = [0, 0, 0, 0];
  while (tokens.next()) {
    const { kind } = tokens;
    // A name after the value of the key before is the next key.
    if (depth === 1 && (kind === 'close' || (kind === 'name' && end > keyEnd))) {
      if (keyStart >= 0) entries.push({ key: nameOf(text, keyStart, keyEnd), start: keyStart, keyEnd, end });
      keyStart = tokens.start;
      keyEnd = tokens.end;
    }
    if (tokens.is('R') && text.slice(start, end) === '0' && /^\d+$/.test(text.slice(numberStart, numberEnd)))
      references.push({
        id: Number(text.slice(numberStart, numberEnd)),
        start: numberStart,
        end: tokens.end,
        depth,
      });
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    numberStart = start;
    numberEnd = end;
    start = tokens.start;
    end = tokens.end;
    if (depth <= 0) break;
  }
  return { text: text.slice(0, end), entries, references };
}

/** Without its slash; `/A#42` and `/AB` are the same name. */
function nameOf(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end);
  if (!name.includes('#')) return name;
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of a key as written; null where the dictionary lacks it. */
export function valueIn({ text, entries }: Value, key: string): string | null {
  const entry = entries.find((one) => one.key === key);
  return entry === undefined ? null : text.slice(entry.keyEnd, entry.end).trim();
}

/** The object number of a value that is a reference, `12 0 R`; null for any other. */
export function referenceAt(dictionary: Value, key: string): number | null {
  const number = /^(\d+)\s+0\s+R$/.exec(valueIn(dictionary, key) ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** The object numbers that a key refers to, by itself or in an array. */
export function referencesAt({ text, entries, references }: Value, key: string): number[] {
  const entry = entries.find((one) => one.key === key);
  if (entry === undefined) return [];
  // Not those within a dictionary in place: it names the page or the link that it belongs to.
  const depth = text.slice(entry.keyEnd, entry.end).trimStart().startsWith('[') ? 2 : 1;
  const isIn = (one: Reference): boolean =>
    one.start >= entry.keyEnd && one.end <= entry.end && one.depth === depth;
  return references.filter(isIn).map(({ id }) => id);
}

/** A value with other numbers in its references. */
export function renumbered({ text, references }: Value, numberOf: (id: number) => number): string {
  let result = '';
  let at = 0;
  for (const { id, start, end } of references) {
    result += `${text.slice(at, start)}${numberOf(id)} 0 R`;
    at = end;
  }
  return result + text.slice(at);
}

/** A dictionary with keys set anew, or taken out (null). */
export function withEntries(dictionary: Value, values: Readonly<Record<string, string | null>>): string {
  const { text, entries } = dictionary;
  let kept = '';
  let at = 0;
  for (const { key, start, end } of entries) {
    if (!Object.hasOwn(values, key)) continue;
    kept += text.slice(at, start).trimEnd();
    at = end;
  }
  const rest = kept + text.slice(at).trimEnd();
  const added = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : `\n/${key} ${value}`,
  );
  return `${rest.slice(0, -'>>'.length)}${added.join('')}>>`;
}

/** A value with each string replaced, which is told the name that stands last before it: its key. */
export function withStrings(value: string, by: (text: string, key: string) => string): string {
  const tokens = new Tokens(value);
  let result = '';
  let at = 0;
  let key = '';
  while (tokens.next()) {
    if (tokens.kind === 'name') key = nameOf(value, tokens.start, tokens.end);
    if (tokens.kind !== 'string') continue;
    result += value.slice(at, tokens.start) + by(tokens.text, key);
    at = tokens.end;
  }
  return result + value.slice(at);
}
