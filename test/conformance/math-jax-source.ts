import type { Element, ElementContent, Root, RootContent } from 'hast';

/**
 * kramdown writes a formula as text between the delimiters of MathJax (`\\(…\\)`, `\\[…\\]`), ours is an
 * element that is set later. Written the same way, formulas are compared by their TeX.
 */
export function mathJaxSource(tree: Root): Root {
  return { ...tree, children: tree.children.flatMap(written) };
}

function written<T extends RootContent | ElementContent>(
  node: T,
): readonly (T | Element | { type: 'text'; value: string })[] {
  if (node.type !== 'element') return [node];
  const classes = Array.isArray(node.properties.className) ? node.properties.className : [];
  const tex = node.properties.dataTex;
  if (typeof tex !== 'string' || !classes.includes('math')) {
    return [{ ...node, children: node.children.flatMap(written) }];
  }
  const { dataTex: _tex, dataMath: _math, className: _class, ...properties } = node.properties;
  const own = classes.filter((name) => !/^math(-display|-inline)?$/.test(String(name)));
  const text = classes.includes('math-display') ? `\\[${tex}\\]` : `\\(${tex}\\)`;
  if (own.length > 0) properties.className = own;
  const { dataLine: _line, ...visible } = properties;
  if (Object.keys(visible).length === 0) return [{ type: 'text', value: text }];
  return [{ ...node, properties, children: [{ type: 'text', value: text }] }];
}
