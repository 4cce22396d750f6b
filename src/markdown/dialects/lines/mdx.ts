import { isKnownElement } from '../../html-elements.js';
import type { LineConstruct } from './line-construct.js';

const IMPORT =
  /^import\s+(?:[\w*{][^'"]*\sfrom\s+)?["'][^"']+["'];?\s*$|^export\s+(?:const|let|default|function|async|\{)/;
const COMPONENT = /^(\s*)<\/?[A-Z][\w.]*(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^}]*\}))?)*\s*\/?>\s*$/;
const COMMENT = /\{\/\*.*?\*\/\}/g;

/** MDX: lines of `import` and `export` and the tags of components go; the text between them stays. */
export const mdx: LineConstruct = {
  name: 'MDX',
  sign: /^(?:import|export)\s|\{\/\*|^[ \t]*<\/?[A-Z]/m,
  rewrite({ lines, isCode, problems }) {
    const leaveOut = (index: number, instead: string): void => {
      problems.leaveOut('tag', problems.firstLine + index, lines[index] ?? '');
      lines[index] = instead;
    };
    // Only a line that begins a block is JavaScript: `import taxes from "X"` may go on with a sentence.
    let begins = true;
    lines.forEach((line, index) => {
      if (isCode(index)) return;
      if (begins && IMPORT.test(line)) {
        leaveOut(index, '');
        return;
      }
      begins = line.trim() === '';
      if (COMPONENT.test(line) && isComponent(line)) leaveOut(index, '');
      else if (line.includes('{/*')) {
        const without = line.replace(COMMENT, '');
        if (without !== line) leaveOut(index, without.trimEnd());
      }
    });
  },
};

/** `<T>` alone is a type; `<Card title="x">`, `<Card/>` and `</Card>` are tags. */
function isComponent(line: string): boolean {
  const name = /<\/?([\w.]+)/.exec(line)?.[1] ?? '';
  return !isKnownElement(name) && /<\/|\/>|=|<[A-Z]\w*[a-z]\w*[A-Z]/.test(line);
}
