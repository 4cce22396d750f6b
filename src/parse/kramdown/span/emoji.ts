import type { SpanRun } from './span-run.js';

/** `:rocket:` — no name is known yet. */
export function readEmoji(_run: SpanRun): boolean {
  return false;
}
