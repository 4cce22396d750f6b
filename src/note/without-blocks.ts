import type { ElementContent } from 'hast';
import { hasMedia, hasText, isElement } from '../markdown/tree.js';

/**
 * The blocks without those that `gone` names, or with what it puts in their place, also where they
 * stand in boxes. A box that is left with nothing goes too.
 */
export function withoutBlocks(
  blocks: readonly ElementContent[],
  gone: ReadonlyMap<ElementContent, ElementContent | null>,
): ElementContent[] {
  return gone.size === 0 ? [...blocks] : blocks.flatMap((block) => without(block, gone) ?? []);
}

function without(
  block: ElementContent,
  gone: ReadonlyMap<ElementContent, ElementContent | null>,
): ElementContent | null {
  const instead = gone.get(block);
  if (instead !== undefined) return instead;
  if (!isElement(block)) return block;
  let changed = false;
  const kept = block.children.map((child) => {
    const left = without(child, gone);
    changed ||= left !== child;
    return left;
  });
  if (!changed) return block;
  const left = { ...block, children: kept.filter((child) => child !== null) };
  return hasText(left) || hasMedia(left) ? left : null;
}
