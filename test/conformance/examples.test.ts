import { describe, expect, it } from 'vitest';
import { type Compared, compareExamples } from './examples.js';
import { REASONS } from './reasons.js';

const examples = compareExamples();

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

  it('come out as specified, but for those that differ for a reason', () => {
    const otherwise = examples.filter(({ ours }) => !ours).map(({ name }) => name);
    expect(otherwise.sort()).toEqual([...REASONS.keys()].sort());
  });

  it('lose no word', () => {
    const lossy = examples.filter((example) => lostWords(example).length > 0).map(({ name }) => name);
    expect(lossy).toEqual([]);
  });
});
