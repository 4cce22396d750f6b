import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import type { Session } from '../session/session.js';

/** 128 bits: nobody finds it by trying, so its hash may lie in a file that people hand on. */
const SECRET_BYTES = 16;

interface HandOver {
  readonly hash: string;
  readonly untilMs: number;
}

/** Who may present: secrets, of which only hashes are kept, and links that are used once. */
export class PresenterKeys {
  readonly #session: Session;
  readonly #now: () => number;
  #handOver: HandOver | null = null;

  constructor(session: Session, now: () => number = Date.now) {
    this.#session = session;
    this.#now = now;
  }

  /** A new secret, valid beside those before it; the oldest ends where there are too many. */
  add(): { readonly key: string; readonly hash: string } {
    const key = newSecret();
    const hash = hashOf(key);
    const { keys, driver } = this.#session;
    keys.push(hash);
    while (keys.length > ROOM_LIMITS.presenterKeys) keys.splice(keys[0] === driver ? 1 : 0, 1);
    return { key, hash };
  }

  /** The hash of a valid secret, by which its owner is known; null for any other. */
  check(key: string): string | null {
    const hash = hashOf(key);
    // All are compared, so that the time tells nothing of which was near.
    return this.#session.keys.filter((known) => isSame(known, hash))[0] ?? null;
  }

  /** A link for one other presenter; the one before it ends. */
  offer(): string {
    const token = newSecret();
    this.#handOver = { hash: hashOf(token), untilMs: this.#now() + ROOM_LIMITS.handOverMs };
    return token;
  }

  /** Uses a link up: the secret of the presenter that it makes, null for a link that is none. */
  redeem(token: string): { readonly key: string; readonly hash: string } | null {
    const offered = this.#handOver;
    if (offered === null || !isSame(offered.hash, hashOf(token)) || this.#now() > offered.untilMs)
      return null;
    this.#handOver = null;
    return this.add();
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** In constant time: hashes have one length. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
