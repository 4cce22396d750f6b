/** What a member says of a section. */
export type Verdict = 'got' | 'shaky';

/** What the presenter shows: all that another screen needs to show the same. */
export interface ShownPlace {
  /** Id of the slide; empty before the presenter has come. */
  readonly slide: string;
  /** Whether the terms are hidden. */
  readonly recall: boolean;
  /** The terms open on this slide, as indexes among all terms of the deck. */
  readonly terms: readonly number[];
  /** How many parts of the slide that appear one after another are there; -1 where all are. */
  readonly step: number;
  /** Whether the answer on this slide is open. */
  readonly answered: boolean;
  /** Whether the ranking of sections lies over the slide. */
  readonly ranking: boolean;
}

/** Votes by what was voted on (section, question) and by device. */
export type Ballots<Vote> = Map<string, Map<string, Vote>>;

/** All that a room must know again after a restart. A device is a random id; nobody has a name. */
export interface Session {
  /** The deck's title. */
  readonly title: string;
  /** ISO date and time. */
  readonly started: string;
  /** SHA-256 of the secrets that make a presenter, the oldest first. */
  readonly keys: string[];
  /** The one of them that moves the slides now. */
  driver: string | null;
  place: ShownPlace;
  /** Milliseconds spent on each section. */
  readonly times: Map<string, number>;
  readonly verdicts: Ballots<Verdict>;
  /** Index of the option that was chosen. */
  readonly choices: Ballots<number>;
  /** Questions that take no more votes. */
  readonly closed: Set<string>;
}

export const NOWHERE: ShownPlace = {
  slide: '',
  recall: false,
  terms: [],
  step: -1,
  answered: false,
  ranking: false,
};

export function newSession(title: string, started: Date): Session {
  return {
    title,
    started: started.toISOString(),
    keys: [],
    driver: null,
    place: NOWHERE,
    times: new Map(),
    verdicts: new Map(),
    choices: new Map(),
    closed: new Set(),
  };
}

/** The later vote of a device counts. */
export function castVote<Vote>(ballots: Ballots<Vote>, on: string, device: string, vote: Vote): void {
  const votes = ballots.get(on);
  if (votes) votes.set(device, vote);
  else ballots.set(on, new Map([[device, vote]]));
}
