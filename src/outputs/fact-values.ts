import * as v from 'valibot';

// Of these are the schemas made by which a manifest is checked: what is in it may be a stranger's.

export { array, nullable, object, picklist } from 'valibot';

/** Text that people read: on one line, whatever is in it. */
export const words = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')),
);

/** A size, a share, a time. */
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A line or a column of a file, from 1. */
export const place = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
