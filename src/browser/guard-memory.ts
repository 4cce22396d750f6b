import { readFile } from 'node:fs/promises';
import { kill, platform } from 'node:process';
import type { CDPSession, Page } from 'puppeteer-core';
import { LIMITS } from '../bounds/limits.js';

/** Most jobs end before the first look, and so pay nothing for it. */
const LOOK_EVERY_MS = 100;
/** Linux counts memory in pages of 4 kB, on every machine that Chrome is built for here. */
const MEMORY_PAGE_BYTES = 4096;

/**
 * Ends renderers that take more memory than any note needs. A picture of a few lines can ask for
 * gigabytes (an SVG pattern of patterns of patterns), and Chrome sets no bound of its own. To the job
 * it is a crash. Only Linux tells a process's memory cheaply; elsewhere the time limit alone holds.
 */
export function guardMemory(session: CDPSession): { readonly stop: () => void } {
  if (platform !== 'linux') return { stop: () => undefined };
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    await endGreedy(session).finally(() => {
      isLooking = false;
    });
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

/**
 * Frees what the jobs before left in a page: the heap of an emptied page is not cleaned by itself, and
 * twenty jobs make a renderer of 600 MB out of one of 100.
 */
export async function freeMemory(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

async function endGreedy(session: CDPSession): Promise<void> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { id, type } of processInfo) {
    if (type === 'renderer' && (await residentBytes(id)) > LIMITS.rendererBytes) kill(id, 'SIGKILL');
  }
}

/** 0 for a process that has just ended. */
async function residentBytes(pid: number): Promise<number> {
  const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ');
  return Number(pages ?? 0) * MEMORY_PAGE_BYTES;
}
