import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The public API. */
export type Cribsheet = typeof import('../../src/index.js');

/** As people get it: bundled, with its templates compiled. `npm run bench` builds it first. */
export async function builtPackage(): Promise<Cribsheet> {
  return import(pathToFileURL(join(process.cwd(), 'dist/index.js')).href);
}
