import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import type { WithPage } from '../../src/page/render-page.js';
import { type MadeSheet, madeSheet } from './make-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

interface Shade {
  readonly text: string;
  readonly ink: readonly number[];
  readonly ground: readonly number[];
}

/** Every run of text with its colour and the ground it stands on, as the browser computes them. */
function shadesOf(): Shade[] {
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const shades: { text: string; ink: number[]; ground: number[] }[] = [];
  const walker = document.createTreeWalker(
    document.querySelector('.paper') ?? document,
    NodeFilter.SHOW_TEXT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const host = node.parentElement;
    if (!host || !node.textContent?.trim() || host.closest('.katex-mathml')) continue;
    let ground = [255, 255, 255];
    for (let at: Element | null = host; at; at = at.parentElement) {
      const fill = channels(getComputedStyle(at).backgroundColor);
      if ((fill[3] ?? 1) < 1) continue;
      ground = fill;
      break;
    }
    shades.push({
      text: node.textContent.trim().slice(0, 30),
      ink: channels(getComputedStyle(host).color),
      ground,
    });
  }
  return shades;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

async function shaded(text: string, options: Parameters<typeof madeSheet>[2] = {}) {
  let shades: Shade[] = [];
  const withPage: WithPage = (job, needs) =>
    session.withPage(async (page) => {
      const result = await job(page);
      shades = await page.run(shadesOf);
      return result;
    }, needs);
  const made: MadeSheet = await madeSheet(withPage, text, options);
  return { ...made, shades };
}

const note = (front: string, first: string, second: string): string => `---
title: Colours
tags: [one]
${front}
---

<div markdown="1">
<a href="#a" class="mindmap mindmap-new-section" style="--mindmap-color: ${first}">\`A\` \`chip\`</a>
<a href="#b" class="mindmap mindmap-new-section" style="--mindmap-color: ${second}">\`B\`</a>
</div>

# A #tag

Some text, **strong**, \`code\`, [link](https://example.org) and <mark>marked</mark>.

| h | k |
|---|---|
| 1 | 2 |

> [!WARNING]
> Take care.

# B

- point
  - inner

\`\`\`js
const answer = 42; // why
\`\`\`
`;

describe('contrast', () => {
  it.each([
    ['yellow on white', 'fgColor: "#ffff00"\nbgColor: "#ffffff"', '#ffff66', 'lime'],
    ['white on white', 'fgColor: white\nbgColor: white', 'white', '#fefefe'],
    ['black on black', 'fgColor: black\nbgColor: black', 'black', '#010101'],
    ['the same twice', 'customColor: cyan', 'cyan', 'cyan'],
    ['no colours', '', 'none-such', ''],
  ])('%s stays readable', async (_name, front, first, second) => {
    const { shades } = await shaded(note(front, first, second));
    expect(shades.length).toBeGreaterThan(15);
    const poor = shades.filter(({ ink, ground }) => contrast(ink, ground) < 4.5);
    expect(poor).toEqual([]);
  });

  it('is measured right', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
  });
});

describe('ink', () => {
  it('mono has no colour at all, and the same words', async () => {
    const colour = await shaded(note('', 'teal', 'red'));
    const mono = await shaded(note('', 'teal', 'red'), { ink: 'mono' });
    const isGrey = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean =>
      red === green && green === blue;
    expect(mono.shades.filter(({ ink, ground }) => !isGrey(ink) || !isGrey(ground))).toEqual([]);
    expect(colour.shades.some(({ ground }) => !isGrey(ground))).toBe(true);
    expect(mono.shades.map(({ text }) => text)).toEqual(colour.shades.map(({ text }) => text));
    expect(mono.shades.filter(({ ink, ground }) => contrast(ink, ground) < 4.5)).toEqual([]);
  });

  it('mono still tells groups apart', async () => {
    const bars = async (ink: 'colour' | 'mono'): Promise<string[]> => {
      let looks: string[] = [];
      const withPage: WithPage = (job, needs) =>
        session.withPage(async (page) => {
          const result = await job(page);
          looks = await page.run(() =>
            [...document.querySelectorAll('.service .name')].map((bar) => {
              const { backgroundColor, outlineStyle, outlineWidth, color } = getComputedStyle(bar);
              return [backgroundColor, outlineStyle, outlineWidth, color].join(' ');
            }),
          );
          return result;
        }, needs);
      await madeSheet(withPage, note('', 'teal', 'red'), { ink });
      return looks;
    };
    for (const ink of ['colour', 'mono'] as const) {
      const looks = await bars(ink);
      expect(looks).toHaveLength(2);
      expect(new Set(looks).size, ink).toBe(2);
    }
  });
});
