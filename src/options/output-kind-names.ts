/**
 * The names of the kinds of output, in the order in which they are made and listed. `src/outputs/` has
 * a record for each; the option table speaks of them by name.
 */
export const OUTPUT_KIND_NAMES = ['sheet', 'deck', 'cards'] as const;

/** The name of a kind of output. */
export type OutputKindName = (typeof OUTPUT_KIND_NAMES)[number];
