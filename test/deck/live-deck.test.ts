import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '../../src/model.js';
import {
  DeckBench,
  everydayBrowser,
  expectSlide,
  openDeck,
  press,
  readNote,
  SHIPPED,
  watchedPage,
} from './deck-bench.js';

const bench = new DeckBench();
let browser: Browser;
let server: Server;
let note: Note;
let file: string;
let served: string;

beforeAll(async () => {
  note = readNote(SHIPPED[0]);
  const { value } = await bench.render(note);
  file = bench.save(value.html);
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(value.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served = `http://127.0.0.1:${(server.address() as AddressInfo).port}/deck.html`;
  browser = await everydayBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await bench.close();
});

async function opened(address: string, widthPx = 1280, heightPx = 720): ReturnType<typeof watchedPage> {
  const watched = await watchedPage(browser, widthPx, heightPx);
  await openDeck(watched.page, address);
  return watched;
}

/** Title on the slide now shown. */
function titleNow(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('section.present:not(.stack)')?.getAttribute('data-title') ?? '',
  );
}

/** Slides on which anything reaches beyond the card, measured while it is shown, at its real scale. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    const ids = [...document.querySelectorAll<HTMLElement>('.slides section[id]')].map(({ id }) => id);
    for (const id of ids) {
      location.hash = `#/${encodeURIComponent(id)}`;
      await new Promise((resolve) => setTimeout(resolve, 12));
      const card = document.querySelector<HTMLElement>(`[id="${id}"] > .card`);
      if (!card) continue;
      const outer = card.getBoundingClientRect();
      const out = [...card.querySelectorAll<HTMLElement>('*')].some((element) => {
        if (element.closest('.katex, .visually-hidden')) return false;
        const box = element.getBoundingClientRect();
        return box.right > outer.right + 1 || box.bottom > outer.bottom + 1 || box.left < outer.left - 1;
      });
      const shownWhole =
        outer.left > -1 && outer.top > -1 && outer.right < innerWidth + 1 && outer.bottom < innerHeight + 1;
      if (out || !shownWhole || outer.width === 0) found.push(id);
    }
    return found;
  });
}

describe('on every screen', () => {
  it.each([
    ['a projector', 1920, 1080],
    ['an old projector', 1024, 768],
  ])('%s shows every slide whole, from a file, with no request', async (_name, width, height) => {
    const { page, requests, errors } = await opened(file, width, height);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.reload();
    await page.waitForSelector('.reveal.ready');
    expect(await overflowing(page)).toEqual([]);
    expect(new Set(requests.map((url) => url.replace(/#.*/, '')))).toEqual(new Set([file]));
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each([
    ['a phone', 390, 844],
    ['a phone on its side', 844, 390],
    ['a laptop at 200 %', 640, 360],
  ])(
    '%s shows one column of real text: nothing under 16 px, nothing to the side',
    async (_name, width, height) => {
      const { page, errors } = await opened(file, width, height);
      const small = await page.evaluate(() => {
        const found = new Set<string>();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const parent = walker.currentNode.parentElement;
          if (!parent || !walker.currentNode.nodeValue?.trim() || parent.closest('script, .katex, sub, sup'))
            continue;
          if (parent.getClientRects().length === 0 || parent.closest('.visually-hidden')) continue;
          const size = Number.parseFloat(getComputedStyle(parent).fontSize);
          if (size < 16) found.add(`${size} ${parent.tagName} ${parent.className}`);
        }
        return [...found];
      });
      expect(small).toEqual([]);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
      const short = await page.$$eval(
        '.tools button, .map-list a',
        (targets) =>
          targets
            .map((target) => target.getBoundingClientRect())
            .filter((box) => box.height > 0 && (box.height < 44 || box.width < 44)).length,
      );
      expect(short).toBe(0);
      expect(errors).toEqual([]);
      await page.close();
    },
  );

  it('works from a server alike, with one request', async () => {
    const { page, requests, errors } = await opened(served);
    await press(page, 'End');
    await expect.poll(() => titleNow(page)).toBe('Recap');
    expect(requests.filter((url) => !url.endsWith('favicon.ico'))).toEqual([served]);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('for everybody', () => {
  it('the map is a picture of links that a screen reader can browse', async () => {
    const { page } = await opened(`${file}#/deck-map`);
    await expect.poll(() => page.$('[role="application"]')).toBeNull();
    const tree = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
    for (const { shortName } of note.sections) expect(tree).toContain(shortName);
    const [first] = note.sections;
    await page.evaluate(
      (id) => document.querySelector<SVGAElement>(`.map [role="list"] a[href="#/${id}"]`)?.focus(),
      first?.id,
    );
    await press(page, 'Tab');
    await page.keyboard.down('Shift');
    await press(page, 'Tab');
    await page.keyboard.up('Shift');
    const ring = await page.evaluate(
      () => getComputedStyle(document.activeElement?.querySelector('.hit') ?? document.body).strokeWidth,
    );
    expect(ring).toBe('4px');
    await press(page, 'Enter');
    await expectSlide(page, first?.id ?? '');
    await page.close();
  });

  it('Tab reaches the tools, and the focus is to be seen', async () => {
    const { page } = await opened(`${file}#/amazon-polly`);
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const tool = await page.evaluate(() => document.activeElement?.getAttribute('data-tool'));
      if (tool !== 'recall') continue;
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
      );
      expect(outline).toBe('solid');
      await press(page, 'Enter');
      await expect
        .poll(() => page.evaluate(() => document.documentElement.classList.contains('recall')))
        .toBe(true);
      await page.close();
      return;
    }
    throw new Error('Tab never reached the tools');
  });

  it.each(['light', 'dark'] as const)(
    'all text has a contrast of at least 4.5:1 in the %s theme',
    async (scheme) => {
      const { page } = await opened(file);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const poor = await page.evaluate(() => {
        const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
        const luminance = ([r = 0, g = 0, b = 0]: number[]): number => {
          const linear = [r, g, b].map((value) => {
            const c = value / 255;
            return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
        };
        const ground = (element: Element | null): number[] => {
          for (let at = element; at; at = at.parentElement) {
            const found = channels(getComputedStyle(at).backgroundColor);
            if (found.length === 3 || (found[3] ?? 1) > 0) return found;
          }
          return [255, 255, 255];
        };
        const bad: string[] = [];
        for (const section of document.querySelectorAll<HTMLElement>('section'))
          section.style.display = 'block';
        const walker = document.createTreeWalker(
          document.querySelector('.slides') ?? document.body,
          NodeFilter.SHOW_TEXT,
        );
        while (walker.nextNode()) {
          const parent = walker.currentNode.parentElement;
          if (!parent || !walker.currentNode.nodeValue?.trim() || parent.closest('.notes')) continue;
          if (parent.getClientRects().length === 0) continue;
          const style = getComputedStyle(parent);
          const label = parent.closest('.root-label');
          const colour = channels(parent instanceof SVGElement ? style.fill : style.color);
          const root = getComputedStyle(document.querySelector('.map .root') ?? document.body).fill;
          const backgrounds = [label ? channels(root) : ground(parent)];
          // The marker stroke behind a term.
          if (style.textDecorationLine === 'underline' && style.textDecorationSkipInk === 'none')
            backgrounds.push(channels(style.textDecorationColor));
          for (const under of backgrounds) {
            const [light = 0, dark = 0] = [luminance(colour), luminance(under)].sort((a, b) => b - a);
            const contrast = (light + 0.05) / (dark + 0.05);
            if (contrast < 4.5)
              bad.push(
                `${contrast.toFixed(2)} ${parent.className} ${walker.currentNode.nodeValue.trim().slice(0, 30)}`,
              );
          }
        }
        return [...new Set(bad)];
      });
      expect(poor).toEqual([]);
      await page.close();
    },
  );
});

describe('closed to strangers', () => {
  it('an injected script does not run, nor does a message move the deck', async () => {
    const { page } = await opened(file);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="data:x" onerror="document.title=\'taken over\'">',
      );
      postMessage(JSON.stringify({ method: 'slide', args: [5] }), '*');
      postMessage(JSON.stringify({ method: 'showPreview', args: ['data:text/html,x'] }), '*');
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect.poll(() => page.title()).toBe(note.meta.title);
    await expect.poll(() => titleNow(page)).toBe(note.meta.title);
    expect(await page.$$('iframe')).toHaveLength(0);
    await page.close();
  });
});
