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
    this.rootId = Number(firstGroup(trailer, /\/Root (\d+) 0 R/));
    this.infoId = Number(firstGroup(trailer, /\/Info (\d+) 0 R/));
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

  /** Replaces text in every dictionary. */
  replaceAll(pattern: RegExp, by: (match: string) => string): void {
    for (const [id, { dictionary, stream }] of this.#objects)
      this.#objects.set(id, { dictionary: dictionary.replace(pattern, by), stream });
  }

  /** Object numbers of the pages, in order. */
  pages(): number[] {
    const leaves = (id: number): number[] => {
      const kids = /\/Kids\s*\[([^\]]*)\]/.exec(this.object(id))?.[1];
      return kids === undefined ? [id] : referencesIn(kids).flatMap(leaves);
    };
    return leaves(Number(firstGroup(this.object(this.rootId), /\/Pages (\d+) 0 R/)));
  }

  /**
   * The file with its objects in the order in which a reader meets them, so that neither their old
   * numbers nor what nobody refers to leave a trace.
   */
  bytes(): Uint8Array {
    const numbers = this.#newNumbers();
    const offsets: number[] = [];
    const parts = ['%PDF-1.4\n%\xD3\xEB\xE9\xE1\n'];
    let at = parts[0]?.length ?? 0;
    for (const [id, number] of numbers) {
      const { dictionary, stream } = this.#objects.get(id) ?? { dictionary: 'null', stream: '' };
      const part = `${number} 0 obj\n${renumbered(dictionary, numbers)}${stream}\nendobj\n`;
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

  /** Old numbers → new ones, breadth first from the catalog. */
  #newNumbers(): Map<number, number> {
    const numbers = new Map<number, number>();
    const meet = (id: number): void => {
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    };
    meet(this.rootId);
    meet(this.infoId);
    for (const id of numbers.keys()) referencesIn(this.object(id)).forEach(meet);
    return numbers;
  }
}

interface PdfObject {
  readonly dictionary: string;
  /** From the word `stream` on; empty where there is none. */
  readonly stream: string;
}

/** Strings are matched so that what looks like a reference in them is left alone: `(see 12 0 R)`. */
const STRING_OR_REFERENCE = /\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f]+>|\b(\d+) 0 R\b/g;

/** Object numbers that a dictionary refers to, in order. */
export function referencesIn(dictionary: string): number[] {
  const matches = [...dictionary.matchAll(STRING_OR_REFERENCE)];
  return matches.flatMap(([, id]) => (id === undefined ? [] : [Number(id)]));
}

function renumbered(dictionary: string, numbers: ReadonlyMap<number, number>): string {
  return dictionary.replace(STRING_OR_REFERENCE, (match, id?: string) =>
    id === undefined ? match : `${numbers.get(Number(id))} 0 R`,
  );
}

function readObjects(text: string, xrefOffset: number): Map<number, PdfObject> {
  const offsets = readXref(text, xrefOffset);
  const ends = [...offsets.values(), xrefOffset].sort((a, b) => a - b);
  const endAfter = new Map(ends.map((start, i) => [start, ends[i + 1] ?? xrefOffset]));
  const objects = new Map<number, PdfObject>();
  for (const [id, start] of offsets) objects.set(id, readObject(text.slice(start, endAfter.get(start))));
  return objects;
}

function readObject(text: string): PdfObject {
  const body = text.slice(text.indexOf('obj') + 3, text.lastIndexOf('endobj')).trim();
  const at = body.endsWith('endstream') ? body.search(/\bstream\r?\n/) : body.length;
  const stream = body.slice(at);
  return { dictionary: body.slice(0, at).trim(), stream: stream && ` ${stream}` };
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

function firstGroup(text: string, pattern: RegExp): string {
  const group = pattern.exec(text)?.[1];
  if (group === undefined) throw new Error(`the PDF lacks ${pattern.source}`);
  return group;
}

function lastMatch(text: string, pattern: RegExp): string {
  const group = [...text.slice(-2048).matchAll(pattern)].at(-1)?.[1];
  if (group === undefined) throw new Error('the PDF has no end');
  return group;
}
