import { describe, expect, it } from 'vitest';
import { enrichContext } from '../../src/html/enrich-context.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import type { WithPage } from '../../src/page/render-page.js';
import { renderSheetHtml } from '../../src/sheet/compose/render-html.js';

const withoutPages: WithPage = () => Promise.reject(new Error('no image is to be decoded'));

async function flaggedTexts(text: string): Promise<string[]> {
  const note = parseNote(`# A\n\n${text}`, 'note.md').value;
  const html = await renderSheetHtml(
    wholeNote(note),
    DEFAULTS,
    enrichContext(note, withoutPages, () => undefined),
  );
  return [...html.matchAll(/<p\b[^>]*class="flagged"[^>]*>(.*?)<\/p>/g)].map(([, inner = '']) =>
    inner.replace(/<[^>]+>/g, ''),
  );
}

describe('a lead in bold', () => {
  it('that names a tip, a trap or a limit marks its point', async () => {
    const text =
      '- **Exam tip:** read twice\n- **Limit**: ten\n- **Limits of growth** is a book\n\n**Trap:** a paragraph\n';
    expect(await flaggedTexts(text)).toEqual(['Exam tip: read twice', 'Limit: ten', 'Trap: a paragraph']);
  });

  it('does so in other languages', async () => {
    const leads = ['Prüfungstipp:', 'Piège :', 'Límite:', '注意：', 'Важно:', 'Uwaga!'];
    const text = leads.map((lead) => `- **${lead}** x`).join('\n');
    expect(await flaggedTexts(text)).toEqual(leads.map((lead) => `${lead} x`));
  });

  it('of another kind marks nothing', async () => {
    expect(await flaggedTexts('- **Shard**: a unit\n- Exam tip without stress\n')).toEqual([]);
  });
});
