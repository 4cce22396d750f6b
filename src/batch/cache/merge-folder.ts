import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReallyBelow } from '../../files/is-within.js';
import type { Shard } from '../../options/option-kinds.js';
import type { OutputKind } from '../../outputs/output-kind.js';
import { error, type Problem, type Warned } from '../../problem.js';
import { failureProblem } from '../failure.js';
import { digest } from './digest.js';
import { type FileState, type OutputRecord, recordId } from './manifest.js';
import { OutputCache } from './output-cache.js';

/** An output that was in the folder; `cached` where the target had the same one already. */
export interface Merged {
  readonly record: OutputRecord;
  readonly cached: boolean;
}

/** What came out of one folder. */
export interface MergedFolder {
  readonly merged: readonly Merged[];
  /** Which share of the outputs it holds; null for all of them. */
  readonly share: Shard | null;
}

/** Shares of which no folder was merged. */
export function missingShares(shares: readonly (Shard | null)[]): readonly Problem[] {
  const given = shares.filter((share) => share !== null);
  const counts = [...new Set(given.map(({ count }) => count))];
  return counts.flatMap((count) => {
    const there = new Set(given.filter((share) => share.count === count).map(({ index }) => index));
    if (there.size === count) return [];
    const some = Array.from({ length: Math.min(count, MAX_SHARES) }, (_, i) => i + 1);
    const missing = some.filter((index) => !there.has(index)).slice(0, 5);
    const names = missing.map((index) => `${index}/${count}`).join(', ');
    const hint = 'Build them with --shard, and merge all folders together.';
    return [error(`the outputs are not complete: shares are missing (${names})`, { file: '' }, hint)];
  });
}

/** More shares are not looked at one by one: a forged manifest may tell of any number. */
const MAX_SHARES = 100_000;

/** The folder that takes the outputs. */
export interface MergeTarget {
  readonly cache: OutputCache;
  readonly kinds: readonly OutputKind[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies the outputs of one folder into another and into its cache.
 *
 * @param name the folder as the caller named it
 * @throws the signal's reason when it is aborted
 */
export async function mergeFolder(
  folder: string,
  name: string,
  { cache, kinds, signal }: MergeTarget,
): Promise<Warned<MergedFolder>> {
  const from = await OutputCache.open(folder, kinds);
  const problems: Problem[] = from.takeProblems().map((problem) => ({ ...problem, file: name }));
  if (from.outputs().length === 0)
    return { value: { merged: [], share: from.share }, problems: [...problems, nothingIn(name)] };
  const value: Merged[] = [];
  for (const record of from.outputs()) {
    signal?.throwIfAborted();
    try {
      const merged = record.key === null ? null : await take(record, folder, cache);
      if (merged === null) problems.push(notWhole(record, name));
      else value.push(merged);
    } catch (failure) {
      problems.push(failureProblem(failure, { title: null, file: name, line: null }));
    }
  }
  // Outlines stay behind: what a note says is read from the note.
  return { value: { merged: value, share: from.share }, problems };
}

/** null where a file of the output is not there as its record says. */
async function take(record: OutputRecord, folder: string, cache: OutputCache): Promise<Merged | null> {
  const known = cache.output(recordId(record.kind, record.stem));
  const contents = await Promise.all(record.files.map((file) => contentOf(file, folder)));
  if (contents.length === 0 || contents.includes(null)) return null;
  if (known?.key === record.key && (await cache.intact(known))) return { record: known, cached: true };
  const files: FileState[] = [];
  for (const [i, { path }] of record.files.entries()) {
    files.push(await cache.write(path, contents[i] ?? ''));
  }
  const copy = { ...record, files };
  cache.setOutput(copy);
  return { record: copy, cached: false };
}

/** The bytes that the record tells of, and no others: a date says nothing of what a stranger shares. */
async function contentOf({ path, bytes, hash }: FileState, folder: string): Promise<Uint8Array | null> {
  const file = join(folder, path);
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile() || found.size !== bytes || !(await isReallyBelow(file, folder))) return null;
  const content = await readFile(file);
  return digest(content) === hash ? content : null;
}

function nothingIn(name: string): Problem {
  return error('no outputs of cribsheet in this folder', { file: name }, 'Name the folder given with --out.');
}

function notWhole(record: OutputRecord, name: string): Problem {
  const file = record.files.at(-1)?.path ?? record.stem;
  const hint = 'Run the build of this share again, then merge again.';
  return error(`${file} is not whole, and left out`, { file: name }, hint);
}
