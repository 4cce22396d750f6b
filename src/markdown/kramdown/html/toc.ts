import { type KdToken, newToken } from '../token.js';
import type { HtmlWriter, TocEntry } from './html-writer.js';

interface Node {
  readonly entry: TocEntry;
  readonly children: Node[];
}

/** `[h1, h3, h2]` → a tree: an entry goes under the last one of a lower level. */
function toTree(entries: readonly TocEntry[]): readonly Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const entry of entries) {
    while ((open.at(-1)?.entry.level ?? 0) >= entry.level) open.pop();
    const node = { entry, children: [] };
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

/** A heading's content for a link to it: no footnotes, no links in the link. */
function entryContent(tokens: readonly KdToken[]): KdToken[] {
  return tokens.flatMap((token) => {
    if (token.type === 'footnote') return [];
    const inner = entryContent(token.tokens);
    return token.type === 'link' ? inner : [{ ...token, tokens: inner }];
  });
}

function writeNodes(
  out: HtmlWriter,
  nodes: readonly Node[],
  list: KdToken,
  attr: ReadonlyMap<string, string>,
): string {
  const id = list.attr?.get('id') ?? 'markdown-toc';
  const items = nodes.map(({ entry, children }) => {
    const link = newToken('link', list.line);
    const target = new Map([
      ['href', `#${entry.id}`],
      ['id', `${id}-${entry.id}`],
    ]);
    const text = out.element(
      'a',
      link,
      out.children({ ...entry.token, tokens: entryContent(entry.token.tokens) }),
      target,
    );
    const inner = children.length === 0 ? '' : writeNodes(out, children, list, new Map());
    return out.element('li', link, text + inner);
  });
  return `${out.element(list.ordered ? 'ol' : 'ul', list, items.join('\n'), attr)}\n`;
}

/** The table of contents that stands for the list with `{:toc}`; '' without headings. */
export function writeToc(out: HtmlWriter, list: KdToken): string {
  const nodes = toTree(out.toc);
  const attr = new Map(list.attr);
  if (!attr.has('id')) attr.set('id', 'markdown-toc');
  return nodes.length === 0 ? '' : writeNodes(out, nodes, list, attr);
}
