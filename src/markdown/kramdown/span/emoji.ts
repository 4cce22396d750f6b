import { emojiNamed } from '../../emoji.js';
import type { SpanRun } from './span-run.js';

const NAME = /:([a-z0-9_+-]{1,40}):/y;
const WORD = /[\p{L}\p{N}_:]/u;
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
