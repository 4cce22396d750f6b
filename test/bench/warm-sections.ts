import type { Note, RenderPage, Section, WithPage } from '../../src/index.js';
import { finishedHtml } from './bench-note.js';
import type { Cribsheet } from './built-package.js';

/** What one more section sheet takes in a process that has made some, and the finished page alone, ms. */
export interface WarmTimes {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** Section by section, ours and bare in turn; one figure a round: the mean over all sections. */
export async function warmSections(
  note: Note,
  withPage: WithPage,
  cribsheet: Cribsheet,
  rounds: number,
): Promise<WarmTimes> {
  const pages = new Map<Section, string>();
  for (const section of note.sections)
    pages.set(section, await finishedHtml(note, section, withPage, cribsheet));
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sums = { ours: 0, bare: 0 };
    for (const [section, html] of pages) {
      sums.ours += await timeOf(() => cribsheet.renderSheet(note, section, {}, withPage));
      sums.bare += await withPage((page) => bareMs(html, page));
    }
    ours.push(sums.ours / pages.size);
    bare.push(sums.bare / pages.size);
  }
  return { ours, bare };
}

/** On a page that is open, as ours is. */
function bareMs(html: string, page: RenderPage): Promise<number> {
  return timeOf(async () => {
    await page.open(html);
    await page.print({ widthMm: 105, heightMm: 148 }, false);
  });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
