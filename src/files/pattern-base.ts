import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The folder in which a glob begins: `notes/*.md` → `notes`, `*.md` → `.`
 *
 * @returns null for the path of one file or folder, which may have `[1]` in its name
 */
export async function patternBase(path: string, cwd: string): Promise<string | null> {
  if (existsSync(resolve(cwd, path))) return null;
  const { isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(path)) return null;
  const names = path.split(/[\\/]/);
  const still = names.slice(
    0,
    names.findIndex((name) => isDynamicPattern(name)),
  );
  return still.join('/') || (path.startsWith('/') ? '/' : '.');
}
