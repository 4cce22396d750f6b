import { type Stats, statSync } from 'node:fs';

/** null where there is nothing, or nothing that can be reached: links in a circle, a folder that is closed. */
export function foundAt(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
