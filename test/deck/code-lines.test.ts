import type { Element } from 'hast';
import { expect, it } from 'vitest';
import { atomTree } from '../../src/deck/compose/atom-tree.js';
import { withCodeLines } from '../../src/deck/compose/code-lines.js';
import { splitAtom } from '../../src/deck/compose/split-atom.js';
import { slideBody } from '../../src/deck/document/slide-body.js';
import { isElement, rawText } from '../../src/markdown/tree.js';
import { noteOf } from './deck-bench.js';

function listing(code: string): Element {
  const [section] = noteOf(`## One\n\n\`\`\`\n${code}\n\`\`\`\n\n## Two\n\ntext\n`).sections;
  const [pre] = section ? atomTree(section.body, section.points, new Set()) : [];
  if (pre === undefined) throw new Error('no listing');
  return pre;
}

const hung = (pre: Element): [unknown, string][] =>
  pre.children
    .flatMap((code) => (isElement(code) ? code.children : []))
    .flatMap((line) => (isElement(line) ? [[line.properties.style, rawText(line)]] : []));

it('a long line of code that breaks goes on further in than it begins', () => {
  const deep = `    ${'word '.repeat(8)}end`;
  const code = `short\n${deep}\n\n\t${'x'.repeat(40)}`;
  const [pre] = withCodeLines([listing(code)]);
  if (pre === undefined) throw new Error('no listing');
  expect(hung(pre)).toEqual([
    ['--hang:6ch', deep],
    ['--hang:4ch', `\t${'x'.repeat(40)}`],
  ]);
  expect(rawText(pre).trimEnd()).toBe(code);
});

it('a listing that goes on overleaf does not end in the blank lines between its parts', () => {
  const [first, second] = splitAtom(listing('one\ntwo\n\n\nthree'), 'sentences');
  if (first === undefined || second === undefined) throw new Error('not split');
  const key = String(first.properties.dataPoint);
  expect(slideBody([first, second], new Set([key]), new Set()).map(rawText)).toEqual(['one\ntwo']);
  const both = new Set([key, String(second.properties.dataPoint)]);
  expect(slideBody([first, second], both, new Set()).map((pre) => rawText(pre).trimEnd())).toEqual([
    'one\ntwo\n\n\nthree',
  ]);
});
