import { brotliDecompressSync } from 'node:zlib';

/** Tags that a WOFF2 directory names by number; we need `cmap`, and the order of all others. */
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;
const OWN_TAG = 63;

/**
 * The characters that a WOFF2 file has glyphs for, read from its `cmap` table. A `unicode-range` in a
 * style sheet is no substitute: Fontsource's rules claim characters that the file lacks, and miss
 * characters that it has.
 *
 * @throws Error when it is no WOFF2 file (W3C, WOFF File Format 2.0)
 */
export function coverageOf(woff2: Uint8Array): ReadonlySet<number> {
  const file = Buffer.from(woff2.buffer, woff2.byteOffset, woff2.byteLength);
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new Error('this is no WOFF2 font');
  const { tables, end } = readDirectory(file);
  const data = brotliDecompressSync(file.subarray(end, end + file.readUInt32BE(20)));
  const before = tables.slice(
    0,
    tables.findIndex(({ tag }) => tag === CMAP),
  );
  const start = before.reduce((sum, { length }) => sum + length, 0);
  return readCmap(data.subarray(start));
}

/** Beside the fonts that are built in: the {@link rangeEnds} of each file, by its name. */
export const COVERAGE_FILE = 'coverage.json';

/** First and last of each run of characters in turn, ascending. */
export function rangeEnds(coverage: ReadonlySet<number>): number[] {
  return [...coverage]
    .sort((a, b) => a - b)
    .flatMap((code) => [
      ...(coverage.has(code - 1) ? [] : [code]),
      ...(coverage.has(code + 1) ? [] : [code]),
    ]);
}

interface Table {
  readonly tag: number;
  /** Bytes in the decompressed stream. */
  readonly length: number;
}

function readDirectory(file: Buffer): { tables: Table[]; end: number } {
  let at = 48;
  const base128 = (): number => {
    let value = 0;
    for (;;) {
      const byte = file.readUInt8(at);
      at += 1;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  const tables = Array.from({ length: file.readUInt16BE(12) }, (): Table => {
    const flags = file.readUInt8(at);
    const tag = flags & 0x3f;
    at += tag === OWN_TAG ? 5 : 1;
    const original = base128();
    // Version 3 leaves glyph data as it was, 0 leaves every other table as it was.
    const isPlain = flags >> 6 === (tag === GLYF || tag === LOCA ? 3 : 0);
    return { tag, length: isPlain ? original : base128() };
  });
  return { tables, end: at };
}

/** Formats 4 and 12 are all that fonts for the web use (OpenType, `cmap`). */
function readCmap(cmap: Buffer): Set<number> {
  const found = new Set<number>();
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * i + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, found);
    else if (format === 12) readGroups(table, found);
  }
  return found;
}

function readGroups(table: Buffer, found: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let i = 0; i < groups; i += 1) {
    const at = 16 + 12 * i;
    const last = table.readUInt32BE(at + 4);
    for (let code = table.readUInt32BE(at); code <= last; code += 1) found.add(code);
  }
}

function readSegments(table: Buffer, found: Set<number>): void {
  const size = table.readUInt16BE(6);
  for (let i = 0; i < size; i += 2) {
    const last = table.readUInt16BE(14 + i);
    const first = table.readUInt16BE(16 + size + i);
    const delta = table.readUInt16BE(16 + 2 * size + i);
    const rangeAt = 16 + 3 * size + i;
    const range = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : table.readUInt16BE(rangeAt + range + 2 * (code - first));
      if ((glyph & 0xffff) !== 0) found.add(code);
    }
  }
}
