import { stat } from 'node:fs/promises';
import { candidates } from './candidates.js';

/**
 * Tells one browser from another without starting it: `…headless-shell… 143.0.4` or path, size and
 * date of a program. Another answer means that the same note may come out differently.
 */
export async function browserIdentity(explicit: string | null): Promise<string> {
  for (const { name, locate } of candidates(explicit)) {
    const located = await locate();
    if (!('path' in located)) continue;
    if (located.version !== undefined) return `${name} ${located.version}`;
    const { size, mtimeMs } = await stat(located.path);
    return `${located.path} ${size} ${mtimeMs}`;
  }
  return 'none';
}
