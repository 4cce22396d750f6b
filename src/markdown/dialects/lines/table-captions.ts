import type { LineConstruct } from './line-construct.js';

const CAPTION = /^(?:Table)?:[ \t]+(\S.*?)[ \t]*(\{#tbl[^{}\n]*\})?[ \t]*$/;

/** `: Words {#tbl-prices}` and `Table: words` below a table, as Quarto and Pandoc write its caption. */
export const tableCaptions: LineConstruct = {
  name: 'the caption of a table',
  sign: /\n[ \t]*\n(?:Table)?:[ \t]/,
  rewrite({ lines, isCode, dialect }) {
    lines.forEach((line, index) => {
      const isBelowTable = (lines[index - 1] ?? '').trim() === '' && /\|/.test(lines[index - 2] ?? '');
      const [, words, attributes] = (isBelowTable && !isCode(index) ? CAPTION.exec(line) : null) ?? [];
      // To kramdown `: words` is a definition.
      if (words !== undefined && (dialect === 'gfm' || attributes !== undefined)) lines[index] = words;
    });
  },
};
