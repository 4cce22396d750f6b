import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type PresentOptions, present, type SessionAddresses } from '../../src/index.js';
import { everydayBrowser, watchedPage } from '../deck/deck-bench.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = `---
title: Queues
---

# Amazon SQS

- decouples **producers** from consumers
- a message is hidden for the *visibility timeout*

Which queue keeps the order?

- standard queue
- FIFO queue
- delay queue

<details><summary>Answer</summary>

The FIFO queue, within a group.

</details>

# Amazon SNS

- **topics** fan out to many *subscribers*
`;

const PATIENCE = { timeout: 60_000 };

let browser: Browser;
let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cribsheet session '));
  await writeFile(join(cwd, 'queues.md'), NOTE);
  browser = await everydayBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(cwd, { recursive: true, force: true });
});

interface Session extends SessionAddresses {
  readonly end: () => Promise<void>;
}

async function session(port: number, options: PresentOptions = {}): Promise<Session> {
  const stop = new AbortController();
  let tell = (_addresses: SessionAddresses): void => undefined;
  const opened = new Promise<SessionAddresses>((resolve) => {
    tell = resolve;
  });
  const held = present({ ...options, paths: ['queues.md'], cwd, port, signal: stop.signal, onOpen: tell });
  const end = async (): Promise<void> => {
    stop.abort();
    await held;
  };
  onTestFinished(end);
  return { ...(await Promise.race([opened, held.then(() => Promise.reject(new Error('not opened')))])), end };
}

/** A page with storage of its own, as on a device of its own. */
async function deviceAt(address: string, widthPx: number, heightPx: number) {
  const context = await browser.createBrowserContext();
  onTestFinished(() => context.close());
  const watched = await watchedPage(context as unknown as Browser, widthPx, heightPx);
  await watched.page.goto(address);
  await watched.page.waitForSelector('main.ready', PATIENCE);
  await watched.page.waitForSelector('.room .room-controls', PATIENCE);
  return watched;
}

const slideOf = (page: Page): Promise<string> =>
  page.evaluate(() => decodeURIComponent(location.hash.replace('#/', '')));

async function reaches(page: Page, slide: string): Promise<void> {
  const wanted = `#/${slide}`;
  await page.waitForFunction((hash) => location.hash === hash, PATIENCE, wanted);
}

/** Goes to a slide as the list of sections does. */
async function go(page: Page, slide: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/${id}`;
  }, slide);
  await reaches(page, slide);
}

const shown = (page: Page, selector: string): Promise<unknown> =>
  page.waitForSelector(selector, { ...PATIENCE, visible: true });

const tap = (page: Page, selector: string): Promise<void> =>
  page.evaluate((found) => document.querySelector<HTMLElement>(found)?.click(), selector);

const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((found) => document.querySelector(found)?.textContent ?? '', selector);

it('a group follows, answers, votes, and goes on after the server was started again', async () => {
  const first = await session(0);
  const presenter = await deviceAt(first.presenter, 1280, 720);
  const member = await deviceAt(first.members, 390, 844);
  await shown(presenter.page, '.room-open');
  await expect.poll(() => presenter.page.evaluate(() => location.href)).not.toContain('key=');
  await shown(member.page, '.slide-front .room-qr svg');

  // Follow, the question, its options.
  await go(presenter.page, 'amazon-sqs--quiz-1');
  await reaches(member.page, 'amazon-sqs--quiz-1');
  await shown(member.page, '.room-option');
  const small = await member.page.evaluate(() =>
    [...document.querySelectorAll('.room-bar button, .room-choice')]
      .map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && (height < 44 || width < 44)),
  );
  expect(small).toEqual([]);
  await tap(member.page, '.room-option:nth-child(1)');
  await tap(member.page, '.room-choice[data-option="1"]');
  await presenter.page.waitForFunction(
    () => document.querySelector('.room-votes')?.textContent?.includes('A 0  B 1  C 0'),
    PATIENCE,
  );
  await tap(presenter.page, '.room-close');
  await member.page.waitForFunction(
    () =>
      document.querySelector('.room-option:nth-child(2)')?.textContent === 'B · 1' &&
      document.querySelector('#amazon-sqs--quiz-1 .answer.visible') !== null,
    PATIENCE,
  );

  // Recall: one term opens on every screen, the other stays hidden.
  await go(presenter.page, 'amazon-sqs');
  await presenter.page.keyboard.press('r');
  await presenter.page.keyboard.press('n');
  await reaches(member.page, 'amazon-sqs');
  await shown(member.page, '#amazon-sqs .shown-term');
  await expect.poll(() => textOf(member.page, '#amazon-sqs .shown-term')).toBe('producers');
  await shown(member.page, '#amazon-sqs .hidden-term');

  // Someone comes late, and lands where all are.
  const late = await deviceAt(first.members, 1280, 720);
  await reaches(late.page, 'amazon-sqs');
  await shown(late.page, '#amazon-sqs .shown-term');

  // Votes, from two devices; the presenter sees them come.
  await tap(member.page, '.room-shaky');
  await tap(late.page, '.room-got');
  await presenter.page.waitForFunction(
    () => /\b1\b.*\b1\b/.test(document.querySelector('.room-votes')?.textContent ?? ''),
    PATIENCE,
  );

  // A member who looks around stays there, and comes back with one tap; nobody else is moved.
  await late.page.keyboard.press('ArrowRight');
  await shown(late.page, '.room-follow');
  await expect.poll(() => slideOf(late.page)).toBe('amazon-sns');
  await tap(late.page, '.room-follow');
  await reaches(late.page, 'amazon-sqs');
  await expect.poll(() => slideOf(presenter.page)).toBe('amazon-sqs');

  // The server ends and comes back at the same place: all pages find it by themselves.
  await first.end();
  await shown(member.page, '.room-state.is-lost');
  const port = Number(new URL(first.members).port);
  const second = await session(port);
  expect(second.isResumed).toBe(true);
  await member.page.waitForFunction(() => !document.querySelector('.room-state.is-lost'), PATIENCE);
  await expect
    .poll(() => member.page.evaluate(() => document.querySelector('.room-shaky')?.ariaPressed))
    .toBe('true');
  await shown(presenter.page, '.room-open');
  await presenter.page.waitForFunction(() => !document.querySelector('.is-lost'), PATIENCE);
  await go(presenter.page, 'amazon-sns');
  await Promise.all([reaches(member.page, 'amazon-sns'), reaches(late.page, 'amazon-sns')]);

  // The ranking, on every screen.
  await tap(presenter.page, '.room-open');
  await shown(presenter.page, '.room-order li');
  await tap(presenter.page, '.room-rank');
  await shown(late.page, '.room-ranking[open] svg');
  await expect.poll(() => textOf(late.page, '.room-picture svg')).toContain('Amazon SQS');

  const kept = await readFile(join(cwd, second.session), 'utf8');
  expect(kept).toContain('"shaky"');
  for (const { errors } of [presenter, member, late])
    expect(errors.filter((text) => !text.includes('WebSocket'))).toEqual([]);
}, 240_000);

it('the deck on disk knows nothing of the session', async () => {
  const { session: file } = await session(0);
  const deck = await readFile(join(cwd, file.replace('.session.json', '.deck.html')), 'utf8');
  expect(deck).not.toContain('room-invite');
  expect(deck).not.toContain('connect-src');
}, 60_000);

it('shows one deck, and says so', async () => {
  const folder = await temporaryFolder({ 'notes/a.md': NOTE, 'notes/b.md': NOTE });
  await expect(present({ cwd: folder })).rejects.toThrow('a session shows one deck, and these are 2');
});
