import type { Element, ElementContent } from 'hast';
import { classesOf, hasMedia, isElement, isTag, plainText } from '../markdown/tree.js';

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
  const title = plainText(inline.filter((child) => !isFootnoteMark(child)));
  // A heading of nothing but tags keeps them as its title.
  return title === ''
    ? { title: plainText([...children]), inline: children, tags: [] }
    : { title, inline: trimmedEnd(inline), tags };
}

/** The heading as one line: hash tags stay, back links and footnote numbers go. */
export function headingText(heading: Element): string {
  return plainText(heading.children.filter((child) => !isBackLink(child) && !isFootnoteMark(child)));
}

/** `[↖](#top)` and `<a name="x"></a>` steer, they say nothing. */
function isBackLink(node: ElementContent): boolean {
  return isTag(node, 'a') && !/[\p{L}\p{N}]/u.test(plainText(node)) && !hasMedia(node);
}

/** `<sup id="fnref:1"><a class="footnote">1</a></sup>` */
export function isFootnoteMark(node: ElementContent): boolean {
  return isTag(node, 'sup') && node.children.some((child) => isElement(child) && isMark(child));
}

function isMark(element: Element): boolean {
  return classesOf(element).includes('footnote') || /^#fn:/.test(String(element.properties.href ?? ''));
}

function trimmedEnd(inline: readonly ElementContent[]): ElementContent[] {
  const out = [...inline];
  const last = out.at(-1);
  if (last?.type === 'text') out[out.length - 1] = { ...last, value: last.value.trimEnd() };
  return out;
}
