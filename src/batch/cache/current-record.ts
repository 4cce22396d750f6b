import { recordOf, type SourcedJob } from '../make/make-all.js';
import { type OutputRecord, recordId } from './manifest.js';
import type { OutputLedger } from './output-ledger.js';

/** The record of an output that need not be made again, brought up to date; or null. */
export async function currentRecord(job: SourcedJob, ledger: OutputLedger): Promise<OutputRecord | null> {
  const known = ledger.output(recordId(job));
  if (known === null || known.key !== job.key || known.source !== job.source) return null;
  // What it has to say names lines, which are others by now.
  const speaks = known.problems.length > 0 || (known.facts?.points?.dropped.length ?? 0) > 0;
  if (speaks && known.line !== job.part.line) return null;
  const record = await ledger.intact(known);
  if (record === null) return null;
  const fresh = { ...record, ...recordOf(job) };
  if (JSON.stringify(fresh) !== JSON.stringify(known)) ledger.setOutput(fresh);
  return fresh;
}
