import { LIMITS } from '../bounds/limits.js';
import type { LeftOutTally, Note } from '../model.js';
import type { Output } from '../outputs/output-kinds.js';
import type { Problem } from '../problem.js';
import { boundProblems } from './bound-problems.js';

/** All that a build has to say; `JSON.stringify` of it is what `--json` prints. */
export interface BuildReport {
  /** What was made, and what was up to date, in the order of the notes. */
  readonly outputs: readonly Output[];
  /** The notes that were read, in the order of their names. */
  readonly notes: readonly ReportedNote[];
  /** Everything that went less than well; `hasError` tells whether something is missing. */
  readonly problems: readonly Problem[];
  /** Time of the whole run, in ms. */
  readonly ms: number;
}

/** How a note was read. */
export interface ReportedNote {
  /** Relative to `cwd` where it lies below. */
  readonly file: string;
  /** The title that the sheet and the deck bear. */
  readonly title: string;
  /** How it was read, and why so. */
  readonly dialect: Note['dialect'];
  /** What its file holds for other eyes than the reader's: comments, properties, queries, notes for the speaker. */
  readonly leftOut: readonly LeftOutTally[];
}

/** What happens during a build, for a person who waits. */
export type Progress =
  /** A note that has changed is being read; `read` follows, whatever becomes of it. */
  | { readonly type: 'reading' | 'read'; readonly file: string }
  /** `item` names an output to a person; `file` is its note. */
  | {
      readonly type: 'started';
      readonly item: string;
      readonly file: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'made';
      readonly item: string;
      readonly output: Output;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'failed'; readonly item: string; readonly done: number; readonly total: number }
  /** Something worth saying that nobody needs to mend. */
  | { readonly type: 'notice'; readonly message: string };

/** A build with an error in it counts as failed, whatever else was made. */
export function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** Each problem once: a section's sheet and its deck often meet the same one. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const { severity, message, file, line, column } = problem;
    const key = JSON.stringify([severity, message, file, line, column]);
    if (!seen.has(key)) seen.set(key, problem);
  }
  return withoutFloods(onceARun([...seen.values()]));
}

/** Ways of writing that an author has everywhere: to read of each place helps nobody. */
const HABITS: readonly RegExp[] = [
  /^the heading ".*" skips from level/s,
  /^Liquid (?:is not run here|that is not run here)/,
];

/** A habit is said where it is met first, with how many notes share it. */
function onceARun(problems: readonly Problem[]): readonly Problem[] {
  return HABITS.reduce((kept, habit) => {
    const [first, ...others] = kept.filter(({ message }) => habit.test(message));
    const elsewhere = new Set(others.map(({ file }) => file).filter((file) => file !== first?.file)).size;
    if (first === undefined || elsewhere === 0) return kept;
    const said = {
      ...first,
      hints: [...first.hints, `So it is in ${elsewhere} other ${elsewhere === 1 ? 'note' : 'notes'}.`],
    };
    const dropped = new Set(others);
    return kept.flatMap((problem) => (problem === first ? [said] : dropped.has(problem) ? [] : [problem]));
  }, problems);
}

function withoutFloods(problems: readonly Problem[]): readonly Problem[] {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) {
    const own = byFile.get(problem.file) ?? [];
    own.push(problem);
    byFile.set(problem.file, own);
  }
  const flooded = [...byFile].filter(([, own]) => own.length > LIMITS.problems);
  return flooded.reduce(
    (kept, [file, own]) => [...kept.filter((problem) => problem.file !== file), ...boundProblems(own, file)],
    problems,
  );
}
