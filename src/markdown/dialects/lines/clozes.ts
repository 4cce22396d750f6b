import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct } from './line-construct.js';

/** What is hidden, which may hold a formula with braces, and what Anki shows in its place. */
const CLOZE =
  /\{\{(?:c\d{1,2}::|cloze[ \t]+)((?:[^{}\n]|\{[^{}\n]{0,200}\}){1,400}?)(?:::([^{}:\n]{1,200}))?[ \t]*\}\}/g;

/** `{{c1::Lambda}}` of Anki, `{{c1::15 minutes::how long}}` with a hint, `{{cloze words}}` of Logseq: marked words. */
export const clozes: LineConstruct = {
  name: 'a gap',
  sign: /\{\{(?:c\d{1,2}::|cloze[ \t])/,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !line.includes('{{c')) return;
      const read = (text: string): string =>
        text.replace(CLOZE, (_, words: string, hint?: string) => {
          if (hint !== undefined) problems.leaveOut('property', problems.firstLine + index, hint);
          return `==${words.trim()}==`;
        });
      lines[index] = splitCodeSpans(line)
        .map((piece) => (piece.isCode ? piece.raw : read(piece.text)))
        .join('');
    });
  },
};
