import { join } from 'node:path';
import type { LendPage } from '../../browser/lend-page.js';
import { writeWhole } from '../../files/files.js';
import type { Note } from '../../model.js';
import { type Excerpt, sectionOf, wholeNote } from '../../note/excerpt.js';
import { makeFiles } from '../../outputs/make-files.js';
import { digest } from '../cache/digest.js';
import type { FileState, OutputRecord } from '../cache/manifest.js';
import type { NoteCache } from '../cache/note-cache.js';
import type { Job } from '../plan/plan-note.js';
import { withoutNotePath } from '../problem-paths.js';
import { recordOf } from './current-record.js';

export interface MakeContext {
  /** Absolute path of the output folder; null to find problems only. */
  readonly out: string | null;
  readonly notes: NoteCache;
  readonly lend: LendPage;
  /** Settles when the manifest says that this output is being made: no file changes before. */
  readonly announced: Promise<void>;
}

/**
 * Renders one output and writes its files.
 *
 * @returns its record for the manifest
 * @throws ProblemError when it cannot be made or written
 */
export async function makeOutput(
  job: Job,
  { out, notes, lend, announced }: MakeContext,
): Promise<OutputRecord> {
  const { note } = await notes.take(job.note.file, job.note.outline.source);
  const started = performance.now();
  const { value, problems } = await makeFiles(job.kind, excerptOf(job, note), job.settings, lend);
  await announced;
  const files: FileState[] = [];
  for (const { ending, content } of out === null ? [] : value.files) {
    files.push(await written(out ?? '', job.stem + ending, content));
  }
  const facts = { ms: Math.round(performance.now() - started), ...value.facts };
  return { ...recordOf(job), key: job.key, files, facts, problems: withoutNotePath(problems, note.file) };
}

function excerptOf({ part }: Job, note: Note): Excerpt {
  return (part.section === null ? null : sectionOf(note, part.section)) ?? wholeNote(note);
}

async function written(out: string, path: string, content: string | Uint8Array): Promise<FileState> {
  const mtimeMs = await writeWhole(join(out, path), content);
  return { path, bytes: Buffer.byteLength(content), mtimeMs, hash: digest(content) };
}
