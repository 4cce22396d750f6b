/** What a character is where it stands in no string: part of a word or a name, white space, or a delimiter. */
const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;

const SORTS = new Uint8Array(256);
for (const character of '\0\t\n\f\r ') SORTS[character.charCodeAt(0)] = SPACE;
for (const character of '()<>[]{}/%') SORTS[character.charCodeAt(0)] = DELIMITER;

/**
 * The tokens of a PDF's objects (ISO 32000-1, 7.2 and 7.3), read in place: a sheet has some 20,000, and to
 * make an object of each took longer than all else that is done to a PDF.
 */
export class Tokens {
  /** Of the token that was read last. */
  kind: 'name' | 'string' | 'open' | 'close' | 'word' = 'word';
  start: number;
  end: number;
  readonly #text: string;

  /** The tokens from an offset on, in a text with a character for each byte. */
  constructor(text: string, from = 0) {
    this.#text = text;
    this.start = from;
    this.end = from;
  }

  /** As written: `/K`, `(a \(b\))`, `<FEFF>`, `<<`, `12`. */
  get text(): string {
    return this.#text.slice(this.start, this.end);
  }

  /** Whether the token is this one character. */
  is(character: string): boolean {
    return this.end === this.start + 1 && this.#text[this.start] === character;
  }

  /** Reads the next token; false where there is none. A string without an end lasts to the end of the text. */
  next(): boolean {
    const start = afterSpace(this.#text, this.end);
    this.start = start;
    this.end = start;
    if (start >= this.#text.length) return false;
    this.#read(start);
    return true;
  }

  #read(start: number): void {
    const text = this.#text;
    const character = text[start];
    if (character === '/') this.#found('name', endOfRegular(text, start + 1));
    else if (character === '(') this.#found('string', endOfString(text, start));
    else if (character === '[' || character === '{') this.#found('open', start + 1);
    else if (character === ']' || character === '}') this.#found('close', start + 1);
    else if (text.startsWith('<<', start)) this.#found('open', start + 2);
    else if (text.startsWith('>>', start)) this.#found('close', start + 2);
    else if (character === '<') this.#found('string', endOfHex(text, start));
    else this.#found('word', endOfWord(text, start));
  }

  #found(kind: Tokens['kind'], end: number): void {
    this.kind = kind;
    this.end = end;
  }
}

/** After white space and comments. */
function afterSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    if (text[at] === '%') while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
    else if (SORTS[text.charCodeAt(at)] !== SPACE) break;
  }
  return at;
}

/** A delimiter that opens or closes nothing, `)`, is a word of its own. */
function endOfWord(text: string, start: number): number {
  return SORTS[text.charCodeAt(start)] === DELIMITER ? start + 1 : endOfRegular(text, start + 1);
}

function endOfRegular(text: string, from: number): number {
  let at = from;
  while (at < text.length && SORTS[text.charCodeAt(at)] === REGULAR) at += 1;
  return at;
}

function endOfHex(text: string, start: number): number {
  const end = text.indexOf('>', start);
  return end < 0 ? text.length : end + 1;
}

/** Parentheses in a string that come in pairs need no escape. */
function endOfString(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    if (open === 0) return at + 1;
  }
  return text.length;
}
