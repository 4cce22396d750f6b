import type { LineConstruct, LineReading } from './line-construct.js';

const DIRECTIVE =
  /^([ \t]*)(`{3,}|~{3,}|:{3,})\{(admonition|note|tip|hint|seealso|important|attention|caution|warning|danger|error|dropdown|topic|exercise|solution|proof|prf:[a-z]+)\}[ \t]*(.*)$/;
/** ```` ```ad-note ````, the box of Obsidian's plug-in Admonition; its queries are left out elsewhere. */
const BOX = /^([ \t]*)(`{3,}|~{3,})[ \t]*ad-(?!query\b)([a-z][\w-]*)[ \t]*$/;
const BOX_OPTION = /^[ \t]*(title|collapse|icon|color):[ \t]*(.*?)[ \t]*$/;
const HIGHLIGHT = /^([ \t]*)\{\{[<%]\s*highlight\s+"?([\w+#-]+)"?[^\n]*[>%]\}\}[ \t]*$/;
const END_HIGHLIGHT = /^[ \t]*\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}[ \t]*$/;

/**
 * Fences that mean something else: ```` ```{note} Title ```` is a box of MyST, ```` ```ad-note ```` of an Obsidian plug-in, and
 * `{{< highlight go >}}` of Hugo a listing.
 */
export const foreignFences: LineConstruct = {
  name: 'a fence of another program',
  sign: /^[ \t]*(?:`{3,}|~{3,})(?:\{[a-z]|[ \t]*ad-)|\{\{[<%]\s*highlight/m,
  rewrite(reading) {
    const { lines } = reading;
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      const [, indent = '', fence, name = '', title = ''] = DIRECTIVE.exec(line) ?? [];
      if (fence !== undefined && !fence.startsWith(':')) {
        const end = lines.findIndex((other, i) => i > at && other.trim() === fence);
        if (end < 0) return;
        lines[at] = `${indent}:::{${name.replace(/^prf:/, '')}} ${title}`.trimEnd();
        lines[end] = `${indent}:::`;
        continue;
      }
      if (BOX.test(line)) readBox(reading, at);
      at = readHighlight(reading, at);
    }
  },
};

function readBox({ lines, problems }: LineReading, at: number): void {
  const [, indent = '', fence = '', name = ''] = BOX.exec(lines[at] ?? '') ?? [];
  const end = lines.findIndex((other, i) => i > at && other.trim() === fence);
  if (end < 0) return;
  let title = '';
  for (let index = at + 1; index < end; index += 1) {
    const [whole, key, value = ''] = BOX_OPTION.exec(lines[index] ?? '') ?? [];
    if (whole === undefined) break;
    if (key === 'title') title = value;
    else problems.leaveOut('property', problems.firstLine + index, whole);
    lines[index] = '';
  }
  lines[at] = `${indent}:::${name} ${title}`.trimEnd();
  lines[end] = `${indent}:::`;
}

function readHighlight({ lines }: LineReading, at: number): number {
  const [, indent, language = ''] = HIGHLIGHT.exec(lines[at] ?? '') ?? [];
  if (indent === undefined) return at;
  const end = lines.findIndex((other, i) => i > at && END_HIGHLIGHT.test(other));
  // Where none ends here, none ends below.
  if (end < 0) return lines.length;
  lines[at] = `${indent}~~~~~~ ${language}`;
  lines[end] = `${indent}~~~~~~`;
  return end;
}
