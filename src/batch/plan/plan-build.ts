import { relative, resolve } from 'node:path';
import { readNoteBytes } from '../../files/read-note-text.js';
import { slashed } from '../../files/shown-path.js';
import { mergeSettings } from '../../options/settings.js';
import { type Problem, ProblemError, type Warned } from '../../problem.js';
import type { BaseKeys } from '../cache/base-keys.js';
import { digest } from '../cache/digest.js';
import { parseBytes } from '../cache/load-note.js';
import type { NoteOutline } from '../cache/manifest.js';
import type { NoteCache } from '../cache/note-cache.js';
import type { OutputCache } from '../cache/output-cache.js';
import { failureProblem, unknownSection } from '../failure.js';
import { withNotePath } from '../problem-paths.js';
import type { Run } from '../run.js';
import { outlineNote } from './outline-note.js';
import { nameNotes } from './output-names.js';
import { imagesOf, type Job, logoFile, type PlannedNote, planNote } from './plan-note.js';
import { shareOfJobs } from './shard.js';

/** What planning needs besides the run. */
export interface PlanContext {
  readonly cache: OutputCache;
  readonly notes: NoteCache;
  readonly baseKeys: BaseKeys;
  /** Called before a note is parsed, which waits for it: there will be work for a browser. */
  readonly onChanged: () => Promise<void>;
  /** Told which image files the notes show. */
  readonly onImages: (files: readonly string[]) => void;
}

/** What a build is going to do. */
export interface BuildPlan {
  readonly notes: readonly PlannedNote[];
  /** Of all notes, or this run's share of them; what is up to date is among them. */
  readonly jobs: readonly Job[];
}

/**
 * Plans the outputs of every note. A note that cannot be read is a problem, and the others are planned.
 *
 * @throws the signal's reason when it is aborted
 */
export async function planBuild(
  files: readonly string[],
  run: Run,
  context: PlanContext,
): Promise<Warned<BuildPlan>> {
  const names = nameNotes(files, run.cwd);
  const notes: PlannedNote[] = [];
  const jobs: Job[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    run.signal?.throwIfAborted();
    try {
      const note = await surveyNote(file, names.get(file) ?? 'note', run, context);
      const images = imagesOf(note, run);
      const settings = mergeSettings(run.forNote(resolve(run.cwd, file)), note.outline.settings, run.given);
      const logo = logoFile(note, settings, run);
      context.onImages([...images.values(), logo].filter((image) => image !== null));
      notes.push(note);
      for (const job of planNote(note, images, logo, settings, run.kinds, context.baseKeys)) jobs.push(job);
      for (const problem of withNotePath(note.outline.problems, file)) problems.push(problem);
    } catch (failure) {
      run.signal?.throwIfAborted();
      problems.push(failureProblem(failure, { title: null, file, line: null }));
    }
  }
  for (const problem of unknownSections(notes, run.given.section ?? [])) problems.push(problem);
  const { shard } = run.given;
  return { value: { notes, jobs: shard ? shareOfJobs(jobs, shard) : jobs }, problems };
}

/**
 * A note whose bytes are those of the last build, read in the same way, is not parsed: its outline is in the manifest.
 *
 * @throws ProblemError when the note cannot be read
 */
async function surveyNote(
  file: string,
  name: string,
  run: Run,
  { cache, ...context }: PlanContext,
): Promise<PlannedNote> {
  const { cwd, out } = run;
  const source = slashed(relative(out, resolve(cwd, file)));
  const bytes = await readNoteBytes(file, cwd);
  const hash = digest(bytes);
  const refused = run.refusals.of(file, hash);
  if (refused) throw new ProblemError(refused);
  const known = cache.note(source);
  const outline =
    known?.source === hash && known.asked === run.dialect
      ? known
      : await outlineAnew(bytes, hash, file, run, context);
  if (outline !== known) cache.setNote(source, outline);
  return { file, source, name, outline };
}

async function outlineAnew(
  bytes: Uint8Array,
  hash: string,
  file: string,
  run: Run,
  { notes, onChanged }: Pick<PlanContext, 'notes' | 'onChanged'>,
): Promise<NoteOutline> {
  await Promise.all([onChanged(), import('../../note/parse-note.js')]);
  run.report({ type: 'reading', file });
  try {
    const { value, problems } = await parseBytes(bytes, file, run);
    notes.put(file, hash, value);
    return outlineNote(value.note, { hash, asked: run.dialect }, problems);
  } finally {
    run.report({ type: 'read', file });
  }
}

function unknownSections(notes: readonly PlannedNote[], wanted: readonly string[]): readonly Problem[] {
  const known = notes.flatMap(({ outline }) => outline.parts.flatMap(({ section }) => section ?? []));
  return wanted.filter((id) => !known.includes(id)).map((id) => unknownSection(id, known));
}
