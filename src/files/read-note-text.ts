import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LIMITS } from '../bounds/limits.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { asked } from './file-failure.js';

/**
 * A note's text, strictly UTF-8, without a byte order mark.
 *
 * @throws ProblemError when it cannot be read, is too large or not UTF-8 (naming the first bad byte)
 */
export async function readNoteText(file: string, cwd: string): Promise<string> {
  return decodeUtf8(await readNoteBytes(file, cwd), file);
}

/**
 * A note's bytes as they are.
 *
 * @throws ProblemError when it cannot be read or is too large
 */
export async function readNoteBytes(file: string, cwd: string): Promise<Uint8Array> {
  const full = resolve(cwd, file);
  const { size } = await asked(stat(full), 'read', file);
  if (size > LIMITS.noteBytes) {
    const hint = `A note has at most ${megabytes(LIMITS.noteBytes)}: part it, and save pictures beside it.`;
    throw new ProblemError(error(`the file is too large for a note (${megabytes(size)})`, { file }, hint));
  }
  return asked(readFile(full), 'read', file);
}

/** Bytes → text without a byte order mark; @throws ProblemError where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError(notUtf8(bytes, file));
  }
}

function notUtf8(bytes: Uint8Array, file: string): Problem {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return encodedAs('UTF-16', file, 1, 1);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return encodedAs('UTF-16', file, 1, 1);
  const valid = new TextDecoder('utf-8').decode(bytes.subarray(0, firstBadByte(bytes)), { stream: true });
  const lines = valid.split('\n');
  return encodedAs('another encoding', file, lines.length, [...(lines.at(-1) ?? '')].length + 1);
}

function encodedAs(encoding: string, file: string, line: number, column: number): Problem {
  const hint = 'Save it as UTF-8 in your editor and try again.';
  return error(`the file is not UTF-8 (it looks like ${encoding})`, { file, line, column }, hint);
}

/** Bisects: the longest prefix that a streaming decoder accepts ends before the first bad byte. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text of a file for a code frame, or null where it cannot be read. */
export async function readSource(file: string, cwd: string = process.cwd()): Promise<string | null> {
  return readNoteText(file, cwd).catch(() => null);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}
