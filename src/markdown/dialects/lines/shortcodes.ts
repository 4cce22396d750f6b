import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct } from './line-construct.js';

const SHORTCODE = /\{\{[<%][ \t]*(\/?)[ \t]*([\w.-]+)([^\n]{0,400}?)\/?[ \t]*[>%]\}\}/g;

/** `:material-check:`, an icon of MkDocs, and `<% tp.date.now() %>`, which Obsidian's Templater fills in. */
const ICON = /:(?:material|fontawesome|octicons|simple)-[a-z0-9-]{1,60}:(?:\{[^{}\n]{0,100}\})?/g;
/** With the space behind it: `-   :material-check: words` begins in the column in which the item's lines go on. */
const LEADING_ICON = new RegExp(`(?<=^|[\\s[(])${ICON.source}[ \\t]+`, 'g');
const TEMPLATE = /<%[^%\n]{1,400}%>/g;

/** Hugo: `{{< figure src="x.png" >}}` is a picture; the others are never run: the tag goes, its body stays. */
export const shortcodes: LineConstruct = {
  name: 'a shortcode',
  sign: /\{\{[<%]|<%|:(?:material|fontawesome|octicons|simple)-/,
  rewrite({ lines, isCode, problems }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !/\{\{[<%]|<%|:[a-z]+-/.test(line)) return;
      const leaveOut = (whole: string): string => {
        problems.leaveOut('tag', problems.firstLine + index, whole);
        return '';
      };
      const read = (text: string): string =>
        text
          .replace(SHORTCODE, (whole: string, end: string, name: string, rest: string) => {
            const instead = end === '' ? valueFor(name, rest) : '';
            return instead === '' ? leaveOut(whole) : instead;
          })
          .replace(LEADING_ICON, leaveOut)
          .replace(ICON, leaveOut)
          .replace(TEMPLATE, leaveOut);
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
      const [alt, title, caption] = ['alt', 'title', 'caption'].map((name) => named(rest, name));
      const shown = [title && `**${title}**`, caption].filter(Boolean).join(' ');
      // What is shown below it, as Hugo does, need not stand in for it.
      return source === '' ? '' : `![${alt ?? ''}](<${source}>)${shown === '' ? '' : `<br>${shown}`}`;
    }
    default:
      return named(rest, 'title') === '' ? '' : `**${named(rest, 'title')}**`;
  }
}

function named(rest: string, name: string): string {
  return (new RegExp(`\\b${name}[ \\t]*=[ \\t]*"([^"]*)"`).exec(rest)?.[1] ?? '').replace(/[[\]*_]/g, '\\$&');
}
