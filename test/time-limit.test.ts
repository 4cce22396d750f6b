import { expect, it } from 'vitest';
import { clockShare } from '../src/bounds/clock-share.js';
import { TookTooLong, withinTime } from '../src/bounds/time-limit.js';

it('ends work without an end, and the next work is done', () => {
  const endless = () => {
    for (;;);
  };
  expect(() => withinTime(30, endless)).toThrow(TookTooLong);
  expect(withinTime(1000, () => 'done')).toBe('done');
});

it('lets work call for work with a shorter time', () => {
  const inner = () => withinTime(1000, () => 'inner');
  expect(withinTime(2000, () => `${inner()} and ${inner()}`)).toBe('inner and inner');
});

it('passes on what the work throws', () => {
  const failure = new RangeError('x');
  expect(() =>
    withinTime(1000, () => {
      throw failure;
    }),
  ).toThrow(failure);
});

it.each([
  ['nothing else to do', 0, 1],
  ['twice the work that it can do at once', 4, 1],
  ['four times that', 8, 1 / 2],
  ['more than anybody has', 1000, 1 / 6],
])('counts time by the clock as a machine with %s lets work be done', (_what, load, share) => {
  expect(clockShare([load, 0, 0], 2)).toBe(share);
});
