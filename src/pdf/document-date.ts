/**
 * `SOURCE_DATE_EPOCH` (reproducible-builds.org), else the note's own date, `2026-11-25`, else none: the same
 * input gives the same bytes, and no date is made up.
 */
export function documentDate(noteDate: string | null): Date | null {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  if (process.env.SOURCE_DATE_EPOCH && Number.isFinite(epoch)) return new Date(epoch * 1000);
  return noteDate === null ? null : new Date(`${noteDate}T00:00:00Z`);
}
