/**
 * The few things that we need to know of a PDF that Chrome (Skia) has just written: version 1.4, one
 * classic cross-reference table, no object streams. Reading it whole with a PDF library costs twice
 * the time of printing it.
 */
export class PdfFile {
  /** One character per byte. */
  readonly text: string;
  readonly rootId: number;
  readonly infoId: number;
  /** The number that the next new object gets. */
  readonly size: number;
  /** Byte offset of the cross-reference table. */
  readonly xrefOffset: number;
  readonly #offsets: readonly number[];

  /** @throws Error when the file is not laid out as Skia lays it out */
  constructor(bytes: Uint8Array) {
    this.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    this.xrefOffset = Number(lastMatch(this.text, /startxref\s+(\d+)\s+%%EOF/g));
    const trailer = this.text.slice(this.text.indexOf('trailer', this.xrefOffset));
    this.size = Number(firstGroup(trailer, /\/Size (\d+)/));
    this.rootId = Number(firstGroup(trailer, /\/Root (\d+) 0 R/));
    this.infoId = Number(firstGroup(trailer, /\/Info (\d+) 0 R/));
    this.#offsets = readXref(this.text, this.xrefOffset);
  }

  /** An object's dictionary, as written between `obj` and `endobj`. */
  object(id: number): string {
    const from = this.#offsets[id] ?? 0;
    const start = this.text.indexOf('obj', from) + 3;
    return this.text.slice(start, this.text.indexOf('endobj', start)).trim();
  }

  /** Object numbers of the pages, in order. */
  pages(): number[] {
    return this.#kids(Number(firstGroup(this.object(this.rootId), /\/Pages (\d+) 0 R/)));
  }

  #kids(id: number): number[] {
    const node = this.object(id);
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
    if (kids === undefined) return [id];
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap((match) => this.#kids(Number(match[1])));
  }
}

function readXref(text: string, at: number): number[] {
  const head = /^xref\s+0 (\d+)\s*\n/.exec(text.slice(at, at + 40));
  if (!head) throw new Error('the PDF has no plain cross-reference table');
  const first = at + head[0].length;
  // Each entry is 20 bytes: a ten-digit offset, a five-digit generation, a letter, a line end.
  return Array.from({ length: Number(head[1]) }, (_, i) =>
    Number(text.slice(first + 20 * i, first + 20 * i + 10)),
  );
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
