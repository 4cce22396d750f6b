import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, from the sources as well as from what is built of them. */
export const PACKAGE_FOLDER: string = folderWith('package.json', dirname(fileURLToPath(import.meta.url)));

function folderWith(name: string, from: string): string {
  if (existsSync(join(from, name)) || dirname(from) === from) return from;
  return folderWith(name, dirname(from));
}
