import { access } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isReallyBelow } from '../../files/files.js';
import { sweepTemporaries } from '../../files/temporary-files.js';
import { stemsOf } from '../plan/plan-note.js';
import type { Surveyed } from '../plan/survey.js';
import { recordId } from './manifest.js';
import type { OutputLedger } from './output-ledger.js';

/** Removes what a killed run left half written, in the folders that hold files of ours. */
export async function sweepOutput(out: string, ledger: OutputLedger): Promise<void> {
  const folders = ledger.outputs().flatMap(({ files }) => files.map(({ path }) => dirname(join(out, path))));
  const sweep = async (folder: string): Promise<void> => {
    if (await isReallyBelow(join(folder, 'any'), out)) await sweepTemporaries(folder);
  };
  await Promise.all([...new Set([out, ...folders])].map(sweep));
}

/** Removes the outputs of sections that a note has no more. */
export async function removeStale(surveyed: readonly Surveyed[], ledger: OutputLedger): Promise<void> {
  const wanted = new Map(surveyed.map(({ note, source }) => [source, new Set(stemsOf(note).map(recordId))]));
  const owned = new Set([...wanted.values()].flatMap((ids) => [...ids]));
  for (const record of ledger.outputs()) {
    const id = recordId(record);
    if (wanted.has(record.source) && !owned.has(id)) await ledger.remove(record);
  }
}

/** Removes the outputs of notes that are gone from the folders that this run covers. */
export async function removeOrphans(
  paths: readonly string[],
  { cwd, out }: { readonly cwd: string; readonly out: string },
  ledger: OutputLedger,
): Promise<void> {
  const covered = paths.map((path) => resolve(cwd, path));
  for (const source of new Set([...ledger.sources(), ...ledger.outputs().map((record) => record.source)])) {
    const file = resolve(out, source);
    if (!covered.some((path) => file.startsWith(path + sep)) || (await exists(file))) continue;
    for (const record of ledger.outputs()) if (record.source === source) await ledger.remove(record);
    ledger.setNote(source, null);
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
