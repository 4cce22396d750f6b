import { readFile, stat } from 'node:fs/promises';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import { error, ProblemError } from '../problem.js';
import type { Session } from './session.js';
import { parseSession } from './session-format.js';

/**
 * @param file its path
 * @param shown the path as its user knows it
 * @returns null where there is no such file
 * @throws ProblemError for a file that is no session, or cannot be read
 */
export async function readSession(file: string, shown: string): Promise<Session | null> {
  const text = await textOf(file, shown);
  if (text === null) return null;
  const session = parseSession(text);
  if (session) return session;
  const hint = 'It must be a session.json that cribsheet present has written.';
  throw new ProblemError(error('this is no study session', { file: shown }, hint));
}

async function textOf(file: string, shown: string): Promise<string | null> {
  try {
    const found = await stat(file);
    // A pipe or a device, of which reading might not end, is no session either.
    return found.isFile() && found.size <= ROOM_LIMITS.sessionBytes ? await readFile(file, 'utf8') : '';
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ProblemError(error(`cannot read the study session: ${message}`, { file: shown }));
  }
}
