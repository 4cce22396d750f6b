import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * The file that an image's address means, or null: below the note's folder, links resolved; an
 * absolute path is meant from the site's root, as in Jekyll.
 */
export function imageFile(source: string, noteFile: string): string | null {
  if (source === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source)) return null;
  const folder = dirname(resolve(noteFile));
  const name = decode(source.replace(/[?#].*$/, ''));
  if (name.includes('\0')) return null;
  const root = siteRoot(folder);
  const candidates = name.startsWith('/')
    ? [[root, join(root, name)]]
    : [
        [folder, join(folder, name)],
        [root, join(folder, name)],
      ];
  for (const [base = folder, path = ''] of candidates) {
    if (!existsSync(path)) continue;
    const real = realpathSync(path);
    const below = relative(realpathSync(base), real);
    if (below !== '' && !below.startsWith(`..${sep}`) && below !== '..' && statSync(real).isFile())
      return real;
  }
  return null;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The nearest folder above with a Jekyll configuration, else the note's own. */
function siteRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '_config.yml'))) return at;
    if (dirname(at) === at) return folder;
  }
}
