import type { LineConstruct } from './line-construct.js';

const BREAK =
  /^\s*(?:\\(?:newpage|pagebreak|clearpage)|\{\{<\s*pagebreak\s*>\}\}|\{pagebreak\}|\[pagebreak\]|<!--\s*pagebreak\s*-->|\. \. \.)\s*$/;

/** What ends a page, or stops a slide, in other programs: it is no text. */
export const pageBreaks: LineConstruct = {
  name: 'a page break',
  sign: /^[ \t]*(?:\\(?:newpage|pagebreak|clearpage)|\{\{<\s*pagebreak|\{pagebreak\}|\[pagebreak\]|<!--\s*pagebreak|\. \. \.[ \t]*$)|^--[ \t]*$/m,
  rewrite({ lines, isCode, problems }) {
    const isBlank = (index: number): boolean => (lines[index] ?? '').trim() === '';
    lines.forEach((line, index) => {
      // `--` alone parts the slides of reveal.js; below a text it is the line under a heading.
      const isVertical = line.trimEnd() === '--' && isBlank(index - 1) && isBlank(index + 1);
      if (isCode(index) || !(isVertical || BREAK.test(line))) return;
      problems.leaveOut('page break', problems.firstLine + index, line);
      lines[index] = '';
    });
  },
};
