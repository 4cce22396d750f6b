import { join } from 'node:path';
import type { LendPage } from '../../browser/lend-page.js';
import { writeWhole } from '../../files/files.js';
import type { Excerpt } from '../../note/excerpt.js';
import type { Settings } from '../../options/options.js';
import type { Warned } from '../../problem.js';
import { digest } from '../cache/digest.js';
import type { Facts, FileState } from '../cache/manifest.js';
import { deckFacts, type OutputKind, sheetFacts } from '../report.js';
import { supervised } from './supervised.js';

export interface MakeContext {
  /** Absolute path of the output folder; null to find problems only. */
  readonly out: string | null;
  readonly lend: LendPage;
  /** Settles when the manifest says that this output is being made: no file changes before. */
  readonly announced: Promise<void>;
}

/** What is to be made. */
export interface MakeRequest {
  readonly kind: OutputKind;
  readonly excerpt: Excerpt;
  /** Path without ending, below the output folder. */
  readonly stem: string;
  readonly settings: Settings;
}

/** An output as it now is on disk. */
export interface MadeOutput {
  /** The main file last. */
  readonly files: readonly FileState[];
  readonly facts: Facts;
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
export async function makeOutput(request: MakeRequest, context: MakeContext): Promise<Warned<MadeOutput>> {
  const started = performance.now();
  const make = request.kind === 'sheet' ? sheet : deck;
  const { value, problems } = await supervised(request.excerpt, context.lend, (lend) => make(request, lend));
  await context.announced;
  const files: FileState[] = [];
  // Extras first: where the main file is, all of them are.
  for (const { ending, content } of context.out === null ? [] : [...value.extras, value.file]) {
    files.push(await written(context.out ?? '', request.stem + ending, content));
  }
  const facts = { ms: Math.round(performance.now() - started), ...value.facts };
  return { value: { files, facts }, problems };
}

async function written(out: string, path: string, content: string | Uint8Array): Promise<FileState> {
  const mtimeMs = await writeWhole(join(out, path), content);
  return { path, bytes: Buffer.byteLength(content), mtimeMs, hash: digest(content) };
}

async function sheet({ excerpt, settings }: MakeRequest, lend: LendPage): Promise<Warned<Made>> {
  const { renderSheet } = await import('../../sheet/render-sheet.js');
  const { value, problems } = await renderSheet(excerpt, settings, lend);
  const extras = value.png ? [{ ending: '.png', content: value.png }] : [];
  const file = { ending: '.pdf', content: value.pdf };
  return { value: { facts: sheetFacts(value), file, extras }, problems };
}

async function deck({ excerpt, settings }: MakeRequest, lend: LendPage): Promise<Warned<Made>> {
  const { renderDeck } = await import('../../deck/render-deck.js');
  const { value, problems } = await renderDeck(excerpt, settings, lend);
  // A section's sheet already has the name `<section>.pdf`.
  const ending = excerpt.isWhole ? '.pdf' : '.slides.pdf';
  const extras = value.pdf ? [{ ending, content: value.pdf }] : [];
  return {
    value: { facts: deckFacts(value), file: { ending: '.html', content: value.html }, extras },
    problems,
  };
}
