import type { Element, Root, RootContent } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parseFragment } from 'parse5';

const BLOCKS = new Set(
  `address article aside blockquote body caption col colgroup dd details dialog div dl dt fieldset figcaption
   figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main map menu nav noscript ol
   optgroup option p pre script section style summary table tbody td tfoot th thead title tr ul br`.split(
    /\s+/,
  ),
);
const PRESERVED = new Set(['pre', 'textarea', 'script', 'style']);

const TAG_LINE = /^<\/?([\w-]+)/;

function isBlock(line: string): boolean {
  return BLOCKS.has(TAG_LINE.exec(line)?.[1] ?? '');
}

function attributes({ properties }: Element): string {
  const pairs = Object.entries(properties).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return pairs.sort().join('');
}

function walk(nodes: readonly RootContent[], keep: boolean, out: string[]): void {
  for (const node of nodes) {
    if (node.type === 'text') out.push(`"${keep ? node.value : node.value.replace(/[ \t\r\n\f]+/g, ' ')}`);
    else if (node.type === 'comment') out.push(`<!--${node.value.trim()}-->`);
    else if (node.type === 'element') {
      out.push(`<${node.tagName}${attributes(node)}>`);
      const content = node.content ?? node;
      walk(content.children, keep || PRESERVED.has(node.tagName), out);
      out.push(`</${node.tagName}>`);
    }
  }
}

function isEdge(line: string | undefined): boolean {
  return line === undefined || line.startsWith('<!--') || isBlock(line);
}

/** HTML → its tree as lines, as `treeLines` gives them. */
export function domLines(html: string): readonly string[] {
  const tree = fromParse5(parseFragment(html.trim()));
  return treeLines(tree.type === 'root' ? tree : { type: 'root', children: [] });
}

/**
 * An HTML tree as lines, one for each tag and text. Attribute order, the spelling of characters and
 * white space beside block tags (and comments), at the end and between class names make no difference.
 */
export function treeLines(tree: Root): readonly string[] {
  const out: string[] = [];
  walk(tree.children, false, out);
  let depth = 0;
  const lines = out.map((line, index) => {
    const tag = /^<(\/?)(\w+)/.exec(line);
    if (tag !== null && PRESERVED.has(tag[2] ?? '')) depth += tag[1] === '/' ? -1 : 1;
    if (!line.startsWith('"') || depth > 0) return line;
    let text = line.slice(1);
    if (isEdge(out[index - 1])) text = text.replace(/^ /, '');
    if (isEdge(out[index + 1])) text = text.replace(/ $/, '');
    return text === '' ? '' : `"${text}`;
  });
  return lines.filter((line) => line !== '');
}
