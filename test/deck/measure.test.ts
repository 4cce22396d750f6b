import { afterAll, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { measureDeck } from '../../src/page/deck-measure.js';

const session = new BrowserSession({ browser: null, size: 1 });
afterAll(() => session.close());

const SIZES = [28, 30, 36, 40, 54];

/** One flow, its points once under the first slide's head and once under a continuation's. */
function flow(...points: string[]): string {
  const body = points.map((point, i) => `<p data-point="${i}">${point}</p>`).join('');
  return `<div class="card"><div class="slide-body">${body}</div></div>`.repeat(2);
}

it('sets a text at no size that cannot be chosen for it', async () => {
  const style =
    'p { margin: 0; line-height: 1; font-size: var(--type) } .slide-body { height: 200px; width: 1000px }';
  const wide = '<span style="display:inline-block;width:1500px">w</span>';
  const html = `<style>${style}</style>${flow('a', 'b', 'c')}${flow(...'abcdef')}${flow('a', 'b', 'c', 'd', 'e')}${flow(wide)}`;
  const measures = await session.withPage(async (page) => {
    await page.open(`<!doctype html><html><head></head><body>${html}</body></html>`);
    return page.run(measureDeck, SIZES);
  });
  expect(measures.map((sizes) => sizes.map(({ sizePx }) => sizePx))).toEqual([
    [28, 36, 40, 54],
    [28, 30, 36],
    [28, 30, 36, 40, 54],
    [28, 30, 36, 40, 54],
  ]);
  const [sizes = []] = measures;
  expect(sizes.map(({ atoms }) => atoms.map(({ heightPx }) => heightPx))).toEqual(
    [28, 36, 40, 54].map((sizePx) => [sizePx, sizePx, sizePx]),
  );
}, 60_000);
