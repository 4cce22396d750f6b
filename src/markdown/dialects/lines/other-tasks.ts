import type { LineConstruct } from './line-construct.js';

const TASK = /^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+)\[([-/><~?!*])\](?=[ \t]+\S)/;
/** `[-]` is given up, `[~]` too: nothing is left to do. */
const DONE = /[-~]/;

/** `- [/] half done`, `- [-] given up`: boxes with a sign, as Obsidian's themes and others draw them. */
export const otherTasks: LineConstruct = {
  name: 'a task with a sign in its box',
  sign: /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[-/><~?!*]\][ \t]/m,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index)) return;
      lines[index] = line.replace(TASK, (_, lead: string, sign: string) => {
        problems.leaveOut('property', problems.firstLine + index, `[${sign}]`);
        return `${lead}[${DONE.test(sign) ? 'x' : ' '}]`;
      });
    });
  },
};
