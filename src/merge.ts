import { resolve } from 'node:path';
import { mergeFolder } from './batch/merge-folder.js';
import { OutputLedger } from './batch/output-ledger.js';
import { outputOf } from './batch/output-of.js';
import { type BuildReport, distinct, type Output } from './batch/report.js';
import { sweepOutput } from './batch/tidy-output.js';
import { writeIndex } from './batch/write-index.js';
import { makeFolder } from './files.js';
import { DEFAULTS } from './options.js';
import { error, type Problem, ProblemError } from './problem.js';
import { checkOptions } from './settings.js';

export interface MergeOptions {
  /** Output folders of builds that each made a share. */
  readonly folders: readonly string[];
  /** The folder that takes them all; `output` unless given. */
  readonly out?: string;
  readonly templates?: string | null;
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/**
 * Brings the output folders of several builds (`--shard 1/3`, `2/3`, `3/3`) together in one, with
 * one manifest and one index page. Files are copied whole; those that are there already stay.
 *
 * @returns a report of every output that was in the folders
 * @throws ProblemError when no folder is given, or an option is none
 */
export async function merge({ folders, out, templates, cwd, signal }: MergeOptions): Promise<BuildReport> {
  const started = performance.now();
  const given = checkOptions({ ...(out && { out }), ...(templates && { templates }) });
  if (folders.length === 0) throw new ProblemError(noFolders());
  const from = cwd ?? process.cwd();
  const target = resolve(from, given.out ?? DEFAULTS.out);
  await makeFolder(target);
  const ledger = await OutputLedger.open(target);
  await sweepOutput(target, ledger);
  const problems: Problem[] = [];
  const outputs: Output[] = [];
  for (const folder of folders) {
    signal?.throwIfAborted();
    const merged = await mergeFolder(resolve(from, folder), folder, target, ledger);
    problems.push(...merged.problems);
    for (const { record, cached } of merged.value) {
      if (record.facts)
        outputs.push(outputOf({ ...record, facts: record.facts }, { out: target, cwd: from }, cached));
    }
  }
  const own = given.templates ? resolve(from, given.templates) : null;
  await ledger.saveAnd(() => writeIndex(ledger, { out: target, ground: 'merged', templates: own }));
  return { outputs, problems: distinct(problems), ms: Math.round(performance.now() - started) };
}

function noFolders(): Problem {
  return error(
    'no folders to merge',
    { file: '' },
    'Name the output folders of the shares: cribsheet merge share-*',
  );
}
