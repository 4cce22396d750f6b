import * as v from 'valibot';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import type { Standing } from '../session/ranking.js';
import type { ShownPlace, Verdict } from '../session/session.js';
import { PLACE } from '../session/session-format.js';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const secret = v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/));
/** Names a vote, so that its page knows which one is on disk. */
const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
const option = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(ROOM_LIMITS.options - 1));

const FROM_GUEST = v.variant('type', [
  v.strictObject({
    type: v.literal('hello'),
    device: secret,
    /** Of a presenter. */
    key: v.optional(secret),
    /** Of a presenter who takes over; used once. */
    token: v.optional(secret),
  }),
  v.strictObject({ type: v.literal('place'), place: PLACE }),
  v.strictObject({ type: v.literal('vote'), number, section: id, verdict: v.picklist(['got', 'shaky']) }),
  v.strictObject({ type: v.literal('choose'), number, question: id, option }),
  v.strictObject({ type: v.literal('close'), question: id, closed: v.boolean() }),
  v.strictObject({ type: v.literal('hand-over') }),
  v.strictObject({ type: v.literal('take') }),
]);

/** What a page tells the room. */
export type FromGuest = v.InferOutput<typeof FROM_GUEST>;

/** `standby` has a presenter's secret while another presenter moves the slides. */
export type Role = 'member' | 'standby' | 'driver';

/** Votes for each option of a question, by index. */
export type Tally = readonly number[];

/** What the room tells a page. */
export type ToGuest =
  | {
      readonly type: 'welcome';
      readonly role: Role;
      readonly place: ShownPlace;
      /** This device's own votes. */
      readonly verdicts: Readonly<Record<string, Verdict>>;
      readonly choices: Readonly<Record<string, number>>;
      /** Questions that take no more votes. */
      readonly results: Readonly<Record<string, Tally>>;
      readonly ranking: readonly Standing[];
    }
  | { readonly type: 'place'; readonly place: ShownPlace; readonly ranking?: readonly Standing[] }
  | { readonly type: 'role'; readonly role: Role; readonly key?: string }
  /** Results of a question; null when it takes votes again. */
  | { readonly type: 'results'; readonly question: string; readonly tally: Tally | null }
  /** To presenters only. */
  | {
      readonly type: 'counts';
      /** Members in the room. */
      readonly here: number;
      readonly ranking: readonly Standing[];
      readonly choices: Readonly<Record<string, Tally>>;
      /** Milliseconds on each section. */
      readonly times: Readonly<Record<string, number>>;
    }
  /** A link that makes another presenter, and its QR code as SVG. */
  | { readonly type: 'token'; readonly address: string; readonly qr: string }
  /** The vote of this number is on disk. */
  | { readonly type: 'saved'; readonly number: number }
  | { readonly type: 'refused'; readonly reason: Refusal; readonly number?: number };

export type Refusal = 'unknown' | 'closed' | 'full' | 'presenter-only' | 'key' | 'token' | 'not-saved';

/** A frame's text → the message that it is; null where it is none. */
export function parseMessage(text: string): FromGuest | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const { success, output } = v.safeParse(FROM_GUEST, raw);
  return success ? output : null;
}
