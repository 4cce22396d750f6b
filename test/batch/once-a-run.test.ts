import { expect, it } from 'vitest';
import { distinct } from '../../src/batch/report.js';
import { warning } from '../../src/problem.js';

const skips = (file: string, heading: string) =>
  warning(`the heading "${heading}" skips from level 2 to level 4`, { file, line: 3 }, 'Write ### for it.');

it('says a habit of an author once a run, and how many notes share it', () => {
  const image = warning('the image "a.png" is not shown: gone', { file: 'b.md', line: 5 });
  const problems = distinct([skips('a.md', 'One'), skips('b.md', 'Two'), image, skips('c.md', 'Three')]);
  expect(problems.map(({ file, hints }) => [file, ...hints])).toEqual([
    ['a.md', 'Write ### for it.', 'So it is in 2 other notes.'],
    ['b.md'],
  ]);
});

it('leaves alone what only one note has', () => {
  const alone = [skips('a.md', 'One')];
  expect(distinct(alone)).toEqual(alone);
});
