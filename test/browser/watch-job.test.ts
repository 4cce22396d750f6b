import { expect, it } from 'vitest';
import { mostRendererBytes } from '../../src/browser/watch-job.js';

const MB = 1024 * 1024;

it.each([
  [80, 800],
  [300, 640],
  // A program that calls us may be large itself.
  [4000, 540],
])('beside %i MB of this process all renderers may take %i MB', (ownMb, mostMb) => {
  expect(mostRendererBytes(ownMb * MB) / MB).toBe(mostMb);
});
