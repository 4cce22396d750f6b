import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallestType, smallestType } from '../bench/smallest-type.js';
import { DeckBench, noteOf, readNote, SHIPPED } from './deck-bench.js';

const bench = new DeckBench();
afterAll(() => bench.close());

const head = (columns: number): string =>
  `|${Array.from({ length: columns }, (_, i) => ` Column ${i + 1} |`).join('')}\n|${'---|'.repeat(columns)}\n`;
const rows = (columns: number, count: number): string =>
  Array.from(
    { length: count },
    (_, r) => `|${Array.from({ length: columns }, (__, c) => ` cell ${r}-${c} |`).join('')}\n`,
  ).join('');
const manifest = Array.from({ length: 26 }, (_, i) => `${'  '.repeat(i % 4)}key-${i}: value`).join('\n');

const NOTE = noteOf(`---
title: Legible
---

# Wide

${head(8)}${rows(8, 4)}

# Wider

${head(16)}${rows(16, 3)}

# Long

${'- A point that fills a line or so of the slide with its words, and then some more of them.\n'.repeat(9)}

The four ways:

${head(3)}${rows(3, 5)}

# Code

\`\`\`yaml
${manifest}
\`\`\`

\`\`\`sql
select ${'a_column_of_some_length, '.repeat(9)} from the_table
\`\`\`

# Deep

- one
  - two
    - three
      - four

![a plan of the house](img/the%20plan.png)

# Only asked

<details><summary>Which one?</summary>This one.</details>
`);

describe('a deck seen from the last row', () => {
  let html = '';
  let smallest: SmallestType = {};
  beforeAll(async () => {
    const { value, problems } = await bench.render(NOTE);
    expect(value.overflowing).toBe(0);
    expect(problems.map(({ message }) => message).filter((text) => !text.includes('the plan'))).toHaveLength(
      1,
    );
    html = value.html;
    smallest = await bench.session.withPage(async (page) => {
      await page.open(value.html);
      return page.run(smallestType);
    });
  }, 60_000);

  const slide = (id: string): string =>
    new RegExp(`<section id="${id}"[\\s\\S]*?(?=<aside|</section>)`).exec(html)?.[0] ?? '';
  const slidesOf = (id: string): string[] =>
    [...html.matchAll(/<section id="([^"]+)"/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => name === id || name.startsWith(`${id}--`));

  it('has text of 28 px, tables, code and map names of 24 px at the least', () => {
    expect(smallest.text).toBeGreaterThanOrEqual(28);
    expect(smallest.table).toBeGreaterThanOrEqual(24);
    expect(smallest.code).toBeGreaterThanOrEqual(24);
    expect(smallest.map).toBeGreaterThanOrEqual(20);
  });

  it('keeps a table of eight columns, and makes two of one of sixteen', () => {
    expect(slidesOf('wide')).toHaveLength(1);
    expect(slide('wide').match(/<table/g)).toHaveLength(1);
    const wider = slidesOf('wider').map(slide).join('');
    expect(wider).not.toContain('class="records"');
    for (let column = 1; column <= 16; column += 1) expect(wider).toContain(`>Column ${column}<`);
    expect(wider.match(/>cell 2-0</g)?.length).toBeGreaterThan(1);
    expect(wider.match(/>cell 2-15</g)).toHaveLength(1);
  });

  it('keeps a lead-in with its table', () => {
    const led = slidesOf('long')
      .map(slide)
      .find((text) => text.includes('The four ways:'));
    expect(led).toContain('<table');
  });

  it('sets code of short lines in two columns on one slide', () => {
    const first = slide('code');
    expect(first).toContain('code-columns');
    expect(first).toContain('key-25');
  });

  it('says which picture is missing', () => {
    expect(slidesOf('deep').map(slide).join('')).toMatch(
      /Picture not shown: the plan\.png.*a plan of the house/s,
    );
  });

  it('has no empty slide for a section of a question', () => {
    expect(slidesOf('only-asked')).toEqual(['only-asked']);
    expect(slide('only-asked')).toContain('data-kind="quiz"');
  });
});

it('names the services of a group that has no name', async () => {
  const { value } = await bench.render(readNote(SHIPPED[0]));
  const dividers = [...value.html.matchAll(/<section id="deck-part-[\s\S]*?<\/section>/g)].map(
    ([text]) => text,
  );
  expect(dividers).toHaveLength(3);
  for (const name of ['EMR', 'Kinesis', 'Video Streams']) expect(dividers[0]).toContain(`>${name}</bdi></a>`);
  expect(value.html).not.toContain('EMR … Video Streams');
});
