import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import { hasKeycap, withKeycaps } from '../../src/html/keycaps.js';

it('frames the digit of a keycap and keeps the text around it', () => {
  const text = { type: 'text', value: 'step 1️⃣, then #️⃣ and 10' } as const;
  expect(hasKeycap(text)).toBe(true);
  expect(toHtml(withKeycaps(text))).toBe(
    '<span>step <span class="keycap">1</span>, then <span class="keycap">#</span> and 10</span>',
  );
  expect(hasKeycap({ type: 'text', value: '1 and #2' })).toBe(false);
});
