import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../src/browser/browser-session.js';
import { type Note, type RenderSheetOptions, readNote, renderDeck, renderSheet } from '../src/index.js';
import { readPdf } from './pdf/read-pdf.js';

const GUIDE = readFileSync(new URL('../docs/theming.md', import.meta.url), 'utf8');
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>`;
const FONT = new URL(
  '../node_modules/@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2',
  import.meta.url,
);

/** Every style sheet of a part of the guide. */
function stylesIn(from: string, to: string): string {
  const part = GUIDE.slice(GUIDE.indexOf(`\n## ${from}`), GUIDE.indexOf(`\n## ${to}`));
  return [...part.matchAll(/```css\n([\s\S]*?)```/g)].map(([, css]) => css).join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'cribsheet theming '));
const session = new BrowserSession({ browser: null, size: 1 });
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

const NOTE = `# Queues
${Array.from(
  { length: 9 },
  (_, i) => `
## Queue ${i + 1}

- it **decouples** producers from consumers, at least once and with retries
- a message is *hidden* for the visibility timeout, which is thirty seconds
- \`ReceiveMessage\` waits for up to twenty seconds: long polling
`,
).join('')}`;

let note: Note;
beforeAll(async () => {
  writeFileSync(join(folder, 'queues.md'), NOTE);
  writeFileSync(join(folder, 'logo.svg'), LOGO);
  writeFileSync(join(folder, 'my-font.woff2'), readFileSync(FONT));
  note = (await readNote(join(folder, 'queues.md'))).value.note;
});

function style(name: string, css: string): string {
  writeFileSync(join(folder, name), css);
  return join(folder, name);
}

const sheet = (options: RenderSheetOptions) => renderSheet(note, null, options, session.withPage);
const deck = (css: readonly string[], logo: string | null = null) =>
  renderDeck(note, null, { css, logo }, session.withPage);

/** What a browser makes of some properties of an element of a deck. */
function lookOf(html: string, selector: string, property: string): Promise<string> {
  return session.withPage(async (page) => {
    await page.open(html);
    return page.run(
      (wanted, name) =>
        getComputedStyle(document.querySelector(wanted) ?? document.body).getPropertyValue(name),
      selector,
      property,
    );
  });
}

describe('docs/theming.md, followed step by step', () => {
  const css = () => style('my-style.css', stylesIn('Step by step', 'Properties'));

  it('gives a sheet in another font on one page, without a problem', async () => {
    const { value, problems } = await sheet({ css: [css()], logo: join(folder, 'logo.svg') });
    expect(problems).toEqual([]);
    const pdf = await readPdf(value.pdf);
    expect(pdf.pages).toBe(1);
    expect(pdf.fonts.map(({ name }) => name).join()).toMatch(/NotoSans/);
    expect(value.fit.points.kept).toBe(value.fit.points.total);
  });

  it('gives a deck in which nothing overflows, in its colours and its font', async () => {
    const { value, problems } = await deck([css()], join(folder, 'logo.svg'));
    expect(problems).toEqual([]);
    expect(value.overflowing).toBe(0);
    expect(await lookOf(value.html, 'body', 'background-color')).toBe('rgb(255, 250, 240)');
    expect(await lookOf(value.html, '.card', 'font-family')).toMatch(/^"?Noto Sans"?,/);
    expect(value.html).toMatch(/@font-face\s*{[^}]*Noto Sans/);
    expect(value.html).toMatch(/\.card > \.logo {[^}]*data:image\/svg\+xml/);
  });

  it('names only properties that a style sheet of ours reads', () => {
    const ours = ['sheet/sheet.css', 'deck/deck.css', 'deck/deck-content.css']
      .map((name) => readFileSync(new URL(`../templates/${name}`, import.meta.url), 'utf8'))
      .concat(
        ['compose/render-html.ts', '../deck/document/theme.ts'].map((name) =>
          readFileSync(new URL(`../src/sheet/${name}`, import.meta.url), 'utf8'),
        ),
      )
      .join('\n');
    const table = GUIDE.slice(GUIDE.indexOf('\n## Properties'), GUIDE.indexOf('\n## Where'));
    const names = [...table.matchAll(/^\| (`--.*?) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/--[\w-]+/g) ?? [],
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !ours.includes(`var(${name}`))).toEqual([]);
  });
});

describe('a style sheet on top', () => {
  it('is measured: more room makes the type of a sheet smaller', async () => {
    const roomy = style('roomy.css', '.service li { padding-bottom: 0.6em }');
    const paper = 'a6';
    const [plain, own] = [await sheet({ paper }), await sheet({ paper, css: [roomy] })];
    expect(own.value.fit.xHeightMm).toBeLessThan(0.9 * plain.value.fit.xHeightMm);
    expect(own.value.fit.pages).toBe(1);
  });

  it('is measured: more room makes more slides, and none overflows', async () => {
    const roomy = style('roomy-deck.css', '.slide-body li { margin-top: 150px; font-size: 60px }');
    const [plain, own] = [await deck([]), await deck([roomy])];
    expect(own.value.slides).toBeGreaterThan(plain.value.slides);
    expect(own.value.overflowing).toBe(0);
  });

  it('that says nothing changes nothing', async () => {
    const nothing = style('nothing.css', '/* soon */ @supports (display: grid) { .none { color: red } }');
    const [plain, own] = [await sheet({}), await sheet({ css: [nothing] })];
    expect(own.value.fit).toEqual({ ...plain.value.fit, layouts: own.value.fit.layouts });
    const paint = async (pdf: Uint8Array) => (await readPdf(pdf)).painted;
    expect(await paint(own.value.pdf)).toEqual(await paint(plain.value.pdf));
    expect((await deck([nothing])).value.slides).toBe((await deck([])).value.slides);
  });

  it('may bring a font whose letters are smaller, and the type keeps to its floor', async () => {
    const css = `@font-face { font-family: "My Font"; src: url("my-font.woff2"); size-adjust: 70% }
      html { --text-font: "My Font" }`;
    const { value } = await sheet({ css: [style('small.css', css)], paper: 'a6', columns: 1 });
    expect(value.fit.xHeightMm).toBeGreaterThanOrEqual(1.198);
    expect((await readPdf(value.pdf)).fonts.map(({ name }) => name).join()).toMatch(/NotoSans/);
  });

  it('cannot take the page from the fit', async () => {
    const css =
      'main, .paper { font-size: 40px !important; width: 50px !important; line-height: 9 !important }';
    const { value } = await sheet({ css: [style('rude.css', css)] });
    expect(value.fit.pages).toBe(1);
  });
});
