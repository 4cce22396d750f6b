import type { Element, Parents } from 'hast';

/** Kramdown has set quotes and dashes in it as a printer does. */
const PART = String.raw`(?:[.#][\w:–—-]+|=[a-z\d]+|[a-z-]+=(?:["“][^"“”]*["”]|['‘][^'‘’]*['’]|[^\s"'“”‘’{}]+))`;
/** `{ .md-button }`, `{#id}`, `{target=_blank}`, `{=html}` right behind a span, as MkDocs, Quarto and Pandoc write it. */
const LIST = new RegExp(`^\\{[ \\t]*${PART}(?:[ \\t]+${PART})*[ \\t]*\\}`);

/** What it says is for another program's style sheet, so it is taken away. Changes the text behind the span. */
export function settleSpanAttributes(span: Element, parent: Parents): void {
  const next = parent.children[(parent.children as unknown[]).indexOf(span) + 1];
  if (next?.type !== 'text' || !next.value.startsWith('{')) return;
  const list = LIST.exec(next.value.slice(0, 300))?.[0] ?? '';
  // `**set**{x=1}` may be a formula.
  if (span.tagName !== 'a' && !/^\{[ \t]*[.#=]/.test(list)) return;
  next.value = next.value.slice(list.length);
}
