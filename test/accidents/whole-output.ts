import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isAlive } from '../../src/files/is-alive.js';

/**
 * What must hold after every accident: each file whole, the manifest true, nothing half-written left
 * by a process that is gone.
 *
 * @param swept false right after a kill: the next run sweeps
 */
export async function expectWhole(out: string, { swept }: { readonly swept: boolean }): Promise<void> {
  const names = await readdir(out, { recursive: true }).catch(() => []);
  for (const name of names) {
    if (/\.pdf$/.test(name)) await expectPdf(join(out, name));
    if (/\.html$/.test(name))
      expect((await readFile(join(out, name), 'utf8')).trimEnd()).toMatch(/<\/html>$/);
    const [, pid] = /\.(\d+)\.[0-9a-f]{8}\.tmp$/.exec(name) ?? [];
    if (swept && pid !== undefined) expect(isAlive(Number(pid)), `${name} was left behind`).toBe(true);
  }
  const text = await readFile(join(out, '.cribsheet.json'), 'utf8').catch(() => '{"outputs":[]}');
  for (const { key, files } of JSON.parse(text).outputs) {
    if (key === null) continue;
    for (const { path, hash } of files) {
      const content = await readFile(join(out, path));
      const found = createHash('sha256').update(`${content.length}:`).update(content).digest('hex');
      expect(found.slice(0, 32), path).toBe(hash);
    }
  }
}

async function expectPdf(file: string): Promise<void> {
  const text = await readFile(file, 'latin1');
  expect(text.slice(0, 5), file).toBe('%PDF-');
  expect(text.trimEnd().slice(-5), file).toBe('%%EOF');
}
