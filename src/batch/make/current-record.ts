import { type OutputRecord, recordId } from '../cache/manifest.js';
import type { OutputCache } from '../cache/output-cache.js';
import type { Job } from '../plan/plan-note.js';

/** The record of an output that need not be made again, brought up to date; or null. */
export async function currentRecord(job: Job, cache: OutputCache): Promise<OutputRecord | null> {
  const known = cache.output(recordId(job.kind.name, job.stem));
  if (known === null || known.key !== job.key || known.source !== job.note.source) return null;
  // What it has to say names lines, which are others by now.
  const namesLines =
    known.problems.length > 0 || (known.facts !== null && job.kind.droppedOf(known.facts).length > 0);
  if (namesLines && known.line !== job.part.line) return null;
  const record = await cache.intact(known);
  if (record === null) return null;
  const fresh = { ...record, ...recordOf(job) };
  if (JSON.stringify(fresh) !== JSON.stringify(known)) cache.setOutput(fresh);
  return fresh;
}

/** What a record says of the job itself. */
export function recordOf({ kind, note, part, stem, order }: Job) {
  const { section, title, line } = part;
  return {
    kind: kind.name,
    stem,
    source: note.source,
    note: note.name,
    noteTitle: note.outline.title,
    section,
    sectionTitle: section === null ? null : title,
    order,
    line,
  };
}
