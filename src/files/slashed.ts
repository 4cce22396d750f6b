import { sep } from 'node:path';

/** Globs and reports use `/` on every system. */
export function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
