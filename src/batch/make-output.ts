import { join } from 'node:path';
import type { LendPage } from '../browser/lend-page.js';
import { shownPath, writeWhole } from '../files.js';
import type { Note } from '../model.js';
import { type Problem, type Warned, warning } from '../problem.js';
import type { Job } from './plan-note.js';
import { refuseEndless } from './refuse-endless.js';
import { deckFacts, type Output, sheetFacts } from './report.js';

export interface MakeContext {
  readonly cwd: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly lend: LendPage;
  /** False to find problems only. */
  readonly write: boolean;
}

interface Made {
  readonly facts: ReturnType<typeof sheetFacts> | ReturnType<typeof deckFacts>;
  readonly file: MadeFile;
  readonly extras: readonly MadeFile[];
}

interface MadeFile {
  readonly ending: string;
  readonly content: string | Uint8Array;
}

/**
 * Renders one output and writes it.
 *
 * @throws ProblemError when it cannot be made or written
 */
export async function makeOutput(job: Job, context: MakeContext): Promise<Warned<Output>> {
  const started = performance.now();
  refuseEndless(job.note, job.section);
  const refused: Problem[] = [];
  const lend: LendPage = (work, needs = {}) =>
    context.lend(work, { ...needs, onRefused: (url) => refused.push(refusal(url, job.note)) });
  const { value, problems } = await (job.kind === 'sheet' ? sheet(job, lend) : deck(job, lend));
  const place = (ending: string): string => join(context.out, `${job.stem}${ending}`);
  if (context.write) {
    // Extras first: where the main file is, all of them are.
    for (const { ending, content } of [...value.extras, value.file]) await writeWhole(place(ending), content);
  }
  const output: Output = {
    kind: job.kind,
    note: job.name,
    section: job.section?.id ?? null,
    file: shownPath(place(value.file.ending), context.cwd),
    bytes: Buffer.byteLength(value.file.content),
    ms: Math.round(performance.now() - started),
    cached: false,
    ...value.facts,
    extras: value.extras.map(({ ending }) => shownPath(place(ending), context.cwd)),
  };
  return { value: output, problems: [...problems, ...refused] };
}

async function sheet({ note, section, settings }: Job, lend: LendPage): Promise<Warned<Made>> {
  const { renderSheet } = await import('../sheet/render-sheet.js');
  const { value, problems } = await renderSheet(note, section, settings, lend);
  const extras = value.png ? [{ ending: '.png', content: value.png }] : [];
  const file = { ending: '.pdf', content: value.pdf };
  return { value: { facts: sheetFacts(value), file, extras }, problems };
}

async function deck({ note, section, settings }: Job, lend: LendPage): Promise<Warned<Made>> {
  const { renderDeck } = await import('../deck/render-deck.js');
  const { value, problems } = await renderDeck(note, section, settings, lend);
  // A section's sheet already has the name `<section>.pdf`.
  const ending = section ? '.slides.pdf' : '.pdf';
  const extras = value.pdf ? [{ ending, content: value.pdf }] : [];
  return {
    value: { facts: deckFacts(value), file: { ending: '.html', content: value.html }, extras },
    problems,
  };
}

/** The note asked for something outside itself, and did not get it. */
function refusal(url: string, note: Note): Problem {
  const shown = url.length > 100 ? `${url.slice(0, 99)}…` : url;
  const lines = note.source.split('\n');
  const index = lines.findIndex((line) => line.includes(url) || line.includes(url.replace(/\/$/, '')));
  const hint = 'Save what it shows beside the note and point to the file.';
  return warning(`not loaded: ${shown}`, { file: note.file, line: index < 0 ? null : index + 1 }, hint);
}
