import { describe, expect, it } from 'vitest';
import { cardsOf } from '../../src/cards/make-cards.js';
import { sectionFlows } from '../../src/deck/compose/compose-flows.js';
import { plainText } from '../../src/markdown/tree.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { functionWords } from '../../src/note/function-words.js';
import { parseNote } from '../../src/note/parse-note.js';

const ENGLISH = functionWords('en');

interface Asked {
  readonly question: string;
  readonly shown: string;
  readonly hidden: string;
}

/** The quiz slides of a note, `question | shown | hidden`, and what is left on the sections' own slides. */
function read(markdown: string, dialect: 'gfm' | 'kramdown' = 'gfm') {
  const note = parseNote(markdown, 'a.md', dialect).value;
  const flows = note.sections.map((section) => sectionFlows(section, ENGLISH, 'ltr'));
  const quiz = flows.flatMap(({ quiz: slides }) =>
    slides.map(({ title, body, chips }): Asked & { label: string } => ({
      question: title,
      shown: plainText(body.slice(0, -1)),
      hidden: plainText(body.slice(-1)).trim(),
      label: chips.slice(1).join(),
    })),
  );
  const rest = flows.map(({ own }) => plainText(own?.body ?? [])).join('|');
  const cards = cardsOf(wholeNote(note)).filter(({ kind }) => kind === 'question');
  return { quiz, rest, cards };
}

const OPTIONS = '- A. cork\n- B. stone\n- C. iron\n';
const FLOATS = { question: 'Which floats?', hidden: 'Answer: A' };

describe('a question is asked on a slide of its own where its answer is', () => {
  it.each([
    ['a paragraph', `Which floats?\n\n${OPTIONS}\nAnswer: A\n`],
    ['a bold paragraph', `Which floats?\n\n${OPTIONS}\n**Answer: A**\n`],
    ['right below the last option', `Which floats?\n\n${OPTIONS}Answer: A\n`],
    ['the last of the options', `Which floats?\n\n${OPTIONS}- **Answer: A**\n`],
    ['in the item of the question', '1. Which floats?\n   - A. cork\n   - B. stone\n\n   **Answer: A**\n'],
    ['below options of letters alone', 'Which floats?\n\nA) cork\nB) stone\n\nAnswer: A\n'],
    ['the last line of one paragraph', 'Which floats?\n(A) cork\n(B) stone\nAnswer: A\n'],
    ['below the options of a heading', `### Which floats?\n\n${OPTIONS}\nAnswer: A\n`],
    ['below options that are not indented', `1. Which floats?\n\n${OPTIONS}\nAnswer: A\n`],
  ])('%s', (_name, markdown) => {
    for (const dialect of ['gfm', 'kramdown'] as const) {
      const { quiz, rest, cards } = read(`## One\n\nBefore.\n\n${markdown}\n## Two\n\nplain\n`, dialect);
      expect(quiz, dialect).toEqual([expect.objectContaining(FLOATS)]);
      expect(quiz[0]?.shown).toMatch(/^(A[.)] |\(A\) )?cork.*stone/s);
      expect(rest).toBe('Before.|plain');
      expect(
        cards.map(({ back }) => plainText([{ type: 'text', value: back.replace(/<[^>]+>/g, '') }])),
      ).toEqual(['Answer: A']);
    }
  });

  it.each([
    ['the number of an option', 'Which floats?\n\n1. cork\n2. stone\n\nAnswer: 1\n', 'Answer: 1'],
    [
      'the words of an option',
      'Which floats?\n\n- cork\n- stone\n\nCorrect answer: cork\n',
      'Correct answer: cork',
    ],
    ['a ticked box', 'Which floats?\n\n- [x] cork\n- [ ] stone\n', 'cork'],
    ['a tick', 'Which floats?\n\n- cork ✅\n- stone\n', 'cork'],
    ['a word in brackets', 'Which floats?\n\n- A. cork (correct)\n- B. stone\n', 'A. cork'],
    ['in another language', 'Was schwimmt?\n\n- A. cork\n- B. stone\n\n**Lösung: A**\n', 'Lösung: A'],
    [
      'with what explains it',
      `Which floats?\n\n${OPTIONS}\nAnswer: A\n\nExplanation: it is light.\n`,
      'Answer: AExplanation: it is light.',
    ],
    [
      'of an open question',
      'Which floats? Take cork or stone.\n\nWhich of the two?\n\nAnswer: cork\n',
      'Answer: cork',
    ],
    ['of a question by its letter', '**Q:** Name what floats: cork or stone\n\n**A:** cork\n', 'A: cork'],
  ])('%s', (_name, markdown, hidden) => {
    const { quiz, cards } = read(`## One\n\n${markdown}\n## Two\n\nplain\n`);
    expect(quiz.map((one) => one.hidden)).toEqual([hidden]);
    expect(`${quiz[0]?.question} ${quiz[0]?.shown}`).not.toMatch(/✅|correct|\[x\]/);
    expect(cards).toHaveLength(1);
  });

  it.each([
    ['a list', '## Answers\n\n1. B\n2. A, which is light\n'],
    ['a line', '## Answer key\n\n1-B, 2. A, which is light\n'],
    ['a line for each', '**Answers:**\n\n1. B\n2. A, which is light\n'],
    ['a table', '## Solutions\n\n| no | answer |\n|---|---|\n| 1 | B |\n| 2 | A, which is light |\n'],
  ])('below all of them, as %s', (name, key) => {
    const ask = (n: number, text: string): string => `${n}. ${text}\n   - A. cork\n   - B. stone\n\n`;
    const line = name === 'a line' ? key.replace(', which is light', '') : key;
    const { quiz } = read(`## One\n\n${ask(1, 'Which sinks?')}${ask(2, 'Which floats?')}\n${line}\n`);
    expect(quiz.map(({ question, hidden }) => [question, hidden])).toEqual([
      ['Which sinks?', 'B'],
      ['Which floats?', name === 'a line' ? 'A' : 'A, which is light'],
    ]);
  });

  it('below a list of open questions, by their numbers', () => {
    const { quiz, rest } = read(
      '## One\n\n1. What sinks?\n2. What floats?\n\n## Answers\n\n1. stone\n2. cork\n',
    );
    expect(quiz.map(({ question, hidden }) => [question, hidden])).toEqual([
      ['What sinks?', 'stone'],
      ['What floats?', 'cork'],
    ]);
    expect(rest).toMatch(/stone.*cork/s);
  });
});

it('headings that had but questions are named on their slides', () => {
  const one = (n: number): string => `### Question ${n}\n\nWhich of ${n}?\n\n${OPTIONS}\nAnswer: A\n\n`;
  const { quiz, rest } = read(`## One\n\n${one(1)}${one(2)}### Reading\n\nA book.\n\n## Two\n\nplain\n`);
  expect(quiz.map(({ label }) => label)).toEqual(['Question 1', 'Question 2']);
  expect(rest).toBe('ReadingA book.|plain');
});

it.each([
  ['a list of things to do', 'What is left to do\n\n- [x] buy bread\n- [ ] bake\n'],
  ['a talk of answers', `We ask for three kinds:\n\n- a\n- b\n\nAnswers vary from place to place.\n`],
  ['a solution to a problem', 'Why is it slow?\n\n- large files\n- no cache\n\nSolution: write less.\n'],
  [
    'numbered steps below a heading of solutions',
    '1. It is slow\n2. It is dear\n\n### Solutions\n\n1. a cache\n2. less\n',
  ],
])('no question: %s', (_name, markdown) => {
  expect(read(`## One\n\n${markdown}\n## Two\n\nplain\n`).quiz).toEqual([]);
});

it('a bank of many questions takes time in proportion', () => {
  const bank = 'Which?\n\n- A. a\n- B. b\n\nAnswer: A\n\n'.repeat(800);
  const startMs = performance.now();
  expect(read(`## One\n\n${bank}`).quiz).toHaveLength(800);
  expect(performance.now() - startMs).toBeLessThan(10_000);
});
