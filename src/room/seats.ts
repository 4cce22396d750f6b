import type { Session } from '../session/session.js';
import type { Role, ToGuest } from './messages.js';

/** A page in the room, by whatever it is connected. */
export interface Guest {
  readonly send: (text: string) => void;
}

export interface Seat {
  readonly device: string;
  /** Hash of the presenter's secret that it came with; null for a member. */
  readonly key: string | null;
}

/** Who is in the room, and as what. */
export class Seats {
  readonly #session: Pick<Session, 'driver'>;
  readonly #seats = new Map<Guest, Seat>();

  /** @param session says which presenter moves the slides */
  constructor(session: Pick<Session, 'driver'>) {
    this.#session = session;
  }

  take(guest: Guest, seat: Seat): void {
    this.#seats.set(guest, seat);
  }

  leave(guest: Guest): void {
    this.#seats.delete(guest);
  }

  of(guest: Guest): Seat | undefined {
    return this.#seats.get(guest);
  }

  roleOf({ key }: Pick<Seat, 'key'>): Role {
    if (key === null) return 'member';
    return key === this.#session.driver ? 'driver' : 'standby';
  }

  isDriver(guest: Guest): boolean {
    const seat = this.#seats.get(guest);
    return seat !== undefined && this.roleOf(seat) === 'driver';
  }

  /** Whether the presenter who moves the slides is here. */
  isDriven(): boolean {
    return [...this.#seats.values()].some((seat) => this.roleOf(seat) === 'driver');
  }

  hasPresenter(): boolean {
    return [...this.#seats.values()].some(isPresenter);
  }

  /** Devices of members; one that follows in two windows counts once. */
  membersHere(): number {
    const members = [...this.#seats.values()].filter((seat) => !isPresenter(seat));
    return new Set(members.map(({ device }) => device)).size;
  }

  tell(message: ToGuest, isMeant: (seat: Seat, guest: Guest) => boolean): void {
    const text = JSON.stringify(message);
    for (const [guest, seat] of this.#seats) if (isMeant(seat, guest)) guest.send(text);
  }

  /** Tells each presenter what it is now. */
  tellRoles(): void {
    for (const [guest, seat] of this.#seats)
      if (isPresenter(seat)) say(guest, { type: 'role', role: this.roleOf(seat) });
  }
}

export function isPresenter({ key }: Seat): boolean {
  return key !== null;
}

export function say(guest: Guest, message: ToGuest): void {
  guest.send(JSON.stringify(message));
}
