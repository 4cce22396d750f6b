import type { Settings } from '../options/options.js';
import type { OutputKind } from '../outputs/output-kind.js';
import type { Refusals } from './refusals.js';
import type { Progress } from './report.js';

/** The options of one call, checked once; nothing below looks at raw input again. */
export interface Run {
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** The folder that `out` must lie in after links are followed; null where the caller has named `out`. */
  readonly home: string | null;
  /** Only what the caller gave, and a config of the run as a whole: a note's own settings come before the defaults. */
  readonly given: Partial<Settings>;
  /** What the config says of a note, by its whole path; the note's own settings come before it. */
  readonly forNote: (file: string) => Partial<Settings>;
  /** How notes are read; `auto` leaves it to the note. */
  readonly dialect: Settings['dialect'];
  /** The kinds of output that there are; `only` chooses among them. */
  readonly kinds: readonly OutputKind[];
  /** False to find problems only. */
  readonly write: boolean;
  /** Notes that are left out. */
  readonly refusals: Refusals;
  /** No two outputs are made at the same time. */
  readonly oneByOne: boolean;
  readonly signal: AbortSignal | null;
  readonly report: (progress: Progress) => void;
}
