/** Where in a file a problem lies; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** An error means that something was not made; a warning, that it was made all the same. */
export type Severity = 'error' | 'warning';

/**
 * Something that the author of a note (or the caller) can fix. Problems are data: every phase
 * returns them, only the terminal layer prints them.
 */
export interface Problem extends Place {
  readonly severity: Severity;
  readonly message: string;
  /** What to do next, one sentence each; may be empty. */
  readonly hints: readonly string[];
}

/** A result together with what went less than well on the way to it. */
export interface Warned<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** Ends the work on one note (or the whole run, for wrong usage). Carries the problem as data. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

type PlaceInput = { file: string; line?: number | null; column?: number | null };

function problem(severity: Severity, message: string, place: PlaceInput, hints: readonly string[]): Problem {
  return {
    severity,
    message,
    file: place.file,
    line: place.line ?? null,
    column: place.column ?? null,
    hints,
  };
}

export function warning(message: string, place: PlaceInput, ...hints: string[]): Problem {
  return problem('warning', message, place, hints);
}

export function error(message: string, place: PlaceInput, ...hints: string[]): Problem {
  return problem('error', message, place, hints);
}
