import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

// A file of ours says so itself: a manifest may be lost, or be somebody else's work.

const HTML = '<!-- Made by cribsheet -->';
/** A comment at the head of Anki's text files. */
const TEXT = '# Made by cribsheet\n';
const PDF = '% Made by cribsheet\n';
/** Sheets have it from the start (src/pdf/finish-pdf.ts). */
const PDF_CREATOR = '/Creator (cribsheet)';
/** The keyword of a PNG's `tEXt` chunk for the program that made it, a zero, and its value. */
const PNG = 'Software\0cribsheet';

/** Before a PNG's second chunk: signature (8) and `IHDR` (4 + 4 + 13 + 4). */
const PNG_HEAD = 33;
/** The mark is within so many bytes of the start, or of the end. */
const HEAD_BYTES = 65_536;
const HTML_HEAD_BYTES = 300;
const TAIL_BYTES = 256;

/** The bytes of an output with our mark in them, which no reader shows. */
export function marked(path: string, content: string | Uint8Array): Uint8Array {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (path.endsWith('.txt')) return markedText(bytes);
  if (bears(bytes.subarray(0, HEAD_BYTES), bytes.subarray(-TAIL_BYTES))) return bytes;
  if (path.endsWith('.html')) return markedHtml(bytes);
  if (path.endsWith('.png')) return markedPng(bytes);
  return Buffer.concat([bytes, Buffer.from(PDF)]);
}

/** Whether a regular file bears our mark; false where it cannot be read. */
export async function bearsMark(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return false;
  try {
    const { size } = await handle.stat();
    const read = async (length: number, position: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    return bears(await read(HEAD_BYTES, 0), await read(TAIL_BYTES, Math.max(0, size - TAIL_BYTES)));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

function bears(head: Buffer, tail: Buffer): boolean {
  if (head.subarray(0, 5).equals(Buffer.from('%PDF-')))
    return head.includes(PDF_CREATOR) || tail.includes(PDF);
  if (head.subarray(1, 4).equals(Buffer.from('PNG'))) return head.includes(PNG);
  const isText = head.subarray(0, TEXT.length).equals(Buffer.from(TEXT));
  return isText || head.subarray(0, HTML_HEAD_BYTES).includes(HTML);
}

/** After the document type, if it begins with one: a template may be anything. */
function markedHtml(html: Buffer): Buffer {
  // A byte is a character, so that the length of what was found counts bytes.
  const head = html.toString('latin1', 0, HTML_HEAD_BYTES);
  const [type = ''] = /^\s{0,9}<!doctype[^<>]{0,99}>\n?/i.exec(head) ?? [];
  return Buffer.concat([html.subarray(0, type.length), Buffer.from(`${HTML}\n`), html.subarray(type.length)]);
}

/** Anki reads a line with `#` at the top as a comment. */
function markedText(text: Buffer): Buffer {
  const mark = Buffer.from(TEXT);
  return text.subarray(0, mark.length).equals(mark) ? text : Buffer.concat([mark, text]);
}

function markedPng(png: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.from('tEXt'), Buffer.from(PNG, 'latin1')]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(PNG.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(chunk));
  return Buffer.concat([png.subarray(0, PNG_HEAD), length, chunk, sum, png.subarray(PNG_HEAD)]);
}
