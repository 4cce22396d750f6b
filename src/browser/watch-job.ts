import { readFile } from 'node:fs/promises';
import { kill, memoryUsage, platform } from 'node:process';
import type { CDPSession } from 'puppeteer-core';
import { clockShare } from '../bounds/clock-share.js';
import { LIMITS } from '../bounds/limits.js';
import { BrowserSilent, PageHung } from './page-lost.js';

/** Most jobs end before the first look, and so pay nothing for it. */
const LOOK_EVERY_MS = 100;
/** Linux counts memory in pages of 4 kB, on every machine that Chrome is built for here. */
const MEMORY_PAGE_BYTES = 4096;
/** Longer than this no look is late but for work of our own thread, or a machine that slept. */
const LATE_MS = 500;

/** What a job may take. */
export interface JobBounds {
  /** Time that the browser spends on it. */
  readonly busyMs: number;
  /** Time that passes; less of it counts while the machine is busy with other things. */
  readonly clockMs: number;
  /** Jobs that share the browser now. */
  readonly jobs: () => number;
}

/**
 * Watches the browser while a job runs in it. Time counts as the renderers work, so that a page on a busy machine
 * is not taken for one that hangs; a browser that does not even say what its processes do has stopped.
 * Renderers that take more memory than any note needs are ended: a picture of a few lines can ask for
 * gigabytes (an SVG pattern of patterns of patterns), and Chrome sets no bound of its own. To the job it is a
 * crash. Only Linux tells a process's memory cheaply; elsewhere the limits on time hold alone.
 *
 * @param session takes orders to the browser itself
 * @returns a promise that rejects with {@link PageHung} or {@link BrowserSilent}
 */
export function watchJob(
  session: CDPSession,
  { busyMs, clockMs, jobs }: JobBounds,
): { readonly lost: Promise<never>; readonly stop: () => void } {
  let isLooking = false;
  let cpuMs: number | null = null;
  const spent = { busyMs: 0, clockMs: 0, silentMs: 0 };
  let sinceMs = performance.now();
  let lose: (reason: Error) => void = () => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    lose = reject;
  });
  lost.catch(() => undefined);
  const look = async (passedMs: number): Promise<void> => {
    const now = await endGreedy(session);
    spent.silentMs = 0;
    const workedMs = cpuMs === null ? 0 : Math.max(0, now - cpuMs);
    cpuMs = now;
    spent.busyMs += Math.min(passedMs, workedMs / Math.max(1, jobs()));
  };
  const timer = setInterval(() => {
    const passedMs = Math.min(performance.now() - sinceMs, LATE_MS);
    sinceMs = performance.now();
    const countedMs = passedMs * clockShare();
    spent.clockMs += countedMs;
    spent.silentMs += countedMs;
    if (spent.silentMs > LIMITS.browserSilentMs) lose(new BrowserSilent(LIMITS.browserSilentMs));
    else if (spent.busyMs > busyMs || spent.clockMs > clockMs) lose(new PageHung(busyMs));
    if (isLooking) return;
    isLooking = true;
    void look(passedMs)
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS);
  return { lost, stop: () => clearInterval(timer) };
}

/** @returns time of the processor that all renderers have taken so far */
async function endGreedy(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(async ({ id }) => ({ id, bytes: await residentBytes(id) })));
  sizes.sort((a, b) => b.bytes - a.bytes);
  const [largest] = sizes;
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (largest && (largest.bytes > LIMITS.rendererBytes || all > mostRendererBytes(memoryUsage.rss())))
    kill(largest.id, 'SIGKILL');
  return renderers.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** What all renderers may take beside a process of this size. */
export function mostRendererBytes(ownBytes: number): number {
  return Math.min(LIMITS.renderersBytes, LIMITS.runBytes - Math.min(ownBytes, LIMITS.ownBytes));
}

/** 0 for a process that has just ended, and where nobody tells. */
async function residentBytes(pid: number): Promise<number> {
  if (platform !== 'linux') return 0;
  const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ');
  return Number(pages ?? 0) * MEMORY_PAGE_BYTES;
}
