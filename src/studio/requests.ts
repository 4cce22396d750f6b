import * as v from 'valibot';
import { OUTPUT_KIND_NAMES } from '../options/output-kind-names.js';

const id = v.pipe(v.string(), v.maxLength(1000));
const excerpt = {
  note: id,
  section: v.nullable(id),
  kind: v.picklist(OUTPUT_KIND_NAMES),
  /** As the person has written them. */
  options: v.record(v.string(), v.union([v.pipe(v.string(), v.maxLength(200)), v.boolean()])),
};

/** What the page may ask for, each with what belongs to it. */
export const REQUESTS = {
  library: v.object({}),
  show: v.object({
    ...excerpt,
    /** The open window: newer work of it ends older. */
    client: id,
    pictureWidthPx: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(4000)),
  }),
  files: v.object({
    ...excerpt,
    /** Of the file that is wanted. */ ending: v.pipe(v.string(), v.maxLength(40)),
  }),
  mark: v.object({
    note: id,
    point: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    mark: v.nullable(v.picklist(['keep', 'skip'])),
  }),
  discard: v.object({ note: id }),
  write: v.object({ note: id, version: id }),
  drop: v.object({ name: v.pipe(v.string(), v.maxLength(200)), text: v.string() }),
  close: v.object({ note: id }),
} as const;

export type RequestName = keyof typeof REQUESTS;

export type RequestBody<Name extends RequestName> = v.InferOutput<(typeof REQUESTS)[Name]>;

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

/** @returns null for a body that is none of that request */
export function checkedBody<Name extends RequestName>(name: Name, body: unknown): RequestBody<Name> | null {
  const checked = v.safeParse(REQUESTS[name], body);
  return checked.success ? (checked.output as RequestBody<Name>) : null;
}
