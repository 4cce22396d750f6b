import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Point, Section } from '../../src/model.js';
import { parseNote } from '../../src/note/parse-note.js';
import { dropOrder } from '../../src/sheet/fit/drop-order.js';
import { importanceOf, WEIGHTS } from '../../src/sheet/fit/importance.js';

function sections(text: string): readonly Section[] {
  return parseNote(text, 'note.md').value.sections;
}

/** The points of one section in the order in which they go. */
function order(text: string): string[] {
  return dropOrder(sections(`# A\n\n${text}`))
    .flat()
    .map((point) => point.text);
}

/** What a feature adds to an otherwise plain point that does not open its section. */
function weight(text: string, chips: readonly string[] = []): number {
  const [section] = sections(`# A\n\n- first\n- plain\n- ${text}`);
  if (!section) throw new Error('no section');
  const score = (point: Point | undefined): number =>
    point ? importanceOf(point, { ...section, chips }, 0) : Number.NaN;
  return score(section.points[2]) - score(section.points[1]);
}

describe('importance', () => {
  it.each([
    ['each term', '**one** and *two*', [], 2 * WEIGHTS.term],
    ['three terms at most', '**a** **b** **c** **d** **e**', [], WEIGHTS.maxTerms * WEIGHTS.term],
    ['a chip of the map', 'runs on Spot', ['spot'], WEIGHTS.chip],
    ['a comparison', 'Streams vs Firehose', [], WEIGHTS.comparison],
    ['a definition', 'Shard: a unit of capacity', [], WEIGHTS.definition],
    ['a figure', 'keeps records 365 days', [], WEIGHTS.figure],
    ['nothing', 'just some words', [], 0],
  ] as const)('%s', (_name, text, chips, expected) => {
    expect(weight(text, chips)).toBeCloseTo(expected);
  });

  it('is a sum of the weights that docs/sheet.md names', () => {
    const rows = readFileSync(new URL('../../docs/sheet.md', import.meta.url), 'utf8').split('\n');
    const adds = (feature: RegExp): number => {
      const row = rows.find((line) => line.startsWith('|') && feature.test(line));
      return Number(row?.split('|').at(-2)?.trim().replace('−', '-'));
    };
    expect({
      term: adds(/emphasised/),
      maxTerms: 3,
      chip: adds(/keyword/),
      comparison: adds(/compares/),
      definition: adds(/defines/),
      figure: adds(/figure or a limit/),
      opening: adds(/first point/),
      depth: adds(/nesting/),
      perChild: adds(/directly below/),
    }).toEqual(WEIGHTS);
  });

  it('rates the opening, children and depth', () => {
    const [section] = sections('# A\n\n- first\n- second\n  - below\n');
    const [first, second, below] = section?.points ?? [];
    if (!section || !first || !second || !below) throw new Error('points are missing');
    expect(importanceOf(first, section, 0) - importanceOf(second, section, 0)).toBeCloseTo(WEIGHTS.opening);
    expect(importanceOf(second, section, 1) - importanceOf(second, section, 0)).toBeCloseTo(WEIGHTS.perChild);
    expect(importanceOf(below, section, 0) - importanceOf(second, section, 0)).toBeCloseTo(WEIGHTS.depth);
  });
});

describe('dropOrder', () => {
  it('keeps a question, its options and its answer together', () => {
    const bank = [1, 2, 3].map(
      (i) =>
        `${i}. Which of ${i} is it?\n    - A. one thing\n    - B. another\n\n    <details markdown="1"><summary>Answer</summary>\n\n    Correct Answer: A\n\n    </details>\n`,
    );
    const units = dropOrder(sections(`# A\n\n${bank.join('\n')}`)).map((unit) =>
      unit.map(({ text }) => text).sort(),
    );
    expect(units).toHaveLength(2);
    for (const unit of units)
      expect(unit.join('|')).toMatch(/A\. one thing\|Answer\|B\. another\|Correct Answer: A/);
  });

  it('keeps steps, and what a number announces, together', () => {
    const text =
      '- **opening** is this\n\n1. first step\n2. second step\n\n- two kinds:\n  - red\n  - blue\n';
    const units = dropOrder(sections(`# A\n\n${text}`)).map((unit) => unit.map((point) => point.text).sort());
    expect(units).toContainEqual(['first step', 'second step']);
    expect(units).toContainEqual(['blue', 'red', 'two kinds:']);
  });

  it('lets a paragraph that introduces a list go with the last of it', () => {
    const gone = order(
      '- **opening** is here\n\nThe sorts are these:\n\n- one\n- two\n\nAfter **it** all.\n',
    );
    expect(gone.indexOf('The sorts are these:')).toBeGreaterThan(gone.indexOf('one'));
    expect(gone.indexOf('The sorts are these:')).toBeGreaterThan(gone.indexOf('two'));
  });

  it('lets a long listing earn its place, and a bare address go first', () => {
    const listing = Array.from({ length: 20 }, (_, i) => `line ${i} of code`).join('\n');
    const gone = order(
      `- **opening** is here\n- plain words\n- https://example.org/a\n\n\`\`\`\n${listing}\n\`\`\`\n`,
    );
    expect(gone[0]).toBe('https://example.org/a');
    expect(gone[1]).toContain('line 0');
  });

  it('lets the least important go first, and keeps a section its weightiest point', () => {
    expect(order('- **what** it is\n- plain words\n- **stress**\n')).toEqual(['plain words', 'stress']);
  });

  it('drops children before their parents', () => {
    const text = '- **opening** point\n- parent\n  - **child** with **terms** in 10 s\n    - grandchild\n';
    const gone = order(text);
    expect(gone.indexOf('grandchild')).toBeLessThan(gone.indexOf('child with terms in 10 s'));
    expect(gone.indexOf('child with terms in 10 s')).toBeLessThan(gone.indexOf('parent'));
  });

  it('lets go what leads in once all that it introduces is gone', () => {
    expect(order('- **opening** is here\n- kinds:\n  - one\n  - two **bold**\n- later *term*\n')).toEqual([
      'one',
      'two bold',
      'kinds:',
      'later term',
    ]);
  });

  it('obeys keep and skip on a point', () => {
    const text =
      '- **opening** with 3 **terms**\n- parent\n  - {: .keep} kept\n- {: .skip} **dear** to me\n- plain\n';
    const gone = order(text);
    expect(gone[0]).toBe('dear to me');
    expect(gone).not.toContain('kept');
    expect(gone).not.toContain('parent');
    expect(gone).toContain('plain');
  });

  it.each([
    ['a list', '- one\n- two\n{: .skip}\n', ['one', 'two']],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |\n{: .skip}\n', ['1 2', 'a b']],
    ['a listing', '```\nx\n```\n{: .skip}\n', ['x']],
    ['a box', '<div class="skip" markdown="1">\n- one\n</div>\n', ['one']],
  ])('obeys skip on %s', (_name, block, first) => {
    expect(order(`- plain\n- small\n\nWords.\n\n${block}`).slice(0, first.length).sort()).toEqual(
      first.sort(),
    );
  });

  it('never empties a section', () => {
    const text = '# A\n\n- a one\n- a two\n\n# B\n\nOnly this.\n\n# C\n\n- c **one**\n  - below\n';
    const all = sections(text);
    const gone = new Set(
      dropOrder(all)
        .flat()
        .map(({ id }) => id),
    );
    for (const section of all) expect(section.points.some(({ id }) => !gone.has(id))).toBe(true);
  });

  it('is the same every time', () => {
    const text = '# A\n\n- x\n- x\n- x\n- y\n';
    expect(
      dropOrder(sections(text))
        .flat()
        .map(({ id }) => id),
    ).toEqual(
      dropOrder(sections(text))
        .flat()
        .map(({ id }) => id),
    );
  });
});
