import { describe, expect, it } from 'vitest';
import { enrichContext } from '../../src/html/enrich-context.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import type { WithPage } from '../../src/page/render-page.js';
import { renderSheetHtml } from '../../src/sheet/compose/render-html.js';

const withoutPages: WithPage = () => Promise.reject(new Error('no image is to be decoded'));

async function htmlOf(text: string): Promise<string> {
  const note = parseNote(text, 'note.md').value;
  const html = await renderSheetHtml(
    wholeNote(note),
    DEFAULTS,
    enrichContext(note, withoutPages, () => undefined),
  );
  return html.slice(html.indexOf('<div class="galley">'));
}

const folded = (summary: string, answer: string): Promise<string> =>
  htmlOf(`# A\n\nWhat?\n\n<details>\n<summary>${summary}</summary>\n\n${answer}\n\n</details>\n`);

describe('a fold-out of the name "Answer"', () => {
  it.each(['Answer', 'Show answer', 'Antwort', 'Réponse:', '答案'])(
    '%s opens the line of the answer',
    async (name) => {
      expect(await folded(name, 'B, since two is more')).toMatch(/<div class="answer" data-piece="text"><p/);
    },
  );

  it('says nothing where the answer says it itself', async () => {
    expect(await folded('Answer', 'Correct answer: B')).toContain('class="answer said"');
  });

  it('of another name keeps its line', async () => {
    expect(await folded('Why?', 'Since two is more')).not.toContain('class="answer');
  });
});

describe('a section of the name of its note', () => {
  it('has no bar of its own, but where something stands between', async () => {
    expect(await htmlOf('# Tides\n\n- ebb\n')).toContain('name repeated');
    expect(await htmlOf('---\ntitle: Tides\n---\n\nAn introduction.\n\n# Tides\n\n- ebb\n')).not.toContain(
      'name repeated',
    );
    expect(await htmlOf('---\ntitle: Sea\n---\n\n# Tides\n\n- ebb\n')).not.toContain('name repeated');
  });
});
