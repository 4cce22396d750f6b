import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';

const session = new BrowserSession({ browser: null, size: 2, jobLimitMs: 2_000 });

afterAll(() => session.close());

/** Whether a process is still there. */
function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('pages for jobs', () => {
  it('gives a few pages to many jobs, empty each time', async () => {
    const pages = new Set<unknown>();
    const texts = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        session.withPuppeteerPage(async (page) => {
          pages.add(page);
          const before = await page.content();
          await page.setViewport({ width: 300, height: 200, deviceScaleFactor: 2 });
          await page.emulateMediaType('print');
          await page.setContent(`<p>job ${i}</p>`);
          return before;
        }),
      ),
    );
    expect(texts.join()).not.toContain('job');
    expect(pages.size).toBe(2);
    const after = await session.withPuppeteerPage((page) =>
      page.evaluate(() => [innerWidth, devicePixelRatio, matchMedia('print').matches]),
    );
    expect(after).toEqual([1280, 1, false]);
  });

  it('runs no script of the document', async () => {
    const html = '<script>document.title = "ran"</script><img src="data:x" onerror="document.title=\'ran\'">';
    const job = async (page: import('puppeteer-core').Page) => {
      await page.setContent(html);
      await page.evaluate(async () => document.fonts.ready.then(() => undefined));
      return page.title();
    };
    expect(await session.withPuppeteerPage(job)).toBe('');
    expect(await Promise.all([session.withPuppeteerPage(job), session.withPuppeteerPage(job)])).toEqual([
      '',
      '',
    ]);
  });

  it('hands on what the job throws, and keeps the page', async () => {
    await expect(session.withPuppeteerPage(async () => Promise.reject(new Error('mine')))).rejects.toThrow(
      'mine',
    );
    await expect(session.withPuppeteerPage((page) => page.evaluate(() => 1 + 1))).resolves.toBe(2);
  });

  it('tries again in a fresh page after a crash', async () => {
    let runs = 0;
    const value = await session.withPuppeteerPage(async (page) => {
      runs += 1;
      if (runs === 1) await page.goto('chrome://crash');
      return page.evaluate(() => 'fine');
    });
    expect([value, runs]).toEqual(['fine', 2]);
  });

  it('tries again after a hang, then gives up with a problem, and goes on', async () => {
    let runs = 0;
    const hang = session.withPuppeteerPage(async (page) => {
      runs += 1;
      await page.evaluate(() => {
        for (;;);
      });
    });
    await expect(hang).rejects.toThrow('the browser page did not answer for 2 s, twice');
    expect(runs).toBe(2);
    await expect(session.withPuppeteerPage((page) => page.evaluate(() => 3))).resolves.toBe(3);
  });

  it('starts another browser when the first one is killed', async () => {
    const { pid } = await session.describe();
    let runs = 0;
    const value = await session.withPuppeteerPage(async (page) => {
      runs += 1;
      if (runs === 1) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 100));
      return page.evaluate(() => 'again');
    });
    expect(value).toBe('again');
  });
});

describe('a browser that a signal has stopped', () => {
  it('is ended, and its jobs are done in another', async () => {
    const own = new BrowserSession({ browser: null, size: 2 });
    const { pid } = await own.describe();
    process.kill(pid, 'SIGSTOP');
    const started = performance.now();
    const jobs = [1, 2, 3, 4].map((n) => own.withPuppeteerPage((page) => page.evaluate((of) => of * 2, n)));
    expect(await Promise.all(jobs)).toEqual([2, 4, 6, 8]);
    expect(performance.now() - started).toBeLessThan(50_000);
    expect(isAlive(pid)).toBe(false);
    expect((await own.describe()).pid).not.toBe(pid);
    await own.close();
  });
});

describe('closing', () => {
  it('leaves no process behind and refuses further work', async () => {
    const own = new BrowserSession({ browser: null, size: 1 });
    const { pid } = await own.describe();
    await Promise.all([own.close(), own.close()]);
    await waitUntil(() => !isAlive(pid));
    expect(isAlive(pid)).toBe(false);
    await expect(own.withPuppeteerPage(async () => 1)).rejects.toThrow('stopped');
  });

  it('ends a job that is running', async () => {
    const own = new BrowserSession({ browser: null, size: 1 });
    const job = own.withPuppeteerPage(async (page) => {
      void own.close();
      await page.evaluate(async () => new Promise((resolve) => setTimeout(resolve, 60_000)));
    });
    await expect(job).rejects.toThrow('stopped');
  });

  it('does not start a browser that nobody needed', async () => {
    const own = new BrowserSession({ browser: '/does/not/exist' });
    await expect(own.close()).resolves.toBeUndefined();
  });
});

describe('the network', () => {
  // A browser of its own: Chrome's local network checks depend on what its pages showed before.
  const own = new BrowserSession({ browser: null, size: 1 });
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('body { color: red }');
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(async () => {
    server.close();
    await own.close();
  });

  const asking = (origin: string): string => `
    <link rel=stylesheet href="${origin}/css"><link rel=prefetch href="${origin}/prefetch">
    <link rel=preload as=image href="${origin}/preload"><link rel=preconnect href="${origin}">
    <link rel=dns-prefetch href="${origin}"><link rel=icon href="${origin}/icon">
    <style>@import "${origin}/import"; @font-face { font-family: f; src: url(${origin}/font) }
    p { font-family: f; background: url(${origin}/background) }</style>
    <p>x <img src="${origin}/image"> <img src="file:///etc/hostname"> <iframe src="${origin}/frame"></iframe>
    <iframe src="file:///etc/hostname"></iframe><object data="${origin}/object"></object>
    <embed src="${origin}/embed"><video src="${origin}/video"></video>
    <svg><use href="${origin}/use#a"/><image href="${origin}/svg"/></svg>
    <script>fetch('${origin}/fetch'); navigator.sendBeacon('${origin}/beacon'); new WebSocket('${origin.replace('http', 'ws')}/ws');
    new EventSource('${origin}/events'); open('${origin}/popup'); new Image().src = '${origin}/js';
    const rtc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${origin.slice(7)}' }] });
    rtc.createDataChannel(''); rtc.createOffer().then((offer) => rtc.setLocalDescription(offer));</script>`;

  it.each([false, true])('is out of reach, and every request is told of (scripts %s)', async (scripts) => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const refused: string[] = [];
    await own.withPuppeteerPage(
      async (page) => {
        await page.setJavaScriptEnabled(scripts);
        await page.setContent(asking(origin));
        await page.pdf();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await page.setJavaScriptEnabled(false);
      },
      { onRefused: (url) => refused.push(url) },
    );
    expect(seen).toEqual([]);
    for (const path of ['/css', '/import', '/image', '/font', '/background', '/frame', '/prefetch']) {
      expect(refused).toContain(origin + path);
    }
    expect(refused).toContain('file:///etc/hostname');
  });

  it('lets inlined assets in', async () => {
    const refused: string[] = [];
    const width = await own.withPuppeteerPage(
      async (page) => {
        const svg = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>');
        await page.setContent(`<img src="data:image/svg+xml,${svg}">`);
        return page.evaluate(() => document.querySelector('img')?.naturalWidth);
      },
      { onRefused: (url) => refused.push(url) },
    );
    expect([width, refused]).toEqual([7, []]);
  });
});
