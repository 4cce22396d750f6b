import type { LeftOut } from '../markdown/problem-list.js';
import type { LeftOutTally } from '../model.js';

export { LEFT_OUT_KINDS } from '../markdown/problem-list.js';

/** How often each kind was left out, in the order of the first of each. */
export function tallyLeftOut(leftOut: readonly LeftOut[]): readonly LeftOutTally[] {
  const lines = new Map<LeftOut['kind'], number[]>();
  for (const { kind, line } of leftOut) lines.set(kind, [...(lines.get(kind) ?? []), line]);
  return [...lines].map(([kind, found]) => ({ kind, lines: found }));
}
