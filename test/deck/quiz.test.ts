import { describe, expect, it } from 'vitest';
import { sectionFlows } from '../../src/deck/compose/compose-flows.js';
import { termsOf } from '../../src/deck/compose/recap.js';
import { plainText } from '../../src/markdown/tree.js';
import { noteOf } from './deck-bench.js';

function flowsOf(markdown: string): { question: string; answer: string }[] {
  const [section] = noteOf(`## One\n\n${markdown}\n\n## Two\n\ntext\n`).sections;
  const [, ...quizzes] = section ? sectionFlows(section).flows : [];
  return quizzes.map((flow) => ({ question: flow.title, answer: plainText(flow.body) }));
}

describe('quiz slides', () => {
  it('come from details with a summary, which leave the section', () => {
    const text = '- a\n\n<details markdown="1">\n<summary>Why?</summary>\n\nBecause.\n\n</details>';
    expect(flowsOf(text)).toEqual([{ question: 'Why?', answer: 'Because.' }]);
    const [section] = noteOf(`## One\n\n${text}\n\n## Two\n\ntext\n`).sections;
    const [own] = section ? sectionFlows(section).flows : [];
    expect(plainText(own?.body ?? [])).toBe('a');
  });

  it('do not come from a chapter that was folded away, but from a question with as long an answer', () => {
    const items = Array.from({ length: 60 }, (_, i) => `- item ${i} of the list`).join('\n');
    const folded = (summary: string): string =>
      `<details>\n<summary>${summary}</summary>\n\n${items}\n\n</details>`;
    expect(flowsOf(folded('Click to expand'))).toEqual([]);
    expect(flowsOf(folded('Which are they?')).map(({ question }) => question)).toEqual(['Which are they?']);
    const [section] = noteOf(`## One\n\n${folded('Click to expand')}\n`).sections;
    const [own] = section ? sectionFlows(section).flows : [];
    expect(plainText(own?.body ?? [])).toMatch(/^Click to expand.*item 59/s);
  });

  it('come from points "X vs Y" with points below, which stay', () => {
    expect(flowsOf('- **SQS vs Kinesis**\n  - SQS: once\n  - Kinesis: again')).toEqual([
      { question: 'SQS vs Kinesis', answer: 'SQS: onceKinesis: again' },
    ]);
  });

  it('come from "X vs Y: …" on one line', () => {
    expect(flowsOf('- **Glue vs EMR**: serverless or your own cluster')).toEqual([
      { question: 'Glue vs EMR', answer: 'serverless or your own cluster' },
    ]);
  });

  it('come from such a line as a paragraph', () => {
    expect(flowsOf('**Fetch vs pull**: fetch is always safe.')).toEqual([
      { question: 'Fetch vs pull', answer: 'fetch is always safe.' },
    ]);
    expect(flowsOf('Talk of a vs b without a colon.')).toEqual([]);
  });

  it('are not made of a versus in passing', () => {
    expect(flowsOf('- core vs task nodes')).toEqual([]);
    expect(flowsOf(`- ${'long talk '.repeat(10)} a vs b ${'and on '.repeat(10)}\n  - c`)).toEqual([]);
  });
});

it('the recap names each term once and no single letter', () => {
  const [section] = noteOf('## One\n\n- **EMR** and **emr**, `Spark`, *n*\n\n```\ncode\n```\n').sections;
  expect(section && termsOf(section)).toEqual(['EMR', 'Spark']);
});
