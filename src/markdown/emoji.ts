import { createRequire } from 'node:module';
import type * as Gemoji from 'gemoji';

const require = createRequire(import.meta.url);

/** GitHub's names; 350 kB that are loaded only for a note in which something looks like one. */
export function emojiNamed(name: string): string | null {
  const { nameToEmoji } = require('gemoji') as typeof Gemoji;
  return Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? null) : null;
}
