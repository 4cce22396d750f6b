import { toHtml } from 'hast-util-to-html';
import type { LendPage } from '../browser/lend-page.js';
import type { Note, Section, Sheet } from '../model.js';
import type { SheetOptions } from '../options.js';
import type { Warned } from '../problem.js';

/** Stand-in until the sheet is merged: prints the text as it comes. */
export async function renderSheet(
  note: Note,
  section: Section | null,
  options: SheetOptions,
  lend: LendPage,
): Promise<Warned<Sheet>> {
  const body = (section ? [section] : note.sections).map(
    ({ title, body }) => `<h1>${title}</h1>${toHtml([...body])}`,
  );
  const pdf = await lend(async (page) => {
    await page.setContent(body.join('\n'));
    return page.pdf();
  });
  return {
    value: {
      pdf,
      png: options.png ? new Uint8Array([137, 80, 78, 71]) : null,
      fit: {
        pages: 1,
        paper: options.paper,
        orientation: 'portrait',
        columns: 3,
        fontSizePt: 8,
        xHeightMm: 1.5,
        fill: 0.98,
        layouts: 5,
        points: { total: 10, kept: 10, dropped: [] },
      },
    },
    problems: [],
  };
}
