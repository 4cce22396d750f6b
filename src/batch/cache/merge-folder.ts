import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../files/files.js';
import type { OutputKind } from '../../outputs/output-kind.js';
import { error, type Problem, type Warned } from '../../problem.js';
import { failureProblem } from '../failure.js';
import { type OutputRecord, recordId } from './manifest.js';
import { OutputCache } from './output-cache.js';

/** An output that was in the folder; `cached` where the target had the same one already. */
export interface Merged {
  readonly record: OutputRecord;
  readonly cached: boolean;
}

/** The folder that takes the outputs. */
export interface MergeTarget {
  /** Absolute path. */
  readonly target: string;
  readonly cache: OutputCache;
  readonly kinds: readonly OutputKind[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies the outputs of one folder into another and into its manifest.
 *
 * @param name the folder as the caller named it
 * @throws the signal's reason when it is aborted
 */
export async function mergeFolder(
  folder: string,
  name: string,
  { target, cache, kinds, signal }: MergeTarget,
): Promise<Warned<readonly Merged[]>> {
  const from = await OutputCache.open(folder, kinds);
  if (from.outputs().length === 0) return { value: [], problems: [nothingIn(name)] };
  const problems: Problem[] = [];
  const value: Merged[] = [];
  for (const record of from.outputs()) {
    signal?.throwIfAborted();
    try {
      const whole = record.key === null ? null : await from.intact(record);
      if (whole === null) problems.push(notWhole(record, name));
      else value.push(await take(whole, folder, target, cache));
    } catch (failure) {
      problems.push(failureProblem(failure, { title: null, file: name, line: null }));
    }
  }
  for (const source of from.sources()) {
    const outline = from.note(source);
    if (outline) cache.setNote(source, outline);
  }
  return { value, problems };
}

async function take(
  record: OutputRecord,
  folder: string,
  target: string,
  cache: OutputCache,
): Promise<Merged> {
  const known = cache.output(recordId(record.kind, record.stem));
  if (known?.key === record.key && (await cache.intact(known))) return { record: known, cached: true };
  const files = [];
  for (const file of record.files) {
    const mtimeMs = await writeWhole(join(target, file.path), await readFile(join(folder, file.path)));
    files.push({ ...file, mtimeMs });
  }
  const copy = { ...record, files };
  cache.setOutput(copy);
  return { record: copy, cached: false };
}

function nothingIn(name: string): Problem {
  return error('no outputs of cribsheet in this folder', { file: name }, 'Name the folder given with --out.');
}

function notWhole(record: OutputRecord, name: string): Problem {
  const file = record.files.at(-1)?.path ?? record.stem;
  const hint = 'Run the build of this share again, then merge again.';
  return error(`${file} is not whole, and left out`, { file: name }, hint);
}
