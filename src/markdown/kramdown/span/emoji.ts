import { createRequire } from 'node:module';
import type * as Gemoji from 'gemoji';
import type { SpanRun } from './span-run.js';

const NAME = /:([a-z0-9_+-]{1,40}):/y;
const WORD = /[\p{L}\p{N}_:]/u;
const require = createRequire(import.meta.url);

/** GitHub's names; 350 kB that are loaded only for a note in which something looks like one. */
function emojiNamed(name: string): string | null {
  const { nameToEmoji } = require('gemoji') as typeof Gemoji;
  return Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? null) : null;
}

/** `:rocket:` → 🚀 (GitHub, Jekyll's jemoji); the colons of `10:30:15` name nothing. */
export function readEmoji(run: SpanRun): boolean {
  const { src } = run;
  const match = src.check(NAME);
  if (match === null || WORD.test(src.text[src.pos - 1] ?? '')) return false;
  const emoji = emojiNamed(match[1] ?? '');
  if (emoji === null) return false;
  run.text(emoji);
  src.pos += match[0].length;
  return true;
}
