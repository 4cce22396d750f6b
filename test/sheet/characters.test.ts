import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import type { WithPage } from '../../src/page/render-page.js';
import { madeSheet } from './make-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const EVERYTHING = `# Characters

- arrows ← → ↑ ↓ ⇒ ⇔ ↔ and ≤ ≥ ≠ ≈ √ ∞ ∑ ∈ ∅ ½ H₀ x²
- marks ✓ ✗ ★ ☐ ☑ ● ▪ ⚠️ and emoji 🚀 😀 👩‍🚀 1️⃣ 🇩🇪
- Ελληνικά, Кириллица, हिन्दी नमस्ते, ქართული, Հայերեն, Zażółć, Tiếng Việt
- 日本語 かな カタカナ 中文 한국어
- שלום עולם and العربية in a line
- \`→ ≤ ł ─┐ λ\` in code, **≤ bold → Ω**, *italic ж*
`;

describe('every character', () => {
  it('has a glyph from a font of ours', async () => {
    const { pdf, problems } = await madeSheet(session.withPage, EVERYTHING);
    // Kana tell that the text is Japanese; the face that comes with us has Chinese shapes.
    expect(problems.map(({ message }) => message)).toEqual([
      'Japanese characters are set in the shapes of simplified Chinese',
    ]);
    expect(pdf.fonts.length).toBeGreaterThan(8);
    for (const { name, embedded } of pdf.fonts) {
      expect(name).toMatch(/^[A-Z]{6}\+(Asap|Inconsolata|NotoSans|NotoEmoji|DejaVuSans)/);
      expect(embedded).toBe(true);
    }
    const text = pdf.painted.map(({ str }) => str).join(' ');
    for (const character of '←→↑↓⇒≤≥≠√∞∑✓✗★🚀😀ΕКहქՀżế日か中한₀─λΩж') expect(text).toContain(character);
  });

  it('without one is named with its line', async () => {
    const { problems } = await madeSheet(session.withPage, '# A\n\n- fine\n- ᏣᎳᎩ here\n');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning', line: 4, column: 3 });
    expect(problems[0]?.message).toContain('"Ꮳ" (U+13E3)');
  });

  it('of a formula comes from the fonts of formulas', async () => {
    const { problems, pdf } = await madeSheet(
      session.withPage,
      '# A\n\n$$\\sum_{i=0}^n \\not= \\mathbb{R}$$\n',
    );
    expect(problems).toEqual([]);
    expect(pdf.fonts.map(({ name }) => name).join()).toMatch(/KaTeX_AMS/);
    expect(pdf.fonts.map(({ name }) => name).join()).not.toMatch(/Math-?Regular|DejaVu/);
  });
});

describe('right to left', () => {
  const NOTE = `# Mixed

- שלום עולם, זה משפט עם English באמצע
  - פריט פנימי
  - inner in English.
- Latin first, then שלום

1. ראשון

| עמודה | B |
|-------|---|
| ערך   | x |

# עברית
`;

  async function boxes(text: string) {
    let found: { text: string; direction: string; bulletRight: boolean }[] = [];
    const withPage: WithPage = (job, needs) =>
      session.withPage(async (page) => {
        const result = await job(page);
        found = await page.run(() =>
          [...document.querySelectorAll('.column li > p, .column td, .column .name')].map((element) => {
            const host = element.closest('li') ?? element;
            const style = getComputedStyle(host);
            return {
              text: (element.textContent ?? '').trim(),
              direction: getComputedStyle(element).direction,
              bulletRight: Number.parseFloat(style.paddingRight) > Number.parseFloat(style.paddingLeft),
            };
          }),
        );
        return result;
      }, needs);
    return { ...(await madeSheet(withPage, text, { paper: 'a6' })), found };
  }

  it('runs each line in the direction of its first letter, bullets on the side of their list', async () => {
    const { found } = await boxes(NOTE);
    const of = (start: string) => found.find(({ text }) => text.startsWith(start));
    expect(of('שלום עולם, זה')).toMatchObject({ direction: 'rtl', bulletRight: true });
    expect(of('inner in English.')).toMatchObject({ direction: 'ltr', bulletRight: true });
    expect(of('Latin first')).toMatchObject({ direction: 'ltr', bulletRight: true });
    expect(of('ראשון')).toMatchObject({ direction: 'rtl', bulletRight: true });
    expect(of('ערך')?.direction).toBe('rtl');
    expect(of('x')?.direction).toBe('ltr');
    expect(of('עברית')?.direction).toBe('rtl');
    expect(of('Mixed')?.direction).toBe('ltr');
  });

  it('keeps the direction of a block that a column cuts', async () => {
    const long = 'שלום עולם זה משפט ארוך '.repeat(24);
    const { found } = await boxes(`# A\n\n- abc ${long}\n- ${long} abc English words at the end of it all\n`);
    const rtl = found.filter(({ direction }) => direction === 'rtl').map(({ text }) => text);
    expect(rtl.length).toBeGreaterThan(0);
    for (const { text, direction } of found)
      if (text.includes('at the end of it all')) expect(direction).toBe('rtl');
  });
});
