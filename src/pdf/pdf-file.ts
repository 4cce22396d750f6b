import { endOfValue, referenceAt, referencesIn, tokensOf, valueIn } from './pdf-syntax.js';

/**
 * The objects of a PDF that Chrome (Skia) has just written, to be changed and written anew: version 1.4,
 * one classic cross-reference table, no object streams. Reading it with a PDF library costs twice the
 * time of printing it.
 */
export class PdfFile {
  readonly rootId: number;
  readonly infoId: number;
  readonly #objects: Map<number, PdfObject>;
  #lastId: number;

  /** @throws Error when the file is not laid out as Skia lays it out */
  constructor(bytes: Uint8Array) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const xrefOffset = Number(lastMatch(text, /startxref\s+(\d+)\s+%%EOF/g));
    const trailer = text.slice(text.indexOf('trailer', xrefOffset));
    const entries = trailer.slice('trailer'.length);
    this.rootId = required(entries, 'Root');
    this.infoId = required(entries, 'Info');
    this.#objects = readObjects(text, xrefOffset);
    this.#lastId = [...this.#objects.keys()].reduce((last, id) => Math.max(last, id), 0);
  }

  /** An object's dictionary, without its stream. */
  object(id: number): string {
    return this.#objects.get(id)?.dictionary ?? '';
  }

  /** Replaces an object's dictionary. */
  set(id: number, dictionary: string): void {
    this.#objects.set(id, { dictionary, stream: this.#objects.get(id)?.stream ?? '' });
  }

  /** The number of a new, still empty object. */
  reserve(): number {
    this.#lastId += 1;
    this.set(this.#lastId, 'null');
    return this.#lastId;
  }

  /** Writes every dictionary anew. */
  rewrite(by: (dictionary: string) => string): void {
    for (const [id, { dictionary, stream }] of this.#objects)
      this.#objects.set(id, { dictionary: by(dictionary), stream });
  }

  /** Object numbers of the pages, in order. */
  pages(): number[] {
    const leaves: number[] = [];
    for (const id of this.walk(required(this.object(this.rootId), 'Pages'), 'Kids'))
      if (valueIn(this.object(id), 'Kids') === null) leaves.push(id);
    return leaves;
  }

  /**
   * An object and all below it, each before those that its key refers to, in order.
   *
   * @throws Error when an object is met twice: no tree, and a walk of it might not end
   */
  *walk(from: number, key: string): Generator<number> {
    const met = new Set<number>();
    const waiting = [from];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (met.has(id)) throw new NoTree(id);
      met.add(id);
      yield id;
      const below = valueIn(this.object(id), key) ?? '';
      // Not those within a dictionary in place: it names the page or the link that it belongs to.
      const depth = below.startsWith('[') ? 1 : 0;
      for (const kid of [...referencesIn(below)].reverse())
        if (kid.depth === depth && this.#objects.has(kid.id)) waiting.push(kid.id);
    }
  }

  /**
   * The file with its objects in the order in which a reader meets them, so that neither their old
   * numbers nor what nobody refers to leave a trace.
   */
  bytes(): Uint8Array {
    const numbers = new Map<number, number>();
    const numberOf = (id: number): number => {
      const number = numbers.get(id) ?? numbers.size + 1;
      numbers.set(id, number);
      return number;
    };
    numberOf(this.rootId);
    numberOf(this.infoId);
    const offsets: number[] = [];
    const parts = ['%PDF-1.4\n%\xD3\xEB\xE9\xE1\n'];
    let at = parts[0]?.length ?? 0;
    // Those that an object refers to are numbered as it is written: breadth first from the catalog.
    for (const [id, number] of numbers) {
      const { dictionary, stream } = this.#objects.get(id) ?? { dictionary: 'null', stream: '' };
      const part = `${number} 0 obj\n${renumbered(dictionary, numberOf)}${stream}\nendobj\n`;
      offsets.push(at);
      parts.push(part);
      at += part.length;
    }
    const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    const trailer = `trailer\n<</Size ${size} /Root 1 0 R /Info ${numbers.get(this.infoId)} 0 R>>`;
    parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${xref}${trailer}\nstartxref\n${at}\n%%EOF\n`);
    return Buffer.from(parts.join(''), 'latin1');
  }
}

interface PdfObject {
  readonly dictionary: string;
  /** From the word `stream` on; empty where there is none. */
  readonly stream: string;
}

/** An object is below itself, or below two others. */
export class NoTree extends Error {
  constructor(id: number) {
    super(`the PDF's object ${id} is met twice`);
    this.name = 'NoTree';
  }
}

function renumbered(dictionary: string, numberOf: (id: number) => number): string {
  let result = '';
  let at = 0;
  for (const { id, start, end } of referencesIn(dictionary)) {
    result += `${dictionary.slice(at, start)}${numberOf(id)} 0 R`;
    at = end;
  }
  return result + dictionary.slice(at);
}

function readObjects(text: string, xrefOffset: number): Map<number, PdfObject> {
  const offsets = readXref(text, xrefOffset);
  const ends = [...offsets.values(), xrefOffset].sort((a, b) => a - b);
  const endAfter = new Map(ends.map((start, i) => [start, ends[i + 1] ?? xrefOffset]));
  const objects = new Map<number, PdfObject>();
  for (const [id, start] of offsets) objects.set(id, readObject(text.slice(start, endAfter.get(start))));
  return objects;
}

/** Text from `12 0 obj` on. A stream has any bytes, the words around it too, so it ends at the last `endobj`. */
function readObject(text: string): PdfObject {
  const start = text.indexOf('obj') + 'obj'.length;
  const end = endOfValue(text, start);
  const dictionary = text.slice(start, end).trim();
  const [next] = tokensOf(text, end);
  const stream = next?.text === 'stream' ? text.slice(next.start, text.lastIndexOf('endobj')).trimEnd() : '';
  return { dictionary, stream: stream && ` ${stream}` };
}

/** Object numbers → byte offsets. */
function readXref(text: string, at: number): Map<number, number> {
  const head = /^xref\s+0 (\d+)\s*\n/.exec(text.slice(at, at + 40));
  if (!head) throw new Error('the PDF has no plain cross-reference table');
  const first = at + head[0].length;
  const offsets = new Map<number, number>();
  // Each entry is 20 bytes: a ten-digit offset, a five-digit generation, a letter, a line end.
  for (let id = 1; id < Number(head[1]); id += 1) {
    const entry = text.slice(first + 20 * id, first + 20 * (id + 1));
    if (entry[17] === 'n') offsets.set(id, Number(entry.slice(0, 10)));
  }
  return offsets;
}

function required(dictionary: string, key: string): number {
  const id = referenceAt(dictionary, key);
  if (id === null) throw new Error(`the PDF lacks /${key}`);
  return id;
}

function lastMatch(text: string, pattern: RegExp): string {
  const group = [...text.slice(-2048).matchAll(pattern)].at(-1)?.[1];
  if (group === undefined) throw new Error('the PDF has no end');
  return group;
}
