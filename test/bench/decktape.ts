import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { candidates } from '../../src/browser/candidates.js';

/** Beside the other tools of the bench: `npm run bench:install`. */
const DECKTAPE = 'test/bench/node_modules/decktape/decktape.js';

/** Pages of the PDF that decktape makes of a deck with our browser; null where either is not installed. */
export async function pagesByDecktape(html: string): Promise<number | null> {
  if (!existsSync(DECKTAPE)) return null;
  for (const candidate of candidates(null)) {
    if (!('path' in (await candidate.locate()))) continue;
    const { path, env } = await candidate.prepare();
    return printed(html, path, { ...process.env, ...env });
  }
  return null;
}

async function printed(html: string, browser: string, env: NodeJS.ProcessEnv): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'decktape-'));
  try {
    const [deck, pdf] = ['deck.html', 'deck.pdf'].map((name) => join(folder, name));
    if (deck === undefined || pdf === undefined) throw new Error('no folder');
    writeFileSync(deck, html);
    const args = ['--chrome-path', browser, '--chrome-arg=--no-sandbox', '--chrome-arg=--disable-gpu'];
    const command = [DECKTAPE, ...args, 'reveal', pathToFileURL(deck).href, pdf];
    await promisify(execFile)(process.execPath, command, { env, timeout: 300_000 });
    const document = await getDocument({ data: new Uint8Array(readFileSync(pdf)), verbosity: 0 }).promise;
    const pages = document.numPages;
    await document.destroy();
    return pages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
