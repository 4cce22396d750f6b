import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/files/package-file.js';
import { COVERAGE_FILE, coverageOf, rangeEnds } from '../../src/html/font-coverage.js';
import { PACKAGED_FONTS } from '../../src/html/font-files.js';
import { carriedFonts } from '../../src/html/fonts.js';
import { missingGlyphProblems } from '../../src/html/missing-glyphs.js';
import { ASAP, FALLBACKS, fontStack, INCONSOLATA } from '../../src/html/typefaces.js';
import { parseNote } from '../../src/note/parse-note.js';

const fontFile = (path: string): Uint8Array => readFileSync(createRequire(import.meta.url).resolve(path));

/** Families that a text carries, and the characters that each is carried for, in however many files. */
function carried(text: string): Record<string, string> {
  const families: Record<string, string> = {};
  for (const [, family = '', range = ''] of carriedFonts(text, [ASAP]).css.matchAll(
    /font-family: '([^']+)'[^}]*?unicode-range: ([^;}]+)/g,
  ))
    families[family] = family in families ? `${families[family]},${range}` : range;
  return families;
}

describe('coverageOf', () => {
  it('reads which characters a font file has', () => {
    const latin = coverageOf(fontFile('@fontsource/asap/files/asap-latin-400-normal.woff2'));
    expect([0x41, 0x7a, 0xe9, 0x20ac].every((code) => latin.has(code))).toBe(true);
    expect([0x2264, 0x3b1, 0x5d0, 0x4e00].some((code) => latin.has(code))).toBe(false);
    const math = coverageOf(
      fontFile('@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2'),
    );
    expect([0x2264, 0x221a, 0x1d400].every((code) => math.has(code))).toBe(true);
  });

  it('refuses what is no WOFF2 file', () => {
    expect(() => coverageOf(Buffer.from('OTTO, but not compressed'))).toThrow('no WOFF2');
  });
});

describe.skipIf(!existsSync(BUILT_IN))('the fonts that are built in', () => {
  it.each(['@fontsource/asap', '@fontsource/noto-sans-math', '@fontsource/dejavu-mono'])(
    '%s have the characters that are written beside them',
    (name) => {
      const folder = join(BUILT_IN, name);
      const written = JSON.parse(readFileSync(join(folder, COVERAGE_FILE), 'utf8'));
      const read = readdirSync(join(folder, 'files')).map((file) => [
        file,
        rangeEnds(coverageOf(readFileSync(join(folder, 'files', file)))),
      ]);
      expect(written).toEqual(Object.fromEntries(read));
      expect(rangeEnds(new Set([1, 2, 3, 7, 9, 10]))).toEqual([1, 3, 7, 7, 9, 10]);
    },
  );

  it('have together what the package of each has', () => {
    const whole = coverageOf(
      fontFile('@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2'),
    );
    const rules = PACKAGED_FONTS.rules('@fontsource/noto-sans-math/400.css');
    expect(
      [...whole].filter((code) => code >= 0x20 && !rules.some((rule) => PACKAGED_FONTS.holds(rule, code))),
    ).toEqual([]);
  });
});

describe('carriedFonts', () => {
  it.each(['🐦‍⬛', '🐈‍⬛', '❤️‍🩹', '👁️‍🗨️'])('takes both halves of the joined %s from one face', (joined) => {
    expect(Object.keys(carried(joined)).filter((family) => family.includes('Symbols'))).toEqual([]);
    expect(Object.keys(carried(`⬛ ❤ 👁 🗨`))).toContain('Noto Sans Symbols 2');
  });

  it('carries nothing but the main face for everyday text', () => {
    expect(Object.keys(carried('Plain “text” – with é, € and … dots'))).toEqual(['Asap']);
  });

  it.each([
    ['mathematics', '≤ √ ∑', 'Noto Sans Math'],
    ['Greek', 'αβγ', 'Noto Sans'],
    ['Cyrillic', 'Жук', 'Noto Sans'],
    ['Devanagari', 'हिन्दी', 'Noto Sans Devanagari Variable'],
    ['Thai', 'คำ', 'Noto Sans Thai Variable'],
    ['Tibetan', 'བོད', 'Noto Serif Tibetan Variable'],
    ['Ethiopic', 'አማ', 'Noto Sans Ethiopic Variable'],
    ['Hebrew', 'שלום', 'Noto Sans Hebrew'],
    ['Arabic', 'مرحبا', 'Noto Sans Arabic'],
    ['Chinese', '漢字', 'Noto Sans SC Variable'],
    ['Japanese', 'かな', 'Noto Sans SC Variable'],
    ['Korean', '한국어', 'Noto Sans KR Variable'],
    ['emoji', '🚀', 'Noto Emoji'],
    ['subscripts', 'H₀', 'DejaVu Sans'],
  ])('carries a fallback for %s, and no other', (_name, text, family) => {
    const { missing } = carriedFonts(text, [ASAP]);
    expect(missing).toEqual([]);
    expect(Object.keys(carried(text)).filter((name) => name !== 'Asap')).toEqual([family]);
  });

  it('asks for just the characters that the text needs', () => {
    expect(carried('a ≤ b → c')['Noto Sans Math']).toMatch(/^U\+2264,U\+2192$|^U\+2192,U\+2264$/);
  });

  it.skipIf(!existsSync(BUILT_IN))('carries the part of a font of signs in which a sign lies', () => {
    const plain = carriedFonts('x', [ASAP]).css.length;
    for (const signs of ['→ ≤ √', '✓ ☐', 'xH₀', 'x ├─'])
      expect(carriedFonts(signs, [ASAP]).css.length - plain, signs).toBeLessThan(100_000);
  });

  it('lets a mark and what it stands on come from one font', () => {
    expect(carried('x̄ ≤ y')['Noto Sans Math']?.split(',')).toEqual(expect.arrayContaining(['U+78', 'U+304']));
  });

  it('takes a character of code from elsewhere when only the text face has it', () => {
    const text = 'Ĳ ﬁ ₿ ł';
    const { missing } = carriedFonts(text, [ASAP, INCONSOLATA]);
    expect(missing).toEqual([]);
  });

  it('names each character once that no font has, but no joiner, mark of direction or space', () => {
    expect(carriedFonts('ಕನಡ ಕನಡ \u200D\u200E\u2003\uFE0F ᚠ', [ASAP]).missing).toEqual(['ಕ', 'ನ', 'ಡ', 'ᚠ']);
  });

  it('lists every fallback in the stack', () => {
    for (const { family } of FALLBACKS) expect(fontStack(ASAP)).toContain(`'${family}'`);
  });
});

describe('missingGlyphProblems', () => {
  const { value: note } = parseNote('# A\n\n- fine\n- here ᚠ and ไ\n- again ᚠ, then ꙮ\n', 'runes.md');

  it('names the characters, and the line where each first stands', () => {
    const found = missingGlyphProblems(['ᚠ', 'ไ', 'ꙮ'], note);
    expect(found.map(({ line, column, severity }) => [line, column, severity])).toEqual([
      [4, 8, 'warning'],
      [5, 17, 'warning'],
    ]);
    expect(found[0]?.message).toBe('no bundled font has a glyph for "ᚠ" (U+16A0), "ไ" (U+0E44)');
    expect(found[0]?.file).toBe('runes.md');
  });

  it('shortens a whole script', () => {
    const script = Array.from({ length: 20 }, (_, i) => String.fromCodePoint(0x16a0 + i));
    const [problem] = missingGlyphProblems(script, note);
    expect(problem?.message).toContain('"ᚠ" (U+16A0)');
    expect(
      missingGlyphProblems(script, note)
        .map(({ message }) => message)
        .join(),
    ).toContain('and 11 more');
  });
});

it('carries the parts into which shaping takes a letter apart', () => {
  // SARA AM (U+0E33) is drawn as U+0E4D and U+0E32, and both must be asked of the same font.
  expect(carriedFonts('คำ', [ASAP]).css).toMatch(/unicode-range: [^;]*U\+E4D/);
});

it('refuses a note most of whose letters no font has, and names the package that has them', () => {
  const note = parseNote('# ಕನ್ನಡ\n\nಕನ್ನಡ ಕನ್ನಡ and\n', 'note.md').value;
  const { missing } = carriedFonts(note.source, [ASAP]);
  expect(() => missingGlyphProblems(missing, note)).toThrow(/no font has glyphs for/);
});
