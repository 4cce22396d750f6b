import { type DefaultTreeAdapterTypes as Dom, parseFragment } from 'parse5';

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

function attributes(node: Dom.Element): string {
  const pairs = node.attrs.map((attr) => ` ${attr.name}=${JSON.stringify(attr.value)}`);
  return pairs.sort().join('');
}

function walk(nodes: readonly Dom.ChildNode[], keep: boolean, out: string[]): void {
  for (const node of nodes) {
    if (node.nodeName === '#text') {
      const { value } = node as Dom.TextNode;
      out.push(`"${keep ? value : value.replace(/[ \t\r\n\f]+/g, ' ')}`);
    } else if (node.nodeName === '#comment') out.push(`<!--${(node as Dom.CommentNode).data.trim()}-->`);
    else if ('tagName' in node) {
      out.push(`<${node.tagName}${attributes(node)}>`);
      const content = node.tagName === 'template' ? (node as Dom.Template).content : node;
      walk(content.childNodes, keep || PRESERVED.has(node.tagName), out);
      out.push(`</${node.tagName}>`);
    }
  }
}

function isEdge(line: string | undefined): boolean {
  return line === undefined || line.startsWith('<!--') || isBlock(line);
}

/**
 * HTML → its tree as lines, one for each tag and text. Attribute order, the spelling of
 * characters and white space beside block tags (and comments) make no difference.
 */
export function domLines(html: string): readonly string[] {
  const out: string[] = [];
  walk(parseFragment(html).childNodes, false, out);
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
