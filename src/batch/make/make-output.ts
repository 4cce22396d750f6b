import type { Note } from '../../model.js';
import { type Excerpt, sectionOf, wholeNote } from '../../note/excerpt.js';
import type { Settings } from '../../options/options.js';
import { mergeSettings } from '../../options/settings.js';
import type { WithPage } from '../../page/render-page.js';
import { error, type Problem, ProblemError } from '../../problem.js';
import { boundProblems } from '../bound-problems.js';
import type { FileState, OutputRecord } from '../cache/manifest.js';
import type { NoteCache } from '../cache/note-cache.js';
import type { OutputCache } from '../cache/output-cache.js';
import type { Job } from '../plan/plan-note.js';
import { withoutNotePath } from '../problem-paths.js';
import type { Run } from '../run.js';
import { recordOf } from './current-record.js';

export interface MakeContext {
  /** Options of this run; the rest of an output's settings is what its note and the config say. */
  readonly given: Partial<Settings>;
  readonly forNote: Run['forNote'];
  readonly cache: OutputCache;
  /** False to find problems only. */
  readonly write: boolean;
  readonly notes: NoteCache;
  readonly withPage: WithPage;
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
  { given, forNote, cache, write, notes, withPage, announced }: MakeContext,
): Promise<OutputRecord> {
  const { note, settings: ofNote } = await notes.take(job.note.file, job.note.outline.source);
  const excerpt = excerptOf(job, note);
  if (excerpt === null) {
    cache.setNote(job.note.source, null);
    throw new ProblemError(noSuchSection(job));
  }
  // Not the settings that the job was planned with: they may come from a manifest, which is no note.
  const settings = mergeSettings(forNote(note.file), ofNote, given);
  const started = performance.now();
  // With the trees that it walks, a start that makes nothing would load it for nothing.
  const { makeFiles } = await import('../../outputs/make-files.js');
  const { value, problems } = await makeFiles(job.kind, excerpt, settings, withPage);
  await announced;
  const files: FileState[] = [];
  for (const { ending, content } of write ? value.files : []) {
    files.push(await cache.write(job.stem + ending, content));
  }
  const facts = { ms: Math.round(performance.now() - started), ...value.facts };
  const own = boundProblems(withoutNotePath(problems, note.file), '');
  return { ...recordOf(job), key: job.key, files, facts, problems: own };
}

/** null where the note has no such section. */
function excerptOf({ part }: Job, note: Note): Excerpt | null {
  return part.section === null ? wholeNote(note) : sectionOf(note, part.section);
}

/** The outline came from a manifest, and is not that of the note. */
function noSuchSection({ part, note }: Job): Problem {
  const hint = 'Run again: its outline is read anew.';
  return error(`the note has no section "${part.section}"`, { file: note.file }, hint);
}
