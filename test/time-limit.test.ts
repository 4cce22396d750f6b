import { expect, it } from 'vitest';
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
