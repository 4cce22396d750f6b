import { ROOM_LIMITS } from '../bounds/room-limits.js';
import { ranking } from '../session/ranking.js';
import { type Ballots, castVote, type Session, type ShownPlace } from '../session/session.js';
import type { DeckOutline } from './deck-outline.js';
import type { FromGuest, Refusal, Tally, ToGuest } from './messages.js';
import { PresenterKeys } from './presenter-keys.js';
import { type Guest, isPresenter, type Seat, Seats, say } from './seats.js';
import { SectionClock } from './section-clock.js';

/** What the room needs of the world. */
export interface RoomWorld {
  /** Keeps the session: resolves when all that it holds now is on disk. */
  readonly save: () => Promise<void>;
  readonly nowMs: () => number;
  /** The room's address with a fragment, and its QR code as SVG. */
  readonly invite: (fragment: string) => { readonly address: string; readonly qr: string };
}

type Of<Type extends FromGuest['type']> = Extract<FromGuest, { readonly type: Type }>;

/** Counts go to the presenters at most so often. */
const COUNTS_MS = 150;

/** One deck, its presenter and members: who moves it, what they vote. Knows no sockets and no files. */
export class Room {
  readonly #deck: DeckOutline;
  readonly #session: Session;
  readonly #world: RoomWorld;
  readonly #keys: PresenterKeys;
  readonly #clock: SectionClock;
  readonly #seats: Seats;
  readonly #devices = new Set<string>();
  #runKey: string | null = null;
  #countsTimer: NodeJS.Timeout | undefined;

  constructor(deck: DeckOutline, session: Session, world: RoomWorld) {
    this.#deck = deck;
    this.#session = session;
    this.#world = world;
    this.#seats = new Seats(session);
    this.#keys = new PresenterKeys(session);
    this.#clock = new SectionClock(session.times, world.nowMs);
    for (const votes of [...session.verdicts.values(), ...session.choices.values()])
      for (const device of votes.keys()) this.#devices.add(device);
  }

  /** A secret for this run's presenter; those of earlier runs stay valid. */
  openToPresenter(): string {
    const { key, hash } = this.#keys.add();
    this.#session.driver ??= hash;
    this.#runKey = hash;
    return key;
  }

  /** Answers a message; nothing but `hello` counts before it. */
  take(guest: Guest, message: FromGuest) {
    if (message.type === 'hello') return this.#enter(guest, message);
    const seat = this.#seats.of(guest);
    if (seat === undefined) return;
    switch (message.type) {
      case 'place':
        return this.#move(guest, message.place);
      case 'vote':
        return this.#vote(guest, seat, message);
      case 'choose':
        return this.#choose(guest, seat, message);
      case 'close':
        return this.#close(guest, message);
      case 'hand-over':
        return this.#offer(guest);
      case 'take':
        return this.#takeOver(guest, seat);
    }
  }

  leave(guest: Guest): void {
    const seat = this.#seats.of(guest);
    this.#seats.leave(guest);
    if (seat && this.#seats.roleOf(seat) === 'driver' && !this.#seats.isDriven()) {
      this.#clock.stop();
      this.#saveSoon();
    }
    this.#recount();
  }

  close(): void {
    clearTimeout(this.#countsTimer);
    this.#clock.stop();
  }

  #enter(guest: Guest, { device, key, token }: Of<'hello'>): void {
    const made = token === undefined ? null : this.#keys.redeem(token);
    const hash = made?.hash ?? (key === undefined ? null : this.#keys.check(key));
    this.#seats.take(guest, { device, key: hash });
    // The address that this run has printed, while the presenter of an earlier run is not here.
    const isFirst = hash !== null && hash === this.#runKey && !this.#seats.isDriven();
    if (made) this.#drives(made.hash);
    else if (isFirst) this.#drives(hash);
    if (token !== undefined && !made) say(guest, { type: 'refused', reason: 'token' });
    else if (key !== undefined && hash === null) say(guest, { type: 'refused', reason: 'key' });
    const { place, verdicts, choices } = this.#session;
    say(guest, {
      type: 'welcome',
      role: this.#seats.roleOf({ key: hash }),
      place,
      verdicts: own(verdicts, device),
      choices: own(choices, device),
      results: Object.fromEntries([...this.#session.closed].map((id) => [id, this.#tally(id)])),
      ranking: this.#ranking(),
    });
    if (made) say(guest, { type: 'role', role: 'driver', key: made.key });
    if (this.#seats.isDriven()) this.#clock.turnTo(this.#deck.sectionOf(place.slide));
    this.#recount();
  }

  /** From now on this presenter moves the slides, and all are told what they are. */
  #drives(hash: string): void {
    this.#session.driver = hash;
    this.#saveSoon();
    this.#seats.tellRoles();
  }

  #move(guest: Guest, place: ShownPlace) {
    if (!this.#seats.isDriver(guest)) return refuse(guest, 'presenter-only');
    if (!this.#deck.hasSlide(place.slide)) return refuse(guest, 'unknown');
    const opened = place.ranking && !this.#session.place.ranking;
    this.#session.place = place;
    this.#clock.turnTo(this.#deck.sectionOf(place.slide));
    const told: ToGuest = { type: 'place', place, ...(opened && { ranking: this.#ranking() }) };
    this.#seats.tell(told, (_seat, other) => other !== guest);
    this.#saveSoon();
    this.#recount();
  }

  #vote(guest: Guest, { device }: Seat, { number, section, verdict }: Of<'vote'>) {
    if (!this.#deck.hasSection(section)) return refuse(guest, 'unknown', number);
    if (!this.#admits(device)) return refuse(guest, 'full', number);
    castVote(this.#session.verdicts, section, device, verdict);
    this.#keep(guest, number);
  }

  #choose(guest: Guest, { device }: Seat, { number, question, option }: Of<'choose'>) {
    if (!this.#deck.hasQuestion(question)) return refuse(guest, 'unknown', number);
    if (this.#session.closed.has(question)) return refuse(guest, 'closed', number);
    if (!this.#admits(device)) return refuse(guest, 'full', number);
    castVote(this.#session.choices, question, device, option);
    this.#keep(guest, number);
  }

  #admits(device: string): boolean {
    if (!this.#devices.has(device) && this.#devices.size >= ROOM_LIMITS.devices) return false;
    this.#devices.add(device);
    return true;
  }

  /** A vote is confirmed when it is on disk, and not before. */
  #keep(guest: Guest, number: number): void {
    this.#recount();
    this.#world.save().then(
      () => say(guest, { type: 'saved', number }),
      () => refuse(guest, 'not-saved', number),
    );
  }

  /** What nobody waits for; that it failed is told to whoever votes. */
  #saveSoon(): void {
    this.#world.save().catch(() => undefined);
  }

  #close(guest: Guest, { question, closed }: Of<'close'>) {
    if (!this.#seats.isDriver(guest)) return refuse(guest, 'presenter-only');
    if (!this.#deck.hasQuestion(question)) return refuse(guest, 'unknown');
    if (closed) this.#session.closed.add(question);
    else this.#session.closed.delete(question);
    this.#seats.tell({ type: 'results', question, tally: closed ? this.#tally(question) : null }, () => true);
    this.#saveSoon();
  }

  #offer(guest: Guest) {
    if (!this.#seats.isDriver(guest)) return refuse(guest, 'presenter-only');
    say(guest, { type: 'token', ...this.#world.invite(`#token=${this.#keys.offer()}`) });
  }

  /** A presenter whose place another has taken takes it back. */
  #takeOver(guest: Guest, { key }: Seat) {
    if (key === null) return refuse(guest, 'presenter-only');
    this.#drives(key);
  }

  #ranking() {
    return ranking(this.#session, this.#deck.sections);
  }

  #tally(question: string): Tally {
    const votes = [...(this.#session.choices.get(question)?.values() ?? [])];
    const length = Math.max(-1, ...votes) + 1;
    return Array.from({ length }, (_, option) => votes.filter((vote) => vote === option).length);
  }

  /** Presenters see the counts as they change, many changes at once. */
  #recount(): void {
    this.#countsTimer ??= setTimeout(() => {
      this.#countsTimer = undefined;
      if (this.#seats.hasPresenter()) this.#seats.tell(this.#counts(), isPresenter);
    }, COUNTS_MS);
  }

  #counts(): ToGuest {
    const { choices, times } = this.#session;
    this.#clock.settle();
    return {
      type: 'counts',
      here: this.#seats.membersHere(),
      ranking: this.#ranking(),
      choices: Object.fromEntries([...choices.keys()].map((id) => [id, this.#tally(id)])),
      times: Object.fromEntries(times),
    };
  }
}

function own<Vote>(ballots: Ballots<Vote>, device: string): Record<string, Vote> {
  return Object.fromEntries(
    [...ballots].flatMap(([on, votes]) => {
      const vote = votes.get(device);
      return vote === undefined ? [] : [[on, vote] as const];
    }),
  );
}

function refuse(guest: Guest, reason: Refusal, number?: number): void {
  say(guest, { type: 'refused', reason, ...(number !== undefined && { number }) });
}
