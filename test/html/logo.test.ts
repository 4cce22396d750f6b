import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { build, type RenderSheetOptions, readNote, renderDeck, renderSheet } from '../../src/index.js';
import { noteSettings } from '../../src/options/settings.js';
import { readPdf, type StructNode } from '../pdf/read-pdf.js';
import { temporaryFolder } from '../temporary-folder.js';

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#c8102e"/></svg>`;
const LONG = 'A heading of a length that nobody should give to any section of a note, but somebody does';

function noteWith(logo: string, lang = 'en'): string {
  const sections = Array.from({ length: 7 }, (_, i) => `## ${i} ${LONG}\n\n- it **decouples** ${i}\n`);
  return `---\nlang: ${lang}\nauthor: Ada\ncribsheet:\n  logo: ${logo}\n---\n# Queues\n\n${sections.join('\n')}`;
}

const session = new BrowserSession({ browser: null, size: 1 });
afterAll(() => session.close());

async function sheetOf(file: string, options: RenderSheetOptions = {}) {
  const { note } = (await readNote(file)).value;
  return renderSheet(note, null, options, session.withPage);
}

async function deckOf(file: string) {
  const { note } = (await readNote(file)).value;
  return renderDeck(note, null, {}, session.withPage);
}

function figures(nodes: readonly (StructNode | string)[]): readonly (string | null)[] {
  return nodes.flatMap((node) =>
    typeof node === 'string'
      ? []
      : [...(node.role === 'Figure' ? [node.alt] : []), ...figures(node.children)],
  );
}

/** Pixels of a picture in which red, green and blue differ by more than an eye sees. */
function colouredPixels(png: Uint8Array): number {
  const { data } = PNG.sync.read(Buffer.from(png));
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
    if (Math.max(r, g, b) - Math.min(r, g, b) > 12) count += 1;
  }
  return count;
}

describe('a logo', () => {
  it('stands at the head of the sheet and of a card, with the words of its name', async () => {
    const cwd = await temporaryFolder({ 'a.md': noteWith('uni-bern_logo.svg'), 'uni-bern_logo.svg': LOGO });
    const file = join(cwd, 'a.md');
    const { value, problems } = await sheetOf(file);
    expect(problems).toEqual([]);
    const pdf = await readPdf(value.pdf);
    expect([pdf.pages, figures(pdf.struct)]).toEqual([1, ['uni bern logo']]);
    const { note } = (await readNote(file)).value;
    const card = await renderSheet(note, note.sections[0] ?? null, {}, session.withPage);
    expect(figures((await readPdf(card.value.pdf)).struct)).toEqual(['uni bern logo']);
  });

  it('has no colours in black ink', async () => {
    const cwd = await temporaryFolder({ 'a.md': noteWith('logo.svg'), 'logo.svg': LOGO });
    const [colour, mono] = [
      await sheetOf(join(cwd, 'a.md'), { png: true, paper: 'a6' }),
      await sheetOf(join(cwd, 'a.md'), { png: true, paper: 'a6', ink: 'mono' }),
    ];
    expect(colouredPixels(colour.value.png ?? new Uint8Array())).toBeGreaterThan(200);
    expect(colouredPixels(mono.value.png ?? new Uint8Array())).toBe(0);
  });

  it.each(['en', 'ar'])('is on every slide, once in the file, and over no text (%s)', async (lang) => {
    const cwd = await temporaryFolder({ 'a.md': noteWith('logo.svg', lang), 'logo.svg': LOGO });
    const { value, problems } = await deckOf(join(cwd, 'a.md'));
    expect(problems).toEqual([]);
    expect(value.html.split(Buffer.from(LOGO).toString('base64')).length).toBe(2);
    expect(value.html).toContain('role="img" aria-label="logo"');
    const seen = await session.withPage(async (page) => {
      // Without scripts all slides stand one below the other.
      await page.open(value.html.replace(/<script>[\s\S]*<\/script>/, ''));
      return page.run(() =>
        [...document.querySelectorAll('.card')].map((card) => {
          const logo = card.querySelector(':scope > .logo')?.getBoundingClientRect();
          const slide = card.getBoundingClientRect();
          if (!logo) return 'none';
          const isInside =
            logo.top >= slide.top && logo.left >= slide.left && logo.right <= slide.right && logo.width > 40;
          const words = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let isOver = false;
          while (words.nextNode()) {
            range.selectNodeContents(words.currentNode);
            for (const { left, right, top, bottom } of range.getClientRects())
              isOver ||= left < logo.right && right > logo.left && top < logo.bottom && bottom > logo.top;
          }
          return isOver ? `over ${card.className}` : isInside ? 'beside' : 'outside';
        }),
      );
    });
    expect(seen.length).toBe(value.slides);
    expect(new Set(seen)).toEqual(new Set(['beside']));
  });
});

describe("a note's logo", () => {
  it.each(['/etc/logo.png', 'C:\\logo.png', '\\\\host\\logo.png'])('is no whole path: %s', (logo) => {
    const { value, problems } = noteSettings({ logo }, () => ({ file: 'a.md', line: 3, column: 1 }));
    expect(value).toEqual({});
    expect(problems).toMatchObject([
      { severity: 'warning', line: 3, message: expect.stringContaining('logo cannot be') },
    ]);
  });

  it.each([
    ['../logo.svg', "there is no such file below the note's folder"],
    ['lgo.svg', "there is no such file below the note's folder"],
    ['secret.txt', 'it is of no known image type'],
    ['https://example.com/logo.svg', 'it is not a file beside the note'],
    ['text.png', 'it cannot be read as an image'],
  ])('is read as its pictures are: not %s', async (logo, reason) => {
    const cwd = await temporaryFolder({
      'logo.svg': LOGO,
      'notes/a.md': noteWith(logo),
      'notes/secret.txt': 'secret',
      'notes/text.png': 'secret',
    });
    for (const make of logo.startsWith('..') ? [sheetOf, deckOf] : [sheetOf]) {
      const { value, problems } = await make(join(cwd, 'notes/a.md'));
      expect(problems).toMatchObject([
        { severity: 'warning', line: 5, message: expect.stringContaining(reason) },
      ]);
      if ('html' in value) expect(value.html).not.toContain('class="logo"');
    }
  });
});

describe("a caller's logo", () => {
  it('lies anywhere, and comes before the note’s; one that is not there is an error', async () => {
    const cwd = await temporaryFolder({
      'brand/own.svg': LOGO.replace('#c8102e', '#00aa00'),
      'notes/a.md': noteWith('logo.svg'),
      'notes/logo.svg': LOGO,
    });
    const file = join(cwd, 'notes/a.md');
    const { value } = await sheetOf(file, { logo: join(cwd, 'brand/own.svg') });
    expect(figures((await readPdf(value.pdf)).struct)).toEqual(['own']);
    await expect(sheetOf(file, { logo: join(cwd, 'brand/no.svg') })).rejects.toThrow(
      'the logo "no.svg" is not shown: there is no such file',
    );
  });

  it('is given from the folder of the config, note by note; a new picture makes outputs again', async () => {
    const cwd = await temporaryFolder({
      'cribsheet.config.json': JSON.stringify({
        only: ['sheet'],
        sections: false,
        overrides: [{ files: 'notes/b.md', logo: 'brand/own.svg' }],
      }),
      'brand/own.svg': LOGO,
      'notes/a.md': '# A\n\n- one\n',
      'notes/b.md': '# B\n\n- one\n',
    });
    const call = { cwd, config: join(cwd, 'cribsheet.config.json') };
    const made = async () =>
      (await build(call)).outputs.filter(({ cached }) => !cached).map(({ note }) => note);
    expect(await made()).toEqual(['a', 'b']);
    const pdf = await readPdf(readFileSync(join(cwd, 'output/b/b.sheet.pdf')));
    expect(figures(pdf.struct)).toEqual(['own']);
    expect(figures((await readPdf(readFileSync(join(cwd, 'output/a/a.sheet.pdf')))).struct)).toEqual([]);
    expect(await made()).toEqual([]);
    writeFileSync(join(cwd, 'brand/own.svg'), LOGO.replace('#c8102e', '#00aa00'));
    expect(await made()).toEqual(['b']);
  });
});
