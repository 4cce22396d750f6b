import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Nodes } from 'hast';
import { globSync } from 'tinyglobby';
import { parseNote } from '../src/note/parse-note.js';

/** What shows in a text where a construct was not read. */
const RAW: Readonly<Record<string, RegExp>> = {
  'a link between double brackets': /!?\[\[[^[\]\n]+\]\]/,
  'a formula between dollar signs':
    /(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{][^$\n]*(?<=\S)\$(?![\w$])|(?<!\$)\$\$(?!\$)/,
  'a formula between brackets': /\\[([]/,
  'a highlight': /(?<![=\w])==(?=[^\s=])[^=\n]+==(?!=)/,
  'a comment': /%%/,
  'a block id': /(?:^|\s)\^[a-z][\w-]{3,}\s*$/m,
  'the mark of a callout': /\[![A-Za-z]+\]/,
  'a container': /^\s*:::/m,
  'an admonition': /^\s*(?:!!!|\?\?\?\+?) \w/m,
  'a tab': /^\s*===[+!]? "/m,
  'a property': /^\s*(?:id|collapsed|alias|tags):: /m,
  'a reference to a block': /\(\([0-9a-f]{8}-/,
  'a query': /\{\{(?:query|embed|renderer)\b/,
  'a shortcode': /\{\{[<%]/,
  'a tag of Liquid': /\{%-? *\w+.*%\}/,
  'an import': /^import .* from ['"]/m,
  'a component': /<\/?(?:Tabs|TabItem|Admonition|Callout)\b/,
  'a picture as text': /<img\b[^<>]*>/i,
  'an attribute list': /\{:\s*[.#]/,
};

/** A construct that is printed as it was written. */
export interface Printed {
  readonly file: string;
  readonly construct: string;
  readonly text: string;
}

/** The text that a reader sees, without code and formulas, where such signs are meant. */
function shownText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  if (/^(?:code|pre|kbd|samp)$/.test(node.tagName) || node.properties.dataTex !== undefined) return ' ';
  const inner = node.children.map(shownText).join('');
  return /^(?:p|li|tr|td|th|div|h\d|blockquote|summary|br|dt|dd|aside)$/.test(node.tagName)
    ? `\n${inner}\n`
    : inner;
}

/** The constructs that the notes below a folder print raw. */
export function rawConstructs(folder: string): readonly Printed[] {
  return globSync('**/*.md', { cwd: folder })
    .sort()
    .flatMap((name) => {
      // What the cases' authors want stands beside them.
      if (path.basename(name) === 'want.md') return [];
      const { value } = parseNote(readFileSync(path.join(folder, name), 'utf8'), name);
      const shown = [value.intro, ...value.sections.flatMap(({ heading, body }) => [heading, body])];
      const text = shown.flatMap((nodes) => nodes.map(shownText)).join('\n');
      return Object.entries(RAW).flatMap(([construct, pattern]): Printed[] => {
        const found = pattern.exec(text);
        return found === null ? [] : [{ file: name, construct, text: found[0].trim().slice(0, 60) }];
      });
    });
}
