/** Where in a file a problem lies; lines and columns count from 1. */
export interface Place {
  /** Path as the caller named it; empty where it lies in no file. */
  readonly file: string;
  /** From 1; null for the file as a whole. */
  readonly line: number | null;
  /** From 1; null for the line as a whole. */
  readonly column: number | null;
}

/** An error means that something was not made; a warning, that it was made all the same. */
export type Severity = 'error' | 'warning';

/**
 * Something that the author of a note (or the caller) can fix. Problems are data: every phase
 * returns them, only the terminal layer prints them.
 */
export interface Problem extends Place {
  /** An error means that something was not made. */
  readonly severity: Severity;
  /** What is wrong, in one line. */
  readonly message: string;
  /** What to do next, one sentence each; may be empty. */
  readonly hints: readonly string[];
}

/** A result together with what went less than well on the way to it. */
export interface Warned<T> {
  /** What was made. */
  readonly value: T;
  /** What is to be said about it. */
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
