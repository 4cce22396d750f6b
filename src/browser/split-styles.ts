/** A document in its parts. */
export interface SplitDocument {
  /** Without its faces and styles. */
  readonly html: string;
  /** What a next document is likely to have too: `@font-face` rules in their order, each once. */
  readonly faces: readonly string[];
  /** Style sheets of the head in their order, each once. */
  readonly styles: readonly string[];
  /** What holds for as long as a page is open: the document's type and its `<meta http-equiv>` elements. */
  readonly shell: string;
}

const STYLE = '<style>';
const STYLE_END = '</style>';
const FACE = '@font-face';
/** A style sheet of another kind; what follows it must stay behind it. */
const OTHER_STYLE = /<style\s|<link\s/i;
const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const HEADER = /<meta\s[^>]*http-equiv[^>]*>/gi;

/** Takes the style sheets, and the faces in them, out of a document's head. */
export function splitStyles(html: string): SplitDocument {
  const end = Math.max(0, html.indexOf('</head>'));
  const [faces, sheets] = [new Set<string>(), new Set<string>()];
  let head = '';
  let from = 0;
  // Fonts are most of a document: they are passed over, not matched.
  for (let open = html.indexOf(STYLE); open >= 0 && open < end; open = html.indexOf(STYLE, from)) {
    const close = html.indexOf(STYLE_END, open);
    const before = html.slice(from, open);
    if (close < 0 || close > end || OTHER_STYLE.test(before)) break;
    const css = withoutFaces(html.slice(open + STYLE.length, close), faces);
    // A sheet that is there twice holds from its second place.
    if (sheets.has(css)) break;
    head += before;
    if (css !== '') sheets.add(css);
    from = close + STYLE_END.length;
  }
  head += html.slice(from, end);
  const doctype = DOCTYPE.exec(html)?.[0].trim() ?? '';
  const headers = head.match(HEADER) ?? [];
  const rest = `${head}${html.slice(end)}`;
  // A rule that stays in a style sheet would lose against one that is not in any.
  const apart = !rest.includes(FACE);
  return {
    html: rest,
    faces: apart ? [...faces] : [],
    styles: apart ? [...sheets] : [...faces, ...sheets],
    shell: `${doctype}<html><head>${headers.join('')}</head><body></body></html>`,
  };
}

function withoutFaces(css: string, faces: Set<string>): string {
  let rest = '';
  let from = 0;
  for (let face = css.indexOf(FACE); face >= 0; face = css.indexOf(FACE, from)) {
    const close = css.indexOf('}', face) + 1;
    if (close === 0) break;
    faces.add(css.slice(face, close));
    rest += css.slice(from, face);
    from = close;
  }
  return (rest + css.slice(from)).trim();
}
