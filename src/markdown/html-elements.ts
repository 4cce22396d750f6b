/** What is read between an element's tags: blocks, the text of one block, or HTML without Markdown. */
export type ContentModel = 'block' | 'span' | 'raw';

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Elements whose content kramdown reads as blocks, under `markdown="1"`. */
const BLOCK_MODEL = words(
  `address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form
   header hgroup iframe li main map menu nav noscript object section summary td`,
);

/** Elements whose content kramdown reads as spans, under `markdown="1"`. */
const SPAN_MODEL = words(
  `a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend
   optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt`,
);

const RAW_MODEL = words('script style math option textarea pre code kbd samp var');

export const SPAN_ELEMENTS = words(
  `a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc
   rp rt rtc ruby samp select small span strong sub sup tt u var`,
);

export const BLOCK_ELEMENTS = words(
  `address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption
   footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup
   p pre section summary table tbody td th thead tfoot tr ul`,
);

export const VOID_ELEMENTS = words(
  'area base br col command embed hr img input keygen link meta param source track wbr',
);

/** Names that kramdown's own lists leave out though HTML knows them, with the common ones of SVG and MathML. */
const OTHER_ELEMENTS = words(
  `audio bdi blink canvas center content data datalist details dialog dir figure font frame frameset
   marquee meter nobr noembed noframes object output picture plaintext portal progress s search shadow slot
   spacer strike svg template time title video xmp
   circle clippath defs desc ellipse filter foreignobject g lineargradient line marker mask path pattern
   polygon polyline radialgradient rect stop symbol text textpath tspan use view
   annotation maction mathml menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow
   ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics`,
);

const HTML_ELEMENTS: ReadonlySet<string> = new Set([
  ...BLOCK_MODEL,
  ...SPAN_MODEL,
  ...RAW_MODEL,
  ...SPAN_ELEMENTS,
  ...BLOCK_ELEMENTS,
  ...VOID_ELEMENTS,
]);

/** `DIV` → `div`; names that HTML does not know keep their case, as XML wants. */
export function elementName(name: string): string {
  const lower = name.toLowerCase();
  return HTML_ELEMENTS.has(lower) ? lower : name;
}

export function isHtmlElement(name: string): boolean {
  return HTML_ELEMENTS.has(name);
}

/** False for what only looks like a tag: the `tool` of `<tool name>`, the `String` of `List<String>`. */
export function isKnownElement(name: string): boolean {
  const lower = name.toLowerCase();
  return HTML_ELEMENTS.has(lower) || OTHER_ELEMENTS.has(lower);
}

export function contentModelOf(name: string): ContentModel {
  if (BLOCK_MODEL.has(name)) return 'block';
  return SPAN_MODEL.has(name) ? 'span' : 'raw';
}
