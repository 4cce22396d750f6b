import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct } from './line-construct.js';

const SHORTCODE = /\{\{[<%][ \t]*(\/?)[ \t]*([\w.-]+)([^\n]{0,400}?)\/?[ \t]*[>%]\}\}/g;

/** Hugo: `{{< figure src="x.png" >}}` is a picture; the others are never run: the tag goes, its body stays. */
export const shortcodes: LineConstruct = {
  name: 'a shortcode',
  sign: /\{\{[<%]/,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !/\{\{[<%]/.test(line)) return;
      const read = (text: string): string =>
        text.replace(SHORTCODE, (whole: string, end: string, name: string, rest: string) => {
          const instead = end === '' ? valueFor(name, rest) : '';
          if (instead === '') problems.leaveOut('tag', problems.firstLine + index, whole);
          return instead;
        });
      lines[index] = splitCodeSpans(line)
        .map((piece) => (piece.isCode ? piece.raw : read(piece.text)))
        .join('');
      if (lines[index]?.trim() === '') lines[index] = '';
    });
  },
};

/** What stands in a shortcode's place; '' where nothing does. */
function valueFor(name: string, rest: string): string {
  const first = /^[ \t]*"?([^"\s]+)"?/.exec(rest)?.[1] ?? '';
  switch (name) {
    case 'ref':
    case 'relref':
      return first;
    case 'figure':
    case 'img':
    case 'image': {
      const source = named(rest, 'src') || first;
      return source === ''
        ? ''
        : `![${named(rest, 'caption') || named(rest, 'alt') || named(rest, 'title')}](<${source}>)`;
    }
    default:
      return named(rest, 'title') === '' ? '' : `**${named(rest, 'title')}**`;
  }
}

function named(rest: string, name: string): string {
  return (new RegExp(`\\b${name}[ \\t]*=[ \\t]*"([^"]*)"`).exec(rest)?.[1] ?? '').replace(/[[\]*_]/g, '\\$&');
}
