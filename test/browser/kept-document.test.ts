import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { splitStyles } from '../../src/browser/split-styles.js';
import { makeDeck } from '../../src/deck/make-deck.js';
import { fontCss } from '../../src/html/fonts.js';
import { ASAP } from '../../src/html/typefaces.js';
import { type Excerpt, excerptOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import type { WithPage } from '../../src/page/render-page.js';
import { makeSheet } from '../../src/sheet/make-sheet.js';

/** Two jobs that differ in language, colours, faces and kinds of blocks. */
const SOURCES = [
  '---\ntitle: First\nlang: ar\n---\n\n# **One** → مرحبا `code`\n\n- point *a* ≈ $x^2$\n\n# Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  '---\ntitle: Second\nlang: de\n---\n\n# Übung\n\n- Punkt ⇒ eins\n- Punkt zwei\n\n# Łódź\n\nText\n',
];

function excerpts(): Excerpt[] {
  return SOURCES.flatMap((source, index) => {
    const note = parseNote(source, `note-${index}.md`).value;
    return [wholeNote(note), ...note.sections.map((section) => excerptOf(note, section))];
  });
}

/** All that a job makes, as text that can be compared. */
async function made(excerpt: Excerpt, withPage: WithPage): Promise<string[]> {
  const sheet = await makeSheet(excerpt, DEFAULTS, withPage);
  const deck = await makeDeck(excerpt, { ...DEFAULTS, deckPdf: true }, withPage);
  const pdfs = [sheet.value.pdf, deck.value.pdf ?? []].map((pdf) => Buffer.from(pdf).toString('latin1'));
  return [...pdfs, deck.value.html];
}

/** Leaves behind all that a job could leave. */
function poison(): void {
  const { documentElement: root, body, head } = document;
  root.lang = 'zh';
  root.dir = 'rtl';
  root.className = 'static mono dark';
  root.style.cssText = 'font-size: 40px; --sans: serif; color: red';
  root.dataset.theme = 'dark';
  document.title = 'poison';
  body.className = 'poison';
  body.style.cssText = 'letter-spacing: 9px; writing-mode: vertical-rl';
  body.insertAdjacentHTML('beforeend', '<main class="paper">left behind</main><div style="height:9999px">');
  root.append(document.createComment('left'), document.createElement('footer'));
  head.insertAdjacentHTML('beforeend', '<style>* { font-weight: 700 !important }</style><base href="x:y">');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('p, li, h1 { text-transform: uppercase }');
  document.adoptedStyleSheets = [sheet];
  window.scrollTo(0, 5000);
  document.getSelection()?.selectAllChildren(body);
}

describe('the document that stays open', () => {
  const session = new BrowserSession({ browser: null, size: 1 });
  const fresh: string[][] = [];

  beforeAll(async () => {
    for (const excerpt of excerpts()) {
      const own = new BrowserSession({ browser: null, size: 1, drawsAlways: true });
      fresh.push(await made(excerpt, own.withPage).finally(() => own.close()));
    }
  }, 120_000);

  afterAll(() => session.close());

  it('gives a job the bytes of a fresh browser that draws as for a screen, whatever the job before left', async () => {
    const order = [...excerpts().keys()].reverse();
    for (const index of [...order, ...order.reverse()]) {
      const excerpt = excerpts()[index];
      if (!excerpt) throw new Error('no such excerpt');
      const again = await made(excerpt, (job, needs) =>
        session.withPage((page) => job(page).finally(() => page.run(poison)), needs),
      );
      again.forEach((bytes, part) => {
        expect(bytes === fresh[index]?.[part], `excerpt ${index}, part ${part}`).toBe(true);
      });
    }
  }, 120_000);
});

it('a face is decoded once, also where a document between has no use for it', async () => {
  const session = new BrowserSession({ browser: null, size: 1 });
  const face = (family: string, range: string): string => {
    const [rule = ''] = fontCss('a', [ASAP]).split('\n}\n');
    return `${rule.replace("'Asap'", family)};unicode-range: ${range} }`;
  };
  const text = (...faces: string[]): string =>
    `<html><head><style>${faces.join('')}</style></head><body style="font: 99px One, Two, serif">a</body></html>`;
  const load = async (): Promise<void> => {
    await Promise.all([...document.fonts].map((each) => each.load()));
  };
  const shown = (): string[] => [...document.fonts].map(({ family, status }) => `${family} ${status}`);
  try {
    await session.withPage(async (page) => {
      const [one, two] = [face("'One'", 'U+0-FF'), face('"Two \\" 2"', 'U+0-FF')];
      await page.open(text(one, two));
      expect(await page.run(shown)).toEqual(['One unloaded', 'Two " 2 unloaded']);
      await page.run(load);
      await page.open(text(two));
      expect(await page.run(shown)).toEqual(['Two " 2 loaded']);
      await page.open(text(two, face('One', 'U+41'), one));
      expect(await page.run(shown)).toEqual(['Two " 2 loaded', 'One unloaded', 'One loaded']);
    });
  } finally {
    await session.close();
  }
}, 60_000);

it('a document is shown on a screen unless its own job asks for print', async () => {
  const session = new BrowserSession({ browser: null, size: 1 });
  const html = '<!doctype html><html><head></head><body></body></html>';
  const isPrint = (): boolean => matchMedia('print').matches;
  const opened = (media?: 'print'): Promise<boolean> =>
    session.withPage(async (page) => {
      await page.open(html, media);
      await page.open(html);
      return page.run(isPrint);
    });
  try {
    expect([await opened(), await opened('print'), await opened('print'), await opened()]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    await opened('print');
    expect(await session.withPuppeteerPage((page) => page.evaluate(isPrint))).toBe(false);
    await session.withPuppeteerPage((page) => page.emulateMediaType('print'));
    expect(await opened()).toBe(false);
  } finally {
    await session.close();
  }
}, 60_000);

describe('a picture', () => {
  it('is the same whether frames are drawn always or on demand', async () => {
    const html = '<!doctype html><body style="background:#fc0"><h1>Title</h1><p style="color:#06c">Text</p>';
    const pictures: Buffer[] = [];
    for (const drawsAlways of [true, false]) {
      const session = new BrowserSession({ browser: null, size: 1, drawsAlways });
      const taken = (): Promise<Uint8Array> =>
        session.withPage(async (page) => {
          await page.open(html);
          return page.picture({ widthPx: 300, heightPx: 200, topPx: 0 }, 2);
        });
      try {
        pictures.push(Buffer.from(await taken()), Buffer.from(await taken()));
      } finally {
        await session.close();
      }
    }
    const [first, ...others] = pictures;
    if (first === undefined) throw new Error('no picture');
    const { width, height, data } = PNG.sync.read(first);
    expect([width, height, ...data.subarray(0, 3)]).toEqual([600, 400, 0xff, 0xcc, 0]);
    for (const other of others) expect(other.equals(first)).toBe(true);
  });
});

it('draws two pictures of the largest paper side by side, on pages of a hundred million CSS px', async () => {
  const session = new BrowserSession({ browser: null, size: 2 });
  const html = `<!doctype html><body style="margin:0;background:linear-gradient(red,blue)">${'<p>Text</p>'.repeat(300)}`;
  const part = { widthPx: 12_699, heightPx: 8980, topPx: 0 };
  const taken = (): Promise<Uint8Array> =>
    session.withPage(
      async (page) => {
        await page.open(html);
        return page.picture(part, 0.1);
      },
      { limitMs: 10_000 },
    );
  try {
    for (const picture of await Promise.all([taken(), taken(), taken(), taken()])) {
      const { width, height } = PNG.sync.read(Buffer.from(picture));
      expect([width, height]).toEqual([1270, 898]);
    }
  } finally {
    await session.close();
  }
}, 60_000);

describe('splitStyles', () => {
  const face = '@font-face { font-family: A; src: url(data:x) }';

  it('takes faces and style sheets out of the head alone', () => {
    const text = `<!doctype html><html><head><meta http-equiv="a" content="b"><style>${face}p{}</style><style>q{}</style></head><body><style>${face}</style>${face}</body></html>`;
    const { html, styles, faces, shell } = splitStyles(text);
    expect([faces, styles]).toEqual([[], [face, 'p{}', 'q{}']]);
    expect(html).toContain('<head><meta http-equiv="a" content="b"></head><body><style>');
    expect(html.split(face)).toHaveLength(3);
    expect(shell).toBe(
      '<!doctype html><html><head><meta http-equiv="a" content="b"></head><body></body></html>',
    );
  });

  it('tells faces from style sheets where none stays behind in the document', () => {
    const { faces, styles } = splitStyles(
      `<head><style>${face}p{}</style></head><body>${face.slice(1)}</body>`,
    );
    expect([faces, styles]).toEqual([[face], ['p{}']]);
  });

  it('leaves what stands behind a style sheet of another kind behind it', () => {
    const head = `<style>p{}</style><style media="print">q{}</style><style>${face}r{}</style>`;
    const { html, styles } = splitStyles(`<html><head>${head}</head><body></body></html>`);
    expect(styles).toEqual(['p{}']);
    expect(html).toContain(`<head><style media="print">q{}</style><style>${face}r{}</style></head>`);
  });

  it('leaves the second of two equal style sheets in its place', () => {
    const { html, styles } = splitStyles(
      '<head><style>p{}</style><style>q{}</style><style>p{}</style></head>',
    );
    expect(styles).toEqual(['p{}', 'q{}']);
    expect(html).toBe('<head><style>p{}</style></head>');
  });

  it.each(['<style>', '<style>@font-face { src: url(x)', '<style></head>'])('ends at %s', (text) => {
    expect(splitStyles(`<html><head>${text}`).styles).toEqual([]);
  });
});
