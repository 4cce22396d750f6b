import { wcagContrast } from 'culori';
import { expect, it } from 'vitest';
import { darkSwatch, pageColours } from '../../src/html/dark-swatch.js';

it.each(['#0b5394', '#7a1f1f', '#2e7d32', '#ffd600', '#4430c8', '#888888', '#ff00ff', '#00ffff'])(
  'a term of colour %s is no dimmer than the text of a dark page',
  (colour) => {
    const { ink, paper } = pageColours(colour, true);
    const term = darkSwatch(colour);
    expect(wcagContrast(term.ink, paper)).toBeGreaterThanOrEqual(wcagContrast(ink, paper) * 0.99);
    expect(wcagContrast(term.ink, term.tint)).toBeGreaterThanOrEqual(4.5);
  },
);
