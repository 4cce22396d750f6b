import type { LineConstruct } from './line-construct.js';

const OPEN = /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{[ \t]*[a-z][\w+-]*\b[^{}]*\}[ \t]*$/i;
/** `#| echo: false`; the sign is the language's own for a comment. */
const OPTION = /^[ \t]*(?:#|\/\/|--|%%?)\|[ \t]?(.*)$/;

/** Options at the head of a Quarto chunk: they tell what is run, and are shown to nobody. */
export const chunkOptions: LineConstruct = {
  name: 'the options of a chunk',
  sign: /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{[^\n]*\}[ \t]*\n[ \t]*(?:#|\/\/|--|%%?)\|/m,
  rewrite({ lines, problems }) {
    lines.forEach((line, open) => {
      if (!OPEN.test(line)) return;
      let at = open;
      for (
        let said = OPTION.exec(lines[at + 1] ?? '');
        said !== null;
        said = OPTION.exec(lines[at + 1] ?? '')
      ) {
        problems.leaveOut('property', problems.firstLine + at + 1, said[1] ?? '');
        lines[at] = '';
        at += 1;
      }
      lines[at] = line;
    });
  },
};
