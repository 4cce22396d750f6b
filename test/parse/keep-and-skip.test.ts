import { expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';

/** Which points of a note the author keeps or skips: `one+ two- three`. */
function asked(...lines: readonly string[]): string {
  const { introPoints, sections } = parseNote(`${lines.join('\n')}\n`, 'note.md').value;
  const points = [...introPoints, ...sections.flatMap((section) => section.points)];
  const signs = { keep: '+', skip: '-' } as const;
  return points.map(({ text, override }) => text + (override === null ? '' : signs[override])).join(' ');
}

it.each([
  ['at an item', ['- {: .keep} one', '- two'], 'one+ two'],
  ['in an item, below its text', ['- one', '  {: .keep}', '- two'], 'one+ two'],
  ['in an item within an item', ['- one', '  - two', '    {: .skip}', '- three'], 'one two- three'],
  ['below a paragraph of an item', ['- one', '', '  two', '  {: .keep}'], 'one two+'],
  ['below a list, for all of it', ['- one', '  - two', '- three', '{: .keep}'], 'one+ two+ three+'],
  ['above a list, for all of it', ['{: .skip}', '1. one', '2. two'], 'one- two-'],
  ['below an item that others follow', ['- one', '{: .keep}', '- two'], 'one+ two'],
  ['below a paragraph', ['one', '{: .skip}', '', 'two'], 'one- two'],
  ['below a quote', ['> one', '{: .skip}', '', 'two'], 'one- two'],
  ['below a definition', ['one', ': two', '  {: .keep}', ': three'], 'one two+ three'],
  ['below a table', ['| one |', '|-----|', '| two |', '{: .skip}'], 'one- two-'],
  ['below code', ['~~~', 'one', '~~~', '{: .skip}'], 'one-'],
  [
    'below a sub-heading, for its part',
    ['## a', '', 'x', '', '### one', '{: .keep}', '', 'two', '', '## b', '', 'y'],
    'x one+ two+ y',
  ],
  ['below a heading, for its section', ['## a', '{: .skip}', '', '- one', '', '## b', '', 'two'], 'one- two'],
  ['on a box', ['<div class="skip" markdown="1">', '', '- one', '', 'two', '', '</div>'], 'one- two-'],
  ['on HTML', ['<ul><li class="keep">one</li><li>two</li></ul>'], 'one+ two'],
  ['of which the nearer one holds', ['- {: .skip} one', '- two', '{: .keep}'], 'one- two+'],
])('keep and skip %s', (_, lines, expected) => {
  expect(asked(...lines)).toBe(expected);
});
