import { access } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isReallyBelow } from '../files/is-within.js';
import { sweepTemporaries } from '../files/temporary-files.js';
import type { OutputKind } from '../outputs/output-kind.js';
import type { BaseKeys } from './cache/base-keys.js';
import { recordId } from './cache/manifest.js';
import type { OutputCache } from './cache/output-cache.js';
import { outputsOf, type PlannedNote } from './plan/plan-note.js';
import type { Run } from './run.js';
import { isIndexCurrent, writeIndex } from './write-index.js';

/**
 * Removes the outputs of sections and notes that are gone, and brings the index page up to date.
 *
 * @throws ProblemError when the page or the manifest cannot be written
 */
export async function tidyOutput(
  notes: readonly PlannedNote[],
  run: Run,
  cache: OutputCache,
  baseKeys: BaseKeys,
): Promise<void> {
  const { kinds, given } = run;
  await removeStale(notes, kinds, cache);
  await removeOrphans(run.paths, run, cache);
  const index = { kinds, baseKey: baseKeys.index, templates: given.templates ?? null };
  const isCurrent = !cache.isChanged && (await isIndexCurrent(cache, index));
  if (isCurrent || cache.outputs().length === 0) return;
  await cache.saveAnd(async () => {
    if (!(await isIndexCurrent(cache, index))) await writeIndex(cache, index);
  });
}

/** Removes what a killed run left half written, in the folders that hold files of ours. */
export async function sweepOutput(out: string, cache: OutputCache): Promise<void> {
  const folders = cache.outputs().flatMap(({ files }) => files.map(({ path }) => dirname(join(out, path))));
  const sweep = async (folder: string): Promise<void> => {
    if (await isReallyBelow(join(folder, 'any'), out)) await sweepTemporaries(folder);
  };
  await Promise.all([...new Set([out, ...folders])].map(sweep));
}

/** Removes the outputs of sections that a note has no more. */
async function removeStale(
  notes: readonly PlannedNote[],
  kinds: readonly OutputKind[],
  cache: OutputCache,
): Promise<void> {
  const possible = new Map(
    notes.map((note) => [
      note.source,
      new Set(outputsOf(note, kinds).map(({ kind, stem }) => recordId(kind.name, stem))),
    ]),
  );
  const owned = new Set([...possible.values()].flatMap((ids) => [...ids]));
  for (const record of cache.outputs()) {
    const id = recordId(record.kind, record.stem);
    if (possible.has(record.source) && !owned.has(id)) await cache.remove(record);
  }
}

/** Removes the outputs of notes that are gone from the folders that this run covers. */
async function removeOrphans(
  paths: readonly string[],
  { cwd, out }: { readonly cwd: string; readonly out: string },
  cache: OutputCache,
): Promise<void> {
  const covered = paths.map((path) => resolve(cwd, path));
  for (const source of new Set([...cache.sources(), ...cache.outputs().map((record) => record.source)])) {
    const file = resolve(out, source);
    if (!covered.some((path) => file.startsWith(path + sep)) || (await exists(file))) continue;
    for (const record of cache.outputs()) if (record.source === source) await cache.remove(record);
    cache.setNote(source, null);
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
