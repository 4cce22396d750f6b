import { get, type IncomingMessage } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../src/api/serve.js';
import { temporaryFolder } from '../temporary-folder.js';

/** What a browser gets, whose person has opened the address or whose page asks for it. */
function asked(url: string, dest: 'document' | 'empty'): Promise<{ head: IncomingMessage; text: string }> {
  const site = dest === 'document' ? 'none' : 'same-origin';
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'sec-fetch-dest': dest, 'sec-fetch-site': site } }, async (head) => {
      const parts: Buffer[] = [];
      for await (const part of head) parts.push(part);
      resolve({ head, text: Buffer.concat(parts).toString('utf8') });
    }).on('error', reject);
  });
}

it('the index page of serve leads to the studio, which has an origin of its own', async () => {
  const cwd = await temporaryFolder({ 'notes/a.md': '# One\n\n- a\n' });
  const stop = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  const url = await new Promise<string>((onListening, reject) => {
    ended = serve({
      cwd,
      port: 0,
      only: ['cards'],
      signal: stop.signal,
      onListening,
      onBuild: () => undefined,
    });
    ended.catch(reject);
  });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  expect((await asked(url, 'document')).text).toContain('href="/.studio"');
  // A page that lies in the folder is not told where the studio is.
  expect((await asked(`${url}.studio`, 'empty')).head.headers.location).toBeUndefined();
  const { location = '' } = (await asked(`${url}.studio`, 'document')).head.headers;
  expect(new URL(location).origin).not.toBe(new URL(url).origin);
  expect((await asked(location, 'document')).text).toContain('<title>cribsheet studio</title>');
  expect((await asked(`${url}.studio`, 'document')).head.headers.location).toBe(location);
});
