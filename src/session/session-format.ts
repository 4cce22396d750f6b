import * as v from 'valibot';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import type { Session } from './session.js';

/** Says that a file is a session of ours, and of which form. */
const FORMAT = 'session 1';

const name = v.pipe(v.string(), v.maxLength(1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const device = v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/));
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const PLACE = v.strictObject({
  slide: name,
  recall: v.boolean(),
  terms: v.pipe(v.array(count), v.maxLength(ROOM_LIMITS.terms), v.readonly()),
  step: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(10_000)),
  answered: v.boolean(),
  ranking: v.boolean(),
});

/** Pairs, since a section may be called `constructor`, which valibot's records refuse. */
const pairs = <Value>(value: v.GenericSchema<Value>) => v.array(v.tuple([name, value]));
const ballots = <Vote>(vote: v.GenericSchema<Vote>) => pairs(v.record(device, vote));

/** What is kept of a session. A file may come from anybody: it is checked, and nothing in it is a path or HTML. */
const SAVED = v.object({
  cribsheet: v.literal(FORMAT),
  title: v.string(),
  started: v.pipe(v.string(), v.isoTimestamp()),
  keys: v.pipe(v.array(key), v.maxLength(ROOM_LIMITS.presenterKeys)),
  driver: v.nullable(key),
  place: PLACE,
  times: pairs(count),
  verdicts: ballots(v.picklist(['got', 'shaky'])),
  choices: ballots(v.pipe(count, v.maxValue(ROOM_LIMITS.options - 1))),
  closed: v.array(name),
});

export function sessionText(session: Session): string {
  const { times, verdicts, choices, closed, ...rest } = session;
  const saved: v.InferOutput<typeof SAVED> = {
    cribsheet: FORMAT,
    ...rest,
    place: { ...rest.place, terms: [...rest.place.terms] },
    times: [...times],
    verdicts: plain(verdicts),
    choices: plain(choices),
    closed: [...closed],
  };
  return `${JSON.stringify(saved)}\n`;
}

/** The session in a file's text; null where it is none. */
export function parseSession(text: string): Session | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const { success, output } = v.safeParse(SAVED, raw);
  if (!success) return null;
  const { cribsheet: _format, times, verdicts, choices, closed, ...rest } = output;
  return {
    ...rest,
    times: new Map(times),
    verdicts: mapped(verdicts),
    choices: mapped(choices),
    closed: new Set(closed),
  };
}

function plain<Vote>(all: ReadonlyMap<string, ReadonlyMap<string, Vote>>): [string, Record<string, Vote>][] {
  return [...all].map(([on, votes]) => [on, Object.fromEntries(votes)]);
}

function mapped<Vote>(
  all: readonly (readonly [string, Readonly<Record<string, Vote>>])[],
): Map<string, Map<string, Vote>> {
  return new Map(all.map(([on, votes]) => [on, new Map(Object.entries(votes))]));
}
