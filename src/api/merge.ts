import { resolve } from 'node:path';
import { mergeFolder, missingShares } from '../batch/cache/merge-folder.js';
import { OutputCache } from '../batch/cache/output-cache.js';
import { failureProblem, RUN } from '../batch/failure.js';
import { withShownPaths } from '../batch/problem-paths.js';
import { type BuildReport, distinct } from '../batch/report.js';
import { reportedOutput } from '../batch/reported-output.js';
import { sweepOutput } from '../batch/tidy-output.js';
import { writeIndex } from '../batch/write-index.js';
import { makeOutputFolder } from '../files/write-whole.js';
import type { Shard } from '../options/option-kinds.js';
import { DEFAULTS } from '../options/options.js';
import type { OutputKind } from '../outputs/output-kind.js';
import { OUTPUT_KINDS, type Output } from '../outputs/output-kinds.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { checkCall } from './check-call.js';

/** What is to be merged, and where to. */
export interface MergeOptions {
  /** Output folders of builds that each made a share, at least one. */
  readonly folders: readonly string[];
  /** The folder that takes them all; `output` unless given. */
  readonly out?: string;
  /** Folder whose `shared/index.hbs`, if there is one, makes the index page. */
  readonly templates?: string | null;
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Stops the work; what was copied stays, and is not copied again by the next merge. */
  readonly signal?: AbortSignal;
}

/**
 * Brings the output folders of several builds (`--shard 1/3`, `2/3`, `3/3`) together in one, with
 * one manifest and one index page. Files are copied whole; those that are there already stay.
 *
 * @returns a report of every output that was in the folders
 * @throws ProblemError when no folder is given, an option is none, or the target cannot be written
 * @throws the signal's reason when it is aborted
 */
export async function merge(options: MergeOptions): Promise<BuildReport> {
  return mergeOutputs(options, OUTPUT_KINDS);
}

/** @param kinds the kinds of output that there are */
export async function mergeOutputs(
  options: MergeOptions,
  kinds: readonly OutputKind[],
): Promise<BuildReport> {
  const started = performance.now();
  if (isEmpty(options?.folders)) throw new ProblemError(noFolders());
  const given = checkCall(options, ['folders', 'cwd', 'signal']);
  const { folders, signal, cwd: from = process.cwd() } = options;
  signal?.throwIfAborted();
  const target = resolve(from, given.out ?? DEFAULTS.out);
  await makeOutputFolder(target, given.out === undefined ? from : null);
  const cache = await OutputCache.open(target, kinds);
  await sweepOutput(target, cache);
  const own = given.templates ? resolve(from, given.templates) : null;
  const problems: Problem[] = [...cache.takeProblems()];
  const outputs: Output[] = [];
  const shares: (Shard | null)[] = [];
  try {
    for (const folder of folders) {
      const merged = await mergeFolder(resolve(from, folder), folder, { cache, kinds, signal });
      for (const problem of merged.problems) problems.push(problem);
      shares.push(merged.value.share);
      for (const { record, cached } of merged.value.merged) {
        const output = reportedOutput(record, { out: target, cwd: from }, cached);
        if (output) outputs.push(output);
      }
    }
    problems.push(...missingShares(shares));
  } finally {
    const index = { kinds, baseKey: 'merged', templates: own };
    const written = cache.saveAnd(() => writeIndex(cache, index));
    await written.catch((failure) => problems.push(failureProblem(failure, RUN)));
  }
  return {
    outputs,
    notes: [],
    problems: distinct(withShownPaths(problems, from)),
    ms: Math.round(performance.now() - started),
  };
}

function isEmpty(folders: unknown): boolean {
  return folders === undefined || (Array.isArray(folders) && folders.length === 0);
}

function noFolders(): Problem {
  return error(
    'no folders to merge',
    { file: '' },
    'Name the output folders of the shares: cribsheet merge share-*',
  );
}
