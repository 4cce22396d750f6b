import type { ElementContent } from 'hast';
import { isTag, plainText } from './tree.js';

/** A heading without its hash tags and back links. */
export interface HeadingText {
  readonly title: string;
  readonly inline: readonly ElementContent[];
  readonly tags: readonly string[];
}

const HASH_TAG = /(^|\s)#(\p{L}[\p{L}\p{N}_-]*)(?=\s|$)/gu;

/** `AWS Glue #serverless [↖](#top)` → title "AWS Glue", tags ["serverless"]. */
export function readHeading(children: readonly ElementContent[]): HeadingText {
  const tags: string[] = [];
  const inline = children
    .filter((child) => !isBackLink(child))
    .map((child): ElementContent => {
      if (child.type !== 'text') return child;
      const value = child.value.replace(HASH_TAG, (_match, space: string, tag: string) => {
        tags.push(tag);
        return space;
      });
      return { ...child, value };
    });
  const title = plainText(inline);
  // A heading of nothing but tags keeps them as its title.
  return title === ''
    ? { title: plainText([...children]), inline: children, tags: [] }
    : { title, inline: trimmedEnd(inline), tags };
}

/** `[↖](#top)` and `<a name="x"></a>` steer, they say nothing. */
function isBackLink(node: ElementContent): boolean {
  return isTag(node, 'a') && !/[\p{L}\p{N}]/u.test(plainText(node));
}

function trimmedEnd(inline: readonly ElementContent[]): ElementContent[] {
  const out = [...inline];
  const last = out.at(-1);
  if (last?.type === 'text') out[out.length - 1] = { ...last, value: last.value.trimEnd() };
  return out;
}
