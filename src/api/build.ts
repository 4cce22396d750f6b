import { resolve } from 'node:path';
import type { BuildReport, Progress } from '../batch/report.js';
import { type Warm, Work } from '../batch/work.js';
import { DEFAULTS, type OptionsOfCommand, type Settings } from '../options/options.js';
import { type CallPartName, checkCall } from './check-call.js';

/** What the functions of the API take besides the options of the table. */
export interface RunOptions {
  /** Files, folders and globs, at least one; `["notes"]` unless given. */
  readonly paths?: readonly string[];
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Stops the work: finished files stay, the browser ends, then the promise rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Told of each output when it is begun, made or failed; called synchronously, so keep it short. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The options that a build takes, and what concerns only this call; all are optional. */
export type BuildOptions = OptionsOfCommand<'build'> & RunOptions;

/** The options of one call, checked once; nothing below looks at raw input again. */
export interface Run {
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Only what the caller gave: a note's own settings come before the defaults. */
  readonly given: Partial<Settings>;
  /** False to find problems only. */
  readonly write: boolean;
  readonly signal: AbortSignal | null;
  readonly report: (progress: Progress) => void;
}

const RUN_PARTS: readonly CallPartName[] = ['paths', 'cwd', 'signal', 'onProgress'];

/**
 * @param parts what the function takes besides
 * @param defaults its own, where they differ from the table's
 * @throws ProblemError for an unknown option or a bad value
 */
export function openRun(
  options: BuildOptions,
  write: boolean,
  { parts = [], defaults = {} }: { parts?: readonly CallPartName[]; defaults?: Partial<Settings> } = {},
): Run {
  const given = { ...defaults, ...checkCall(options, [...RUN_PARTS, ...parts]) };
  const from = options.cwd ?? process.cwd();
  return {
    paths: options.paths ?? ['notes'],
    cwd: from,
    out: resolve(from, given.out ?? DEFAULTS.out),
    given: given.templates ? { ...given, templates: resolve(from, given.templates) } : given,
    write,
    signal: options.signal ?? null,
    report: options.onProgress ?? (() => undefined),
  };
}

/**
 * Makes the sheets and decks of every note under the paths. They go to `<out>/<note>/sheet.pdf`,
 * `deck.html`, `sections/<id>.pdf` and `.html`, and `<out>/index.html` lists them all. What has not changed
 * since the last build is left as it is. A note that cannot be made is reported, and the others
 * are made.
 *
 * @returns what was made (in the order of the notes) and what was not, with the reason
 * @throws ProblemError for wrong usage: an unknown option, a bad value, no notes at all
 * @throws the signal's reason when it is aborted, before or during the work
 */
export async function build(options: BuildOptions = {}): Promise<BuildReport> {
  return runBuild(openRun(options, true));
}

/**
 * The same work with nothing written where `run.write` is false.
 *
 * @param warm a browser and parsed notes that outlive this run
 */
export async function runBuild(run: Run, warm: Warm | null = null): Promise<BuildReport> {
  run.signal?.throwIfAborted();
  return new Work(run, warm).finish();
}
