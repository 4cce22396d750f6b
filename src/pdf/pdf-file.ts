import { readValue, referenceAt, referencesAt, renumbered, type Value, valueIn } from './pdf-syntax.js';

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
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = buffer.toString('latin1');
    const xrefOffset = Number(lastMatch(text, /startxref\s+(\d+)\s+%%EOF/g));
    const trailer = text.slice(text.indexOf('trailer', xrefOffset));
    const entries = readValue(trailer.slice('trailer'.length));
    this.rootId = required(entries, 'Root');
    this.infoId = required(entries, 'Info');
    this.#objects = readObjects(buffer, text, xrefOffset);
    this.#lastId = [...this.#objects.keys()].reduce((last, id) => Math.max(last, id), 0);
  }

  /** An object's dictionary, without its stream. */
  object(id: number): Value {
    return (this.#objects.get(id) ?? NULL).dictionary;
  }

  /** Replaces an object's dictionary. */
  set(id: number, dictionary: string): void {
    const { stream } = this.#objects.get(id) ?? NULL;
    this.#objects.set(id, { dictionary: readValue(dictionary), stream });
  }

  /** The number of a new, still empty object. */
  reserve(): number {
    this.#lastId += 1;
    this.set(this.#lastId, 'null');
    return this.#lastId;
  }

  /** Writes every dictionary anew. */
  rewrite(by: (dictionary: string) => string): void {
    for (const [id, { dictionary }] of this.#objects) {
      const text = by(dictionary.text);
      if (text !== dictionary.text) this.set(id, text);
    }
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
      for (const kid of referencesAt(this.object(id), key).reverse())
        if (this.#objects.has(kid)) waiting.push(kid);
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
    const written = new Written('%PDF-1.4\n%\xD3\xEB\xE9\xE1\n');
    // Those that an object refers to are numbered as it is written: breadth first from the catalog.
    for (const [id, number] of numbers) {
      const { dictionary, stream } = this.#objects.get(id) ?? NULL;
      offsets.push(written.length);
      written.text(`${number} 0 obj\n${renumbered(dictionary, numberOf)}${stream ? ' ' : ''}`);
      if (stream) written.bytes(stream);
      written.text('\nendobj\n');
    }
    const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    const trailer = `trailer\n<</Size ${size} /Root 1 0 R /Info ${numbers.get(this.infoId)} 0 R>>`;
    const { length } = written;
    written.text(`xref\n0 ${size}\n0000000000 65535 f \n${xref}${trailer}\nstartxref\n${length}\n%%EOF\n`);
    return written.all();
  }
}

/** A file as it is put together; what stands in it as bytes is never made into text. */
class Written {
  length = 0;
  readonly #parts: Uint8Array[] = [];
  #text = '';

  constructor(text: string) {
    this.text(text);
  }

  /** Adds text with a character for each byte. */
  text(text: string): void {
    this.#text += text;
    this.length += text.length;
  }

  bytes(bytes: Uint8Array): void {
    this.#endText();
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  all(): Uint8Array {
    this.#endText();
    return Buffer.concat(this.#parts, this.length);
  }

  #endText(): void {
    this.#parts.push(Buffer.from(this.#text, 'latin1'));
    this.#text = '';
  }
}

interface PdfObject {
  readonly dictionary: Value;
  /** From the word `stream` to `endstream`; null where there is none. */
  readonly stream: Uint8Array | null;
}

const NULL: PdfObject = { dictionary: readValue('null'), stream: null };

/** An object is below itself, or below two others. */
export class NoTree extends Error {
  constructor(id: number) {
    super(`the PDF's object ${id} is met twice`);
    this.name = 'NoTree';
  }
}

/** @param text the same as the bytes, a character for each */
function readObjects(bytes: Uint8Array, text: string, xrefOffset: number): Map<number, PdfObject> {
  const offsets = readXref(text, xrefOffset);
  const ends = [...offsets.values(), xrefOffset].sort((a, b) => a - b);
  const endAfter = new Map(ends.map((start, i) => [start, ends[i + 1] ?? xrefOffset]));
  const objects = new Map<number, PdfObject>();
  for (const [id, start] of offsets) {
    const end = endAfter.get(start) ?? xrefOffset;
    objects.set(id, readObject(bytes.subarray(start, end), text.slice(start, end)));
  }
  return objects;
}

/** From `12 0 obj` on. A stream has any bytes, the words around it too, so it ends at the last `endobj`. */
function readObject(bytes: Uint8Array, text: string): PdfObject {
  const head = /^\s*\d+\s+\d+\s+obj\s*/.exec(text)?.[0] ?? '';
  const dictionary = readValue(text.slice(head.length));
  const after = head.length + dictionary.text.length;
  const start = text.indexOf('stream', after);
  if (start < 0 || text.slice(after, start).trim() !== '') return { dictionary, stream: null };
  const end = text.slice(0, text.lastIndexOf('endobj')).trimEnd().length;
  return { dictionary, stream: bytes.subarray(start, end) };
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

function required(dictionary: Value, key: string): number {
  const id = referenceAt(dictionary, key);
  if (id === null) throw new Error(`the PDF lacks /${key}`);
  return id;
}

function lastMatch(text: string, pattern: RegExp): string {
  const group = [...text.slice(-2048).matchAll(pattern)].at(-1)?.[1];
  if (group === undefined) throw new Error('the PDF has no end');
  return group;
}
