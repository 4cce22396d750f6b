import path from 'node:path';
import { expect, it } from 'vitest';
import { ON_PURPOSE, runCases } from '../../conformance/cases.js';

const results = runCases(path.resolve(import.meta.dirname, '../../conformance/kramdown'));

it('gives what kramdown gives with GFM input, but for the differences that have a reason', () => {
  expect(results.length).toBe(99);
  expect(results.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([...ON_PURPOSE.keys()]);
});
