import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct } from './line-construct.js';

const SIZE_BEHIND_TITLE =
  /(!\[[^\]\n]{0,300}\]\([^()\s]{1,500})([ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))[ \t]+(=\d{0,5}%?x?\d{0,5}%?)\)/g;

/** `![words](a.png "title" =24x24)`: the size, where others write it, before the title. */
export const pictureSizes: LineConstruct = {
  name: 'the size of a picture behind its title',
  sign: /["'][ \t]+=\d{0,5}%?x?\d{0,5}%?\)/,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !line.includes('=')) return;
      lines[index] = splitCodeSpans(line)
        .map(({ isCode: isSpan, raw, text }) => (isSpan ? raw : text.replace(SIZE_BEHIND_TITLE, '$1 $3$2)')))
        .join('');
    });
  },
};
