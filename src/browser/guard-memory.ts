import { readFile } from 'node:fs/promises';
import { kill, platform } from 'node:process';
import type { Browser } from 'puppeteer-core';
import { LIMITS } from '../limits.js';

/** Most jobs end before the first look, and so pay nothing for it. */
const LOOK_EVERY_MS = 250;
/** Linux counts memory in pages of 4 kB, on every machine that Chrome is built for here. */
const MEMORY_PAGE_BYTES = 4096;

/**
 * Ends renderers that take more memory than any note needs. A picture of a few lines can ask for
 * gigabytes (an SVG pattern of patterns of patterns), and Chrome sets no bound of its own. To the job
 * it is a crash. Only Linux tells a process's memory cheaply; elsewhere the time limit alone holds.
 */
export function guardMemory(browser: Browser): { readonly stop: () => void } {
  if (platform !== 'linux') return { stop: () => undefined };
  const timer = setInterval(() => void endGreedy(browser).catch(() => undefined), LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

async function endGreedy(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  for (const { id, type } of processInfo) {
    if (type === 'renderer' && (await residentBytes(id)) > LIMITS.rendererBytes) kill(id, 'SIGKILL');
  }
}

/** 0 for a process that has just ended. */
async function residentBytes(pid: number): Promise<number> {
  const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ');
  return Number(pages ?? 0) * MEMORY_PAGE_BYTES;
}
