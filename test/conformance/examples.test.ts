import { describe, expect, it } from 'vitest';
import { type Compared, compareExamples, reasonOf } from './examples.js';

const examples = compareExamples();

/**
 * Words that the specification shows as text and kramdown takes for an address, a tag, an
 * entity or the number of an item.
 */
const TAKEN_FOR_SYNTAX: ReadonlySet<string> = new Set(
  `CommonMark 14,CommonMark 27,CommonMark 28,CommonMark 41,CommonMark 161,CommonMark 178,CommonMark 184,
   CommonMark 191,CommonMark 266,CommonMark 304,CommonMark 488,CommonMark 490,CommonMark 493,CommonMark 508,
   CommonMark 532,CommonMark 542,CommonMark 543,CommonMark 546,CommonMark 568,GFM 657`.split(/,\s*/),
);

function wordsOf(lines: readonly string[]): readonly string[] {
  const text = lines.filter((line) => line.startsWith('"')).join(' ');
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function lostWords({ expected, actual }: Compared): readonly string[] {
  const kept = new Set(wordsOf(actual));
  return wordsOf(expected).filter((word) => !kept.has(word));
}

describe("CommonMark's and GFM's own examples", () => {
  it('are all there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(680);
  });

  it('are read as marked reads them, or as kramdown does for a reason that is known', () => {
    const unexplained = examples.filter(
      (example) => example.marked && !example.ours && reasonOf(example) === '',
    );
    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });

  it('differ no more often than they did', () => {
    expect(examples.filter(({ ours }) => ours).length).toBeGreaterThanOrEqual(406);
  });

  it('lose no word', () => {
    const lossy = examples.filter((example) => lostWords(example).length > 0).map(({ name }) => name);
    expect(lossy.filter((name) => !TAKEN_FOR_SYNTAX.has(name))).toEqual([]);
  });
});
