import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LiveSite } from '../../src/site/live-site.js';
import { openServer } from '../../src/site/local-server.js';
import { temporaryFolder } from '../temporary-folder.js';
import { DeckBench, everydayBrowser, noteOf, press } from './deck-bench.js';

/** What reveal.js would take from the address: ways to ask it, and settings of every kind. */
const QUERY = [
  'postMessage=true&postMessageEvents=true&hash=false&history=true&transition=zoom&controls=false',
  'progress=false&slideNumber=false&autoSlide=150&rtl=true&loop=true&center=true&keyboard=false&embedded=true',
  'view=print&disableLayout=true&width=300&help=false&overview=false&plugins=x&receiver',
].join('&');
const SECRET = 'nobody else reads this';
const NOTE = `# Glue\n\n- ${SECRET}\n\n# Lambda\n\n- runs\n\n# Kinesis\n\n- streams\n`;

const bench = new DeckBench();
let browser: Browser;
let deck: string;
let html: string;

beforeAll(async () => {
  const { value } = await bench.render(noteOf(NOTE));
  html = value.html;
  deck = bench.save(html);
  browser = await everydayBrowser();
});

afterAll(async () => {
  await browser?.close();
  await bench.close();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** A page that frames or opens the address, asks it everything, and keeps what it hears. */
const attacker = (address: string, how: 'frame' | 'open'): string => `<!doctype html><title>waiting</title>
<script>
const heard = [];
addEventListener('message', ({ data }) => heard.push(String(data)));
const ask = (target) => {
  const calls = [['getSlideNotes'], ['getConfig'], ['getState'], ['slide', 2], ['configure', { autoSlide: 150 }], ['togglePause']];
  for (const [method, ...args] of calls) target.postMessage(JSON.stringify({ method, args }), '*');
};
function begin() {
  const target = ${how === 'open' ? `open(${JSON.stringify(address)})` : `document.querySelector('iframe').contentWindow`};
  let rounds = 0;
  const timer = setInterval(() => {
    if (target) ask(target);
    if (++rounds === 12) { clearInterval(timer); document.title = 'done'; }
  }, 100);
}
</script>
${how === 'frame' ? `<iframe src="${address.replaceAll('&', '&amp;')}" width="800" height="500" onload="begin()"></iframe>` : ''}`;

async function served(body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server)}/deck.html`;
}

/** Another site than the deck's, not only another port. */
const elsewhere = (address: string): string => address.replace('127.0.0.1', 'localhost');

/** The output folder as `serve` shows it. */
async function site(): Promise<string> {
  const folder = await temporaryFolder({ 'a/deck.html': html, 'index.html': SECRET });
  const server = await openServer(new LiveSite(folder).handle, 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

async function page(): Promise<Page> {
  const made = await browser.newPage();
  onTestFinished(() => made.close());
  return made;
}

/** Opens the attacker's page, lets it try for its time, and tells what it has heard. */
async function attack(at: string, how: 'frame' | 'open'): Promise<{ heard: unknown; target: Frame | Page }> {
  const from = await page();
  await from.goto(at);
  const popup =
    how === 'open'
      ? new Promise<Page | null>((resolve) => from.once('popup', resolve))
      : Promise.resolve(null);
  if (how === 'open') await from.evaluate('begin()');
  const opened = await popup;
  if (opened) onTestFinished(() => opened.close());
  await from.waitForFunction(() => document.title === 'done');
  const target = opened ?? from.frames().find((frame) => frame.parentFrame() !== null);
  if (!target) throw new Error('no target');
  return { heard: await from.evaluate('heard'), target };
}

/** All of reveal.js's settings that can be seen in the page, and where it stands. */
function look(target: Frame | Page): Promise<unknown> {
  return target.evaluate(() => {
    const seen = (selector: string): string => {
      const element = document.querySelector<HTMLElement>(selector);
      if (!element) return 'none';
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      return `${attributes.join(' ')} display=${getComputedStyle(element).display}`;
    };
    const shown = document.querySelector('section.present:not(.stack)')?.id;
    const parts = [
      'html',
      'body',
      '.reveal',
      '.slides',
      '.controls',
      '.progress',
      '.slide-number',
      '.playback',
    ];
    return { shown, hash: location.hash, parts: parts.map((part) => [part, seen(part)]) };
  });
}

describe('a page of another origin', () => {
  it.each([
    ['a file', 'frame'],
    ['a file', 'open'],
    ['a server without any header', 'frame'],
    ['a server without any header', 'open'],
  ] as const)('hears nothing and sets nothing: the deck from %s, by %s', async (from, how) => {
    const asked = async (query: string): Promise<{ heard: unknown; target: Frame | Page }> => {
      const isFile = from === 'a file';
      const trap = attacker(`${isFile ? deck : await served(html)}${query}`, how);
      return attack(isFile ? bench.save(trap, 'trap.html') : elsewhere(await served(trap)), how);
    };
    const { heard, target } = await asked(`?${QUERY}`);
    expect(heard).toEqual([]);
    expect(await look(target)).toEqual(await look((await asked('')).target));
  });

  it('hears nothing from the pages for printing', async () => {
    const trap = attacker(`${await served(html)}?print-pdf&postMessage=true&postMessageEvents=true`, 'frame');
    const { heard, target } = await attack(elsewhere(await served(trap)), 'frame');
    expect(heard).toEqual([]);
    await expect.poll(() => target.evaluate(() => document.documentElement.className)).toBe('pages');
  });

  it('cannot frame what is served', async () => {
    const own = await site();
    for (const path of ['/', '/a/deck.html', '/nothing']) {
      const { heard, target } = await attack(
        await served(attacker(`${own}${path}?${QUERY}`, 'frame')),
        'frame',
      );
      expect(heard).toEqual([]);
      await expect
        .poll(() => target.evaluate(() => document.documentElement.outerHTML))
        .not.toMatch(/reveal|nobody/);
    }
  });

  it('keeps no hold on what it opens there', async () => {
    const own = await site();
    const { heard, target } = await attack(
      await served(attacker(`${own}/a/deck.html?${QUERY}`, 'open')),
      'open',
    );
    expect(heard).toEqual([]);
    await expect.poll(() => target.evaluate(() => window.opener)).toBeNull();
  });

  it('cannot read or include a file, nor hear of builds', async () => {
    const own = await site();
    const from = await page();
    await from.goto(await served('<!doctype html><title>x</title>'));
    const read = await from.evaluate(async (base) => {
      const tries = ['cors', 'no-cors'].map((mode) =>
        fetch(`${base}/a/deck.html`, { mode: mode as RequestMode }).then(
          () => 'answered',
          () => 'refused',
        ),
      );
      const load = (element: HTMLElement): Promise<string> =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          document.body.append(element);
        });
      const script = Object.assign(document.createElement('script'), { src: `${base}/a/deck.html` });
      const image = Object.assign(document.createElement('img'), { src: `${base}/a/deck.html` });
      const events = new Promise<string>((resolve) => {
        const feed = new EventSource(`${base}/.events`);
        feed.addEventListener('open', () => resolve('heard'));
        feed.addEventListener('error', () => resolve('refused'));
      });
      return Promise.all([...tries, load(script), load(image), events]);
    }, own);
    expect(read).toEqual(Array(5).fill('refused'));
  });
});

it('the speaker view works in what is served', async () => {
  const own = await page();
  await own.goto(`${await site()}/a/deck.html#/glue`);
  const frame = await own.waitForFrame((candidate) => candidate.parentFrame() !== null);
  await frame.waitForSelector('.reveal.ready');
  const popup = new Promise<Page | null>((resolve) => own.once('popup', resolve));
  await frame.focus('[data-tool="speaker"]');
  await press(own, 'Enter');
  const speaker = await popup;
  await speaker?.waitForSelector('.speaker-now .card');
  await expect.poll(() => speaker?.evaluate(() => document.body.textContent)).toContain(SECRET);
  await speaker?.close();
});
