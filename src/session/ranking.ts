import type { Session, Verdict } from './session.js';

/** How a group stands with one section. */
export interface Standing {
  /** The section's id. */
  readonly section: string;
  readonly got: number;
  readonly shaky: number;
}

/** From this share of its votes on, a section is shaky. */
const SHAKY_SHARE = 1 / 4;

/** The sections that were voted on, the weakest first; equals in the order given. */
export function ranking(
  { verdicts }: Pick<Session, 'verdicts'>,
  sections: readonly string[],
): readonly Standing[] {
  return sections
    .map((section) => standingOf(section, verdicts.get(section)))
    .filter(({ got, shaky }) => got + shaky > 0)
    .sort((a, b) => weakness(b) - weakness(a));
}

function standingOf(section: string, votes: ReadonlyMap<string, Verdict> = new Map()): Standing {
  const shaky = [...votes.values()].filter((verdict) => verdict === 'shaky').length;
  return { section, got: votes.size - shaky, shaky };
}

/** Worth going through again. */
export function isShaky({ got, shaky }: Standing): boolean {
  return shaky > 0 && shaky / (got + shaky) >= SHAKY_SHARE;
}

/**
 * Laplace's rule of succession: the chance that one more member finds it shaky. One vote of one counts
 * less than eight of ten.
 */
function weakness({ got, shaky }: Standing): number {
  return (shaky + 1) / (got + shaky + 2);
}
