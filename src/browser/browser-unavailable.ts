import { ProblemError } from '../problem.js';

/** No browser starts: nothing at all can be made. */
export class BrowserUnavailable extends ProblemError {}
