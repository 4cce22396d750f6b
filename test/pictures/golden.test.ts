import { readFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { pictureOf } from './picture-of.js';
import { GOLDEN } from './shots.js';

const session = new BrowserSession({ browser: null, drawsAlways: true });
afterAll(() => session.close());

/** Share of pixels that may differ: edges of letters come out a little differently elsewhere. */
const TOLERANCE = 0.01;

/** Share of pixels that differ visibly; 1 where the sizes do. */
function difference(a: PNG, b: PNG): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.2 }) / (a.width * a.height);
}

describe('sheets look as they did (npm run docs:pictures makes the pictures anew)', () => {
  it.for(Object.entries(GOLDEN))('%s', async ([name, shot], { skip }) => {
    const { name: browser } = await session.describe();
    // Another browser draws letters a little differently, and may break a line elsewhere.
    if (!browser.includes('@sparticuz/chromium')) skip(`the pictures are not by ${browser}`);
    const golden = PNG.sync.read(readFileSync(new URL(`golden/${name}`, import.meta.url)));
    const now = PNG.sync.read(Buffer.from(await pictureOf(shot, session)));
    expect(difference(golden, now), `drawn by ${browser}`).toBeLessThan(TOLERANCE);
  });

  it('would not pass for one another', () => {
    const read = (name: string): PNG =>
      PNG.sync.read(readFileSync(new URL(`golden/${name}`, import.meta.url)));
    expect(difference(read('git.png'), read('statistics.png'))).toBeGreaterThan(5 * TOLERANCE);
    expect(difference(read('aws.png'), read('mono.png'))).toBeGreaterThan(TOLERANCE);
  });
});
