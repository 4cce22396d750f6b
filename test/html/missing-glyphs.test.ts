import { expect, it } from 'vitest';
import { carriedFonts } from '../../src/html/fonts.js';
import { missingGlyphProblems } from '../../src/html/missing-glyphs.js';
import { ASAP, ASAP_CONDENSED } from '../../src/html/typefaces.js';
import { noteOf } from '../deck/deck-bench.js';

/** Characters for private use, of which no font has any. */
const STRANGE = Array.from({ length: 60_000 }, (_, i) => String.fromCodePoint(0xf0000 + i));

it('60,000 characters without a glyph are looked for once, on one line or each on its own', () => {
  const started = performance.now();
  for (const between of ['', '\n']) {
    const note = noteOf(`# Birds\n\nkestrel\n\n${STRANGE.join(between)}\n`);
    const { missing } = carriedFonts(note.source, [ASAP, ASAP_CONDENSED]);
    expect(missing).toHaveLength(STRANGE.length);
    const problems = missingGlyphProblems(missing, note);
    expect(problems.length).toBeLessThan(100);
    expect(problems[0]).toMatchObject({ line: 5, column: 1 });
  }
  // 0.4 s on an idle machine.
  expect(performance.now() - started).toBeLessThan(20_000);
});
