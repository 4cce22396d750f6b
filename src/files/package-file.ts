import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from './package-folder.js';

/** Fonts are built in: their packages hold five times as much as we use. */
export const BUILT_IN = join(PACKAGE_FOLDER, 'dist', 'fonts');

const require = createRequire(import.meta.url);

/**
 * Path of a file that is built in, or that lies in a package.
 *
 * @param specifier such as `@fontsource/asap/400.css`
 * @throws an error of Node where there is neither
 */
export function packageFile(specifier: string): string {
  const own = join(BUILT_IN, specifier);
  return existsSync(own) ? own : require.resolve(specifier);
}
