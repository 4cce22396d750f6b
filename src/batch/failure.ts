import { BrowserUnavailable } from '../browser/browser-unavailable.js';
import { systemProblem } from '../files/file-failure.js';
import { nearest } from '../options/settings.js';
import { error, type Problem, ProblemError } from '../problem.js';

/** What was being done when something failed. */
export interface About {
  /** `emr (sheet)`; null for a whole note or the run. */
  readonly title: string | null;
  /** The note's file; empty where none is concerned. */
  readonly file: string;
  readonly line: number | null;
}

/** No single output and no note. */
export const RUN: About = { title: null, file: '', line: null };

/** Whatever was thrown, as data for the report; a stranger's message is cut to one line. */
export function failureProblem(failure: unknown, about: About): Problem {
  if (failure instanceof BrowserUnavailable) return failure.problem;
  if (failure instanceof ProblemError) return located(failure.problem, about);
  const refused = systemProblem(failure);
  if (refused !== null) return refused;
  const message = failure instanceof Error ? failure.message : String(failure);
  const [line = ''] = message.split('\n');
  const what = about.title === null ? 'could not be read' : `could not make ${about.title}`;
  const hint = 'This is a fault in cribsheet: please report it together with the note.';
  return error(`${what}: ${line.slice(0, 300)}`, about, hint);
}

/** A problem of the page, not of a line, still belongs to the note that was on it. */
function located(problem: Problem, { title, file, line }: About): Problem {
  if (problem.file !== '' || title === null) return problem;
  return { ...problem, message: `${title}: ${problem.message}`, file, line };
}

export function unknownSection(id: string, known: readonly string[]): Problem {
  const near = nearest(id, known);
  const hint = near ? `Did you mean ${near}?` : 'cribsheet list shows the ids of all sections.';
  return error(`no note has a section "${id}"`, { file: '' }, hint);
}
