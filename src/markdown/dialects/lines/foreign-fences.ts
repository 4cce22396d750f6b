import type { LineConstruct, LineReading } from './line-construct.js';

const DIRECTIVE =
  /^([ \t]*)(`{3,}|~{3,}|:{3,})\{(admonition|note|tip|hint|seealso|important|attention|caution|warning|danger|error|dropdown|topic|exercise|solution|proof|prf:[a-z]+)\}[ \t]*(.*)$/;
const HIGHLIGHT = /^([ \t]*)\{\{[<%]\s*highlight\s+"?([\w+#-]+)"?[^\n]*[>%]\}\}[ \t]*$/;
const END_HIGHLIGHT = /^[ \t]*\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}[ \t]*$/;

/**
 * Fences that mean something else: ```` ```{note} Title ```` is a box of MyST, and `{{< highlight go >}}` of Hugo
 * a listing.
 */
export const foreignFences: LineConstruct = {
  name: 'a fence of another program',
  sign: /^[ \t]*(?:`{3,}|~{3,})\{[a-z]|\{\{[<%]\s*highlight/m,
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
      at = readHighlight(reading, at);
    }
  },
};

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
