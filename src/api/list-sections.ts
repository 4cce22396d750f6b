import { loadNote } from '../batch/cache/load-note.js';
import { failureProblem } from '../batch/failure.js';
import { nameNotes } from '../batch/plan/output-names.js';
import { withShownPaths } from '../batch/problem-paths.js';
import { distinct } from '../batch/report.js';
import { findNotes } from '../files/find-notes.js';
import type { LeftOutTally, Note } from '../model.js';
import { tallyLeftOut } from '../note/left-out.js';
import { type Problem, ProblemError } from '../problem.js';
import { type BuildOptions, openRun } from './build.js';

/** A section as `cribsheet list` shows it. */
export interface ListedSection {
  /** Names it for `section`, and in links. */
  readonly id: string;
  /** Its heading without tags. */
  readonly title: string;
  /** Title of its group, or its number from 1 where the group has none. */
  readonly group: string;
  /** Hash tags of its heading, without the hash. */
  readonly tags: readonly string[];
  /** Keywords of its entry in the mind map. */
  readonly chips: readonly string[];
  /** First and last line in the file, from 1. */
  readonly lines: readonly [number, number];
  /** How many points it holds. */
  readonly points: number;
}

/** A note as `cribsheet list` shows it. */
export interface ListedNote {
  /** Relative to `cwd` where it lies below. */
  readonly file: string;
  /** Its folder under the output folder. */
  readonly name: string;
  /** The title that the sheet and the deck bear. */
  readonly title: string;
  /** How it was read, and why so. */
  readonly dialect: Note['dialect'];
  /** What its file holds for other eyes than the reader's: comments, properties, queries, notes for the speaker. */
  readonly leftOut: readonly LeftOutTally[];
  /** In the order of the text. */
  readonly sections: readonly ListedSection[];
}

/** All that `listSections` has to say. */
export interface ListReport {
  /** In the order of the paths. */
  readonly notes: readonly ListedNote[];
  /** Of all notes. */
  readonly problems: readonly Problem[];
  /** Time taken, in ms. */
  readonly ms: number;
}

/**
 * The sections of every note under the paths; starts no browser.
 *
 * @throws ProblemError for wrong usage, as `build` does
 * @throws the signal's reason when it is aborted
 */
export async function listSections(options: BuildOptions = {}): Promise<ListReport> {
  const started = performance.now();
  const run = await openRun(options, false);
  run.signal?.throwIfAborted();
  const found = await findNotes(run.paths, run);
  const [first] = found.problems;
  if (found.value.length === 0 && first) throw new ProblemError(first);
  const names = nameNotes(found.value, run.cwd);
  const problems: Problem[] = [...found.problems];
  const notes: ListedNote[] = [];
  for (const file of found.value) {
    run.signal?.throwIfAborted();
    try {
      const refused = options.refused?.find((problem) => problem.file === file);
      if (refused) throw new ProblemError(refused);
      run.report({ type: 'reading', file });
      const loaded = await loadNote(file, run);
      for (const problem of loaded.problems) problems.push(problem);
      notes.push(listedNote(loaded.value.note, names.get(file) ?? 'note'));
    } catch (failure) {
      problems.push(failureProblem(failure, { title: null, file, line: null }));
    }
    run.report({ type: 'read', file });
  }
  return {
    notes,
    problems: distinct(withShownPaths(problems, run.cwd)),
    ms: Math.round(performance.now() - started),
  };
}

function listedNote(note: Note, name: string): ListedNote {
  const sections = note.sections.map((section) => ({
    id: section.id,
    title: section.title,
    group: note.groups[section.group]?.title ?? String(section.group + 1),
    tags: section.tags,
    chips: section.chips,
    lines: section.lines,
    points: section.points.length,
  }));
  const leftOut = tallyLeftOut(note.leftOut);
  return { file: note.file, name, title: note.meta.title, dialect: note.dialect, leftOut, sections };
}
