import type { LineConstruct } from './line-construct.js';

const HEADING =
  /^(#{1,6}[ \t]+\S.*?)[ \t]*\{[ \t]*((?:-|[.#][\w:-]+|[a-z-]+=(?:"[^"{}]*"|[^\s"{}]+))(?:[ \t]+(?:[.#][\w:-]+|[a-z-]+=(?:"[^"{}]*"|[^\s"{}]+)))*)[ \t]*\}[ \t]*#*$/;

/** `## Title {.unnumbered #id}` and `{-}`, as Pandoc, Quarto and MkDocs write it: the id stays. */
export const headingAttributes: LineConstruct = {
  name: 'attributes of a heading',
  sign: /^#{1,6}[ \t].*\{[ \t]*[-.#a-z][^{}\n]*\}[ \t]*#*$/m,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      const [, heading, list = ''] = (isCode(index) ? null : HEADING.exec(line)) ?? [];
      if (heading === undefined) return;
      const id = /#([\w:-]+)/.exec(list)?.[1];
      lines[index] = id === undefined ? heading : `${heading} {#${id}}`;
    });
  },
};
