import { resolve } from 'node:path';
import type { BuildReport, Progress } from './batch/report.js';
import { type Warm, Work } from './batch/work.js';
import { DEFAULTS, type Settings } from './options.js';
import { checkOptions } from './settings.js';

/** What every function of the API takes besides the options of the table. */
export interface RunOptions {
  /** Files, folders and globs; `notes` unless given. */
  readonly paths?: readonly string[];
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Stops the work: finished files stay, the browser ends, the promise rejects with the reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Options of the table, all optional, and what concerns only this call. */
export type BuildOptions = Partial<Settings> & RunOptions;

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

/** @throws ProblemError for an unknown option or a bad value */
export function openRun({ paths, cwd, signal, onProgress, ...options }: BuildOptions, write: boolean): Run {
  const given = checkOptions(options);
  const from = cwd ?? process.cwd();
  return {
    paths: paths && paths.length > 0 ? paths : ['notes'],
    cwd: from,
    out: resolve(from, given.out ?? DEFAULTS.out),
    given: given.templates ? { ...given, templates: resolve(from, given.templates) } : given,
    write,
    signal: signal ?? null,
    report: onProgress ?? (() => undefined),
  };
}

/**
 * Makes the sheets and decks of every note under the paths: `<out>/<note>/sheet.pdf`, `deck.html`,
 * `sections/<id>.pdf` and `.html`, and `<out>/index.html` to find them all. What has not changed
 * since the last build is left as it is. A note that cannot be made is reported, and the others
 * are made.
 *
 * @throws ProblemError for wrong usage: an unknown option, a bad value, no notes at all
 * @throws the signal's reason when it is aborted
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
