import { afterAll, expect, it } from 'vitest';
import { DeckBench, noteOf } from './deck-bench.js';

const bench = new DeckBench();
afterAll(() => bench.close());

/** A name of about so many characters in a script, with and without places where it may break. */
const NAMES: Readonly<Record<string, (chars: number) => string>> = {
  English: (chars) => 'a name of several words '.repeat(20).slice(0, chars),
  'one word': (chars) => 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(9).slice(0, chars),
  Chinese: (chars) => '适配器是如何处理不同格式之间的差异的'.repeat(9).slice(0, chars),
  Japanese: (chars) => 'サーバーのエラーを記録するための手順と注意点'.repeat(9).slice(0, chars),
  Thai: (chars) => 'การทบทวนบทเรียนก่อนสอบทุกเย็นเพื่อให้จำได้'.repeat(9).slice(0, chars),
  Arabic: (chars) => 'مراجعة الدروس قبل الامتحان كل مساء '.repeat(9).slice(0, chars),
};

/** Chapters of parts, or parts alone where there is one chapter. */
function shapeOf(name: (chars: number) => string, chapters: number, parts: number, chars: number): string {
  const part = (id: string, rank: string): string => `${rank} ${id} ${name(chars)}\n\n${name(60)}.\n\n`;
  const all = Array.from({ length: chapters }, (_, chapter) => {
    const own = Array.from({ length: parts }, (_unused, i) => part(`${chapter + 1}.${i + 1}`, '###'));
    return `## ${chapter + 1} ${name(chars)}\n\n${own.join('')}`;
  });
  const flat = Array.from({ length: parts }, (_, i) => part(String(i + 1), '##')).join('');
  return `# ${name(chars)}\n\n${chapters === 1 ? flat : all.join('')}`;
}

const SHAPES = [
  [11, 2, 90],
  [1, 9, 70],
] as const;

it.each(Object.keys(NAMES))('no slide overflows, whatever the names and numbers: %s', async (script) => {
  const name = NAMES[script] ?? String;
  for (const [chapters, parts, chars] of SHAPES) {
    const { value, problems } = await bench.render(noteOf(shapeOf(name, chapters, parts, chars)));
    const said = problems.filter(({ message }) => message.includes('overflows'));
    expect([script, chapters, parts, chars, value.overflowing, said]).toEqual([
      script,
      chapters,
      parts,
      chars,
      0,
      [],
    ]);
  }
});
