import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/index.js';
import { type PaintedText, readPdf } from '../pdf/read-pdf.js';
import { temporaryFolder } from '../temporary-folder.js';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const NOTE = `## Streams

${WORDS.map((word) => `- **Term** of ${word} counts every record that comes by ${word}s, and $x_${word.length}^2$ more`).join('\n')}

<details><summary>What is far too long for any card?</summary>

${'A sentence that goes on, and on, and on. '.repeat(150)}

</details>
`;

const PT_PER_MM = 72 / 25.4;
const WIDTH_PT = 210 * PT_PER_MM;

it('cards on paper have both sides in one place, and say what no card holds', async () => {
  const cwd = await temporaryFolder({ 'a.md': NOTE });
  const options = { cwd, paths: ['a.md'], only: ['cards' as const], sections: false, cardsPdf: true };
  const { outputs, problems } = await build(options);
  expect(outputs[0]?.extras).toEqual(['output/a/a.cards.pdf']);
  expect(problems.map(({ message }) => message)).toEqual([
    'too long for a card on paper: "What is far too long for any card?"',
  ]);
  const { pages, painted, sizesPt } = await readPdf(await readFile(join(cwd, 'output/a/a.cards.pdf')));
  expect(pages).toBe(4);
  for (const [widthPt, heightPt] of sizesPt) {
    expect(widthPt).toBeCloseTo(WIDTH_PT, 0);
    expect(heightPt).toBeCloseTo(297 * PT_PER_MM, 0);
  }
  for (const word of WORDS.slice(0, 6)) {
    const found = painted.filter(({ str }) => str.includes(`${word}s,`));
    expect(found.map(({ page }) => page % 2).sort()).toEqual([0, 1]);
    const [front, back] = [...found].sort((a, b) => a.page - b.page) as [PaintedText, PaintedText];
    expect(back.page).toBe(front.page + 1);
    // Turned at the long edge, what is left on the back lies behind what is right on the front.
    const isLeft = ({ xPt, widthPt }: PaintedText): boolean => xPt + widthPt / 2 < WIDTH_PT / 2;
    expect(isLeft(back)).toBe(!isLeft(front));
    expect(Math.abs(front.yPt - back.yPt)).toBeLessThan(30 * PT_PER_MM);
  }
}, 120_000);
