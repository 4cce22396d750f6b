import { ProblemError } from '../problem.js';

/** Thrown where a page crashed or hung over the same work twice. */
export class TooMuchForBrowser extends ProblemError {}
