import { relative, resolve, sep } from 'node:path';

/** A path as a person wants to read it: relative to `cwd` where it lies below. */
export function shownPath(file: string, cwd: string): string {
  const below = relative(cwd, resolve(cwd, file));
  return below.startsWith('..') || below === '' ? file : slashed(below);
}

/** Globs and reports use `/` on every system. */
export function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
