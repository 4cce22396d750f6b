import type { LineConstruct } from './line-construct.js';

const BREAK =
  /^\s*(?:\\(?:newpage|pagebreak|clearpage)|\{\{<\s*pagebreak\s*>\}\}|\{pagebreak\}|\[pagebreak\]|<!--\s*pagebreak\s*-->|\. \. \.)\s*$/;

/** What ends a page, or stops a slide, in other programs: it is no text. */
export const pageBreaks: LineConstruct = {
  name: 'a page break',
  sign: /^[ \t]*(?:\\(?:newpage|pagebreak|clearpage)|\{\{<\s*pagebreak|\{pagebreak\}|\[pagebreak\]|<!--\s*pagebreak|\. \. \.[ \t]*$)/m,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !BREAK.test(line)) return;
      problems.leaveOut('page break', problems.firstLine + index, line);
      lines[index] = '';
    });
  },
};
