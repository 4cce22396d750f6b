import type { Excerpt } from '../note/excerpt.js';
import type { Settings } from '../options/options.js';
import type { WithPage } from '../page/render-page.js';
import type { Warned } from '../problem.js';
import type { ComposedOnce, OutputKind, Preview } from './output-kind.js';
import { renderWithinLimits } from './render-within-limits.js';

/** The files of one output, not yet written, and what is shown of it. */
export interface MadeFiles extends Preview {
  /** Extras first, the main file last: where the main file is, all of them are. */
  readonly files: readonly { readonly ending: string; readonly content: string | Uint8Array }[];
}

/** @throws ProblemError when the output cannot be made */
export async function makeFiles(
  kind: OutputKind,
  excerpt: Excerpt,
  settings: Settings,
  withPage: WithPage,
): Promise<Warned<MadeFiles>> {
  const { value, problems } = await renderWithinLimits(excerpt, withPage, (pages) =>
    kind.render(excerpt, settings, pages),
  );
  const extras = kind.extras.filter((extra) => extra.isWanted(settings));
  const files = [...extras, kind.main].flatMap((file) => {
    const content = file.contentOf(value);
    return content === null ? [] : [{ ending: file.ending, content }];
  });
  return { value: { files, facts: kind.factsOf(value), shown: kind.shown(value) }, problems };
}

/**
 * The same output for a screen; its files are made when they are wanted.
 *
 * @param once remembers what was composed of this excerpt
 * @throws ProblemError when it cannot be made
 */
export async function makePreview(
  kind: OutputKind,
  excerpt: Excerpt,
  settings: Settings,
  withPage: WithPage,
  once: ComposedOnce,
): Promise<Warned<Preview>> {
  return renderWithinLimits(excerpt, withPage, async (pages) => {
    if (kind.preview) return kind.preview(excerpt, settings, pages, once);
    const { value, problems } = await kind.render(excerpt, { ...settings, ...kind.onScreen }, pages);
    return { value: { facts: kind.factsOf(value), shown: kind.shown(value) }, problems };
  });
}
