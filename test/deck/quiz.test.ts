import { describe, expect, it } from 'vitest';
import { sectionFlows } from '../../src/deck/compose/compose-flows.js';
import { isWorthRecalling } from '../../src/deck/compose/recall-terms.js';
import { recapTerms } from '../../src/deck/compose/recap.js';
import { plainText } from '../../src/markdown/tree.js';
import { functionWords } from '../../src/note/function-words.js';
import { noteOf } from './deck-bench.js';

const ENGLISH = functionWords('en');

function flowsOf(markdown: string): { question: string; answer: string }[] {
  const [section] = noteOf(`## One\n\n${markdown}\n\n## Two\n\ntext\n`).sections;
  const quizzes = section ? sectionFlows(section, ENGLISH, 'ltr').quiz : [];
  return quizzes.map((flow) => ({
    question: flow.title,
    answer: plainText(flow.body).replace('Show the answer', ''),
  }));
}

describe('quiz slides', () => {
  it('come from details with a summary, which leave the section', () => {
    const text = '- a\n\n<details markdown="1">\n<summary>Why?</summary>\n\nBecause.\n\n</details>';
    expect(flowsOf(text)).toEqual([{ question: 'Why?', answer: 'Because.' }]);
    const [section] = noteOf(`## One\n\n${text}\n\n## Two\n\ntext\n`).sections;
    const own = section ? sectionFlows(section, ENGLISH, 'ltr').own : null;
    expect(plainText(own?.body ?? [])).toBe('a');
  });

  it('do not come from a chapter that was folded away, but from a question with as long an answer', () => {
    const items = Array.from({ length: 60 }, (_, i) => `- item ${i} of the list`).join('\n');
    const folded = (summary: string): string =>
      `<details>\n<summary>${summary}</summary>\n\n${items}\n\n</details>`;
    expect(flowsOf(folded('Click to expand'))).toEqual([]);
    expect(flowsOf(folded('Which are they?')).map(({ question }) => question)).toEqual(['Which are they?']);
    const [section] = noteOf(`## One\n\n${folded('Click to expand')}\n`).sections;
    const own = section ? sectionFlows(section, ENGLISH, 'ltr').own : null;
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

describe('a multiple choice', () => {
  const options = '    - A. Kendra\n    - B. Lex\n';
  const folded = (said: string): string =>
    `\n    <details markdown=1><summary markdown="span">Answer</summary>\n\n    ${said}\n\n    </details>\n`;

  it('is asked with its options, then the answer, and leaves the section', () => {
    const text = `1. Which one searches?\n${options}${folded('Correct Answer: A')}\n2. Which one talks?\n${options}${folded('Correct Answer: B')}`;
    const [section] = noteOf(`## One\n\n${text}\n\n## Two\n\ntext\n`).sections;
    const flows = section ? sectionFlows(section, ENGLISH, 'ltr') : null;
    expect(flows?.quiz.map(({ title }) => title)).toEqual(['Which one searches?', 'Which one talks?']);
    const [first] = flows?.quiz ?? [];
    const [shown, hidden] = first?.body ?? [];
    expect(plainText(shown ? [shown] : [])).toMatch(/A\. Kendra.*B\. Lex/s);
    expect(plainText(hidden ? [hidden] : [])).toContain('Correct Answer: A');
    expect(flows?.own).toBeNull();
    expect(first?.id).toBe('one');
  });

  it('may stand as paragraphs, one after the other', () => {
    const text =
      'Text before.\n\nWhich one searches?\n\n- A. Kendra\n- B. Lex\n\n<details><summary>Show answer</summary>\n\nA, of course.\n\n</details>';
    const [section] = noteOf(`## One\n\n${text}\n\n## Two\n\ntext\n`).sections;
    const flows = section ? sectionFlows(section, ENGLISH, 'ltr') : null;
    expect(flows?.quiz.map(({ title }) => title)).toEqual(['Which one searches?']);
    expect(plainText(flows?.own?.body ?? [])).toBe('Text before.');
  });

  it('an answer without a question is plain text', () => {
    const text = 'Some long talk.\n\n<details><summary>Answer</summary>\n\nForty-two.\n\n</details>';
    const [section] = noteOf(`## One\n\n${text}\n\n## Two\n\ntext\n`).sections;
    const flows = section ? sectionFlows(section, ENGLISH, 'ltr') : null;
    expect(flows?.quiz).toEqual([]);
    expect(plainText(flows?.own?.body ?? [])).toContain('Forty-two.');
  });
});

it.each([
  ['spaces after a versus', `- a vs b${' '.repeat(100_000)}c`],
  ['question marks', `<details><summary>${'?'.repeat(100_000)}x</summary>\n\nyes\n\n</details>`],
  ['spaces in a summary', `<details><summary>answer${' '.repeat(100_000)}x</summary>\n\nyes\n\n</details>`],
])('looking for questions takes no longer than the text is long: %s', (_name, text) => {
  const [section] = noteOf(`## One\n\n${text}\n`).sections;
  const startMs = performance.now();
  if (section) sectionFlows(section, ENGLISH, 'ltr');
  expect(performance.now() - startMs).toBeLessThan(1000);
});

describe('recall asks for', () => {
  it.each(['EMR', 'min 3 AZ', 'Amazon Kendra', '16', 'all-or-nothing'])('%s', (term) => {
    expect(isWorthRecalling(term, ENGLISH)).toBe(true);
  });

  it.each(['any', 'and', 'NOT', 'n', 'x', 'must not', 'it is the one that we had before all'])(
    'not %s',
    (term) => {
      expect(isWorthRecalling(term, ENGLISH)).toBe(false);
    },
  );

  it("the note's own function words neither", () => {
    expect(isWorthRecalling('nicht', functionWords('de-AT'))).toBe(false);
  });
});

it('the recap gives each term once with half a line', () => {
  const [section] = noteOf(
    '## One\n\n- **EMR**: a cluster of one\n- **emr**: again and again\n- *n*: a letter here\n',
  ).sections;
  expect(section && recapTerms(section, ENGLISH)).toEqual([{ term: 'EMR', meaning: 'a cluster of one' }]);
});
