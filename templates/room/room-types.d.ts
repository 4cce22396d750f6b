/** The parts of the deck that a room moves, as `deck.js` hands them over. */
export interface DeckParts {
  readonly stage: {
    readonly slides: readonly HTMLElement[];
    readonly current: () => HTMLElement;
    readonly goTo: (id: string) => void;
    readonly follow: (slide: HTMLElement) => void;
    /** Whatever shows one slide at a time; null where all are one column. */
    readonly deck: () => { nextFragment(): boolean; prevFragment(): boolean } | null;
    readonly onMove: (listener: () => void) => void;
  };
  readonly recall: {
    readonly isOn: () => boolean;
    readonly toggle: (on: boolean) => void;
    readonly reveal: (terms: readonly HTMLElement[]) => void;
  };
  readonly quiz: { readonly answer: () => void };
}

export interface ShownPlace {
  readonly slide: string;
  readonly recall: boolean;
  readonly terms: readonly number[];
  readonly step: number;
  readonly answered: boolean;
  readonly ranking: boolean;
}

export interface Standing {
  readonly section: string;
  readonly got: number;
  readonly shaky: number;
}

export type Role = 'member' | 'standby' | 'driver';
export type Verdict = 'got' | 'shaky';

/** What the page itself says, in the note's language. */
export type RoomWords = Readonly<Record<string, string>>;

/** The messages of `src/room/messages.ts`, and the beat that only says that the room is there. */
export type ToGuest =
  | {
      readonly type: 'welcome';
      readonly role: Role;
      readonly place: ShownPlace;
      readonly verdicts: Readonly<Record<string, Verdict>>;
      readonly choices: Readonly<Record<string, number>>;
      readonly results: Readonly<Record<string, readonly number[]>>;
      readonly ranking: readonly Standing[];
    }
  | { readonly type: 'place'; readonly place: ShownPlace; readonly ranking?: readonly Standing[] }
  | { readonly type: 'role'; readonly role: Role; readonly key?: string }
  | { readonly type: 'results'; readonly question: string; readonly tally: readonly number[] | null }
  | Counts
  | { readonly type: 'token'; readonly address: string; readonly qr: string }
  | { readonly type: 'saved'; readonly number: number }
  | { readonly type: 'refused'; readonly reason: string; readonly number?: number }
  | { readonly type: 'beat' };

export interface Counts {
  readonly type: 'counts';
  readonly here: number;
  readonly ranking: readonly Standing[];
  readonly choices: Readonly<Record<string, readonly number[]>>;
  readonly times: Readonly<Record<string, number>>;
}
