import { describe, expect, it } from 'vitest';
import { enrichContext } from '../../src/html/enrich-context.js';
import { htmlOf } from '../../src/html/to-html.js';
import { parseNote } from '../../src/note/parse-note.js';
import type { WithPage } from '../../src/page/render-page.js';
import { composeBody } from '../../src/sheet/compose/compose.js';

const withoutPages: WithPage = () => Promise.reject(new Error('no image is to be decoded'));

async function leastWidths(table: string): Promise<number[]> {
  const note = parseNote(`# A\n\n${table}`, 'note.md').value;
  const [section] = note.sections;
  if (!section) throw new Error('no section');
  const context = enrichContext(note, withoutPages, () => undefined);
  const html = htmlOf(await composeBody(section, context, 'h2', 'ltr'));
  return [...html.matchAll(/min-width:([\d.]+)em/g)].map(([, em]) => Number(em));
}

describe('the least width of a column', () => {
  const long = 'a text of many words that goes on and on and takes all the width that it can get';

  it('goes by its own longest text, up to a bound', async () => {
    const [name = 0, kind = 0, empty = 0, notes = 0] = await leastWidths(
      `| n | kind of it | | notes |\n|---|---|---|---|\n| ab | a stream of data | | ${long} |\n`,
    );
    expect(kind).toBeGreaterThan(name);
    expect(kind).toBeCloseTo(notes, 5);
    expect(empty).toBe(0);
  });

  it('leaves all columns together narrower than a column of the sheet', async () => {
    const widths = await leastWidths(
      `|${` ${long} |`.repeat(8)}\n|${'---|'.repeat(8)}\n|${' x |'.repeat(8)}\n`,
    );
    expect(widths).toHaveLength(8);
    expect(widths.reduce((sum, em) => sum + em, 0)).toBeLessThan(12);
  });
});
