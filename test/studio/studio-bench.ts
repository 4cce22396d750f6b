import { onTestFinished } from 'vitest';
import { studio } from '../../src/api/studio.js';

/** A studio that ends with the test. @returns its address */
export async function openStudio(cwd: string, paths?: readonly string[]): Promise<string> {
  const stop = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  const url = await new Promise<string>((onListening, reject) => {
    const given = paths === undefined ? {} : { paths };
    ended = studio({ ...given, cwd, port: 0, signal: stop.signal, onListening });
    ended.catch(reject);
  });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return url;
}

/** The token that the page of a studio has been told. */
export async function tokenOf(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  return /data-token="([^"]+)"/.exec(html)?.[1] ?? '';
}
