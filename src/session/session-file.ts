import { writeWhole } from '../files/write-whole.js';
import type { Session } from './session.js';
import { sessionText } from './session-format.js';

/** Changes of so long go to disk together. */
const GATHER_MS = 40;

/** Keeps a session on disk as it changes: whole or not at all, one writing at a time. */
export class SessionFile {
  readonly #file: string;
  readonly #session: Session;
  /** The writing that has not begun, which takes along all changes until then. */
  #next: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string, session: Session) {
    this.#file = file;
    this.#session = session;
  }

  /**
   * @returns when all that the session holds now is on disk
   * @throws ProblemError when it cannot be written
   */
  readonly save = (): Promise<void> => {
    this.#next ??= this.#write(this.#last);
    return this.#next;
  };

  async #write(last: Promise<void>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    await last.catch(() => undefined);
    const writing = writeWhole(this.#file, sessionText(this.#session)).then(() => undefined);
    this.#last = writing;
    this.#next = null;
    await writing;
  }
}
