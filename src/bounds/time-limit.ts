import { createContext, Script } from 'node:vm';

/** Thrown where work was ended because it took too long. */
export class TookTooLong extends Error {}

const CALL = new Script('work()');

const NOTHING = (): void => undefined;

/** Holds the work from the call of the script to its start; to make one for each takes longer than most notes. */
const DOOR: { work: () => void } = { work: NOTHING };
const CONTEXT = createContext(DOOR);

/**
 * Runs synchronous work and ends it after a time, wherever it is: a parser that goes round in circles
 * on a hostile text would otherwise hold up all other notes.
 *
 * @throws TookTooLong after `limitMs`
 * @throws whatever the work throws
 */
export function withinTime<T>(limitMs: number, work: () => T): T {
  let result: { readonly value: T } | null = null;
  DOOR.work = () => {
    DOOR.work = NOTHING;
    result = { value: work() };
  };
  try {
    CALL.runInContext(CONTEXT, { timeout: Math.max(1, Math.ceil(limitMs)) });
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    throw code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? new TookTooLong(`it takes longer than ${limitMs} ms`)
      : failure;
  } finally {
    DOOR.work = NOTHING;
  }
  return (result as unknown as { readonly value: T }).value;
}
