import type { Warned } from '../../problem.js';

/**
 * Gives a document that was composed before, or composes it.
 *
 * @param key tells it from others of the same excerpt of the same text
 */
export type ComposedOnce = (key: string, compose: () => Promise<Warned<string>>) => Promise<Warned<string>>;

/** For outputs that are made once. */
export const COMPOSED_ANEW: ComposedOnce = (_key, compose) => compose();
