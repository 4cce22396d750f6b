import type { Settings } from '../options/options.js';
import { checkOptions, quoted } from '../options/settings.js';
import { error, type Problem, ProblemError } from '../problem.js';

interface CallPart {
  /** Ends the sentence "paths must be …". */
  readonly expected: string;
  readonly fits: (raw: unknown) => boolean;
}

const FUNCTION: CallPart = { expected: 'a function', fits: (raw) => typeof raw === 'function' };

/** What functions of the API take besides the options of the table. */
const CALL_PARTS = {
  paths: { expected: 'a list of files, folders and globs, such as ["notes"]', fits: isNames },
  folders: { expected: 'a list of output folders, such as ["share-1", "share-2"]', fits: isNames },
  cwd: { expected: 'the path of a folder', fits: isName },
  signal: { expected: 'an AbortSignal', fits: isSignal },
  refused: { expected: 'a list of problems with notes', fits: (raw: unknown) => Array.isArray(raw) },
  oneByOne: { expected: 'true or false', fits: (raw: unknown) => typeof raw === 'boolean' },
  onProgress: FUNCTION,
  onBuild: FUNCTION,
  onListening: FUNCTION,
  onOpen: FUNCTION,
  onNotice: FUNCTION,
} as const satisfies Readonly<Record<string, CallPart>>;

export type CallPartName = keyof typeof CALL_PARTS;

/**
 * Checks the options object of an API call: those of the table, and the `parts` that this function
 * takes besides.
 *
 * @returns the table's options among them, checked
 * @throws ProblemError that names what is unknown or of another type, with what it must be
 */
export function checkCall(given: unknown, parts: readonly CallPartName[]): Partial<Settings> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ProblemError(noOptions(given));
  }
  const options: Record<string, unknown> = {};
  for (const [key, raw] of Object.entries(given)) {
    const part = parts.find((name) => name === key);
    if (part === undefined) options[key] = raw;
    else if (raw !== undefined && !CALL_PARTS[part].fits(raw)) throw new ProblemError(badPart(part, raw));
  }
  const checked = checkOptions(options, parts);
  if (checked.watch) throw new ProblemError(notHere());
  return checked;
}

function noOptions(given: unknown): Problem {
  const hint = 'They are one object, such as { paths: ["notes"], paper: "a5" }.';
  return error(`the options cannot be ${quoted(given)}`, { file: '' }, hint);
}

function badPart(name: CallPartName, raw: unknown): Problem {
  return error(`${name} cannot be ${quoted(raw)}`, { file: '' }, `It must be ${CALL_PARTS[name].expected}.`);
}

function notHere(): Problem {
  return error('this function does not watch', { file: '' }, 'Call watch({ … }) in its place.');
}

function isNames(raw: unknown): boolean {
  return Array.isArray(raw) && raw.length > 0 && raw.every(isName);
}

function isName(raw: unknown): boolean {
  return typeof raw === 'string' && raw !== '' && !raw.includes('\0');
}

/** Of any realm: a signal made in a test environment or another context is one too. */
function isSignal(raw: unknown): boolean {
  return raw instanceof EventTarget && 'aborted' in raw && typeof raw.aborted === 'boolean';
}
