import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { slashed } from './shown-path.js';

/**
 * The folder in which a glob begins: `notes/*.md` → `notes`, `*.md` → `.`
 *
 * @returns null for the path of one file or folder, which may have `[1]` in its name
 */
export async function patternBase(path: string, cwd: string): Promise<string | null> {
  return (await readPattern(path, cwd))?.base ?? null;
}

/** A glob in two parts. */
export interface Pattern {
  /** The folder in which it begins. */
  readonly base: string;
  /** Whether a path below that folder, with `/` between its names, fits the rest. */
  readonly fits: (path: string) => boolean;
  /** Folders between the base and what can fit. */
  readonly depth: number;
}

/** @returns null for the path of one file or folder */
export async function readPattern(path: string, cwd: string): Promise<Pattern | null> {
  if (existsSync(resolve(cwd, path))) return null;
  const { default: picomatch } = await import('picomatch');
  const { base, glob, isGlob } = picomatch.scan(slashed(path));
  if (!isGlob) return null;
  const depth = /\*\*|[({]/.test(glob) ? Number.POSITIVE_INFINITY : glob.split('/').length - 1;
  return { base: base === '' ? '.' : base, fits: picomatch(glob), depth };
}

/** Whether a path, with `/` between its names, fits one of the globs. */
export async function fitsPatterns(globs: readonly string[]): Promise<(path: string) => boolean> {
  const { default: picomatch } = await import('picomatch');
  return picomatch([...globs]);
}
