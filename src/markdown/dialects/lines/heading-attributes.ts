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

const TAGS = /^#{1,6}[ \t]+tags?:[ \t]*(?:`[^`\n]{1,60}`[ \t,]*)+$/i;

/** `###### tags: `exam` `term 1``: HackMD's tags of a note, which are no heading. */
export const hackmdTags: LineConstruct = {
  name: 'the tags of a note',
  sign: /^#{1,6}[ \t]+tags?:[ \t]*`/im,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !TAGS.test(line)) return;
      problems.leaveOut('property', problems.firstLine + index, line);
      lines[index] = '';
    });
  },
};
