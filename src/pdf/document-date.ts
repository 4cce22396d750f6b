/** A PDF needs a date; a note without one gets this, so that the same input gives the same bytes. */
const NO_DATE = '2000-01-01';

/** `SOURCE_DATE_EPOCH` (reproducible-builds.org), else the note's own date, `2026-11-25`. */
export function documentDate(noteDate: string | null): Date {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  if (process.env.SOURCE_DATE_EPOCH && Number.isFinite(epoch)) return new Date(epoch * 1000);
  return new Date(`${noteDate ?? NO_DATE}T00:00:00Z`);
}
