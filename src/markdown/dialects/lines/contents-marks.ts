import type { LineConstruct } from './line-construct.js';

const MARK =
  /^[ \t]*(?:\[toc\]|\[\[_?toc_?\]\]|@\[toc\](?:\([^()]*\))?|\$\{toc\}|\{\{>?[ \t]*toc[ \t]*\}\}|\\tableofcontents|--8<--[ \t]+["'].*["'])[ \t]*$/i;

/** `[TOC]`, `[[_TOC_]]` and the like: other programs put something there, which is not in the note. */
export const contentsMarks: LineConstruct = {
  name: 'the place of a table of contents',
  sign: /^[ \t]*(?:@?\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|\{\{>?[ \t]*toc|\\tableofcontents|--8<--)/im,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !MARK.test(line)) return;
      problems.leaveOut('tag', problems.firstLine + index, line);
      lines[index] = '';
    });
  },
};
