import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import { hasSigns, withSigns } from '../../src/html/signs.js';

function set(value: string, inCode = false): string {
  const text = { type: 'text', value } as const;
  return hasSigns(text, inCode) ? toHtml(withSigns(text, inCode).children) : value;
}

it('frames the digit of a keycap and keeps the text around it', () => {
  expect(set('step 1️⃣, then #️⃣ and 10')).toBe(
    'step <span class="keycap">1</span>, then <span class="keycap">#</span> and 10',
  );
  expect(set('1 and #2')).toBe('1 and #2');
});

it.each([
  '5 GB',
  '10 ms',
  '99.9 %',
  '20-25 %',
  '20 – 25 %',
  '1 000',
  '12 345 678',
  '1,5 km',
  '10–12',
  '--cached',
  '-m',
  '--sort=name',
  '$5 USD',
  '120 km/h',
  '25 °C',
])('keeps %s on one line', (text) => {
  expect(set(`a ${text} b`)).toBe(`a <span class="whole">${text}</span> b`);
});

it('leaves words alone that only look alike', () => {
  for (const text of ['5 green apples', 'well-known', 'a - b', 'in 2024 Mary', 'x1 000', 'A–B', '3 sheep'])
    expect(set(text)).toBe(text);
});

it('takes a picture out of the sizing of code, joined ones as one', () => {
  expect(set('bug 🐛 👩‍🔬🇩🇪 x', true)).toBe(
    'bug <span class="emoji">🐛</span> <span class="emoji">👩‍🔬</span><span class="emoji">🇩🇪</span> x',
  );
  expect(set('--cached 5 GB', true)).toBe('--cached 5 GB');
});
