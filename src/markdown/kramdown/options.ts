/** Settings of the dialect; the names are kramdown's, in camel case. */
export interface KramdownOptions {
  /** Path for the places of problems. */
  readonly file: string;
  /** Line of the file on which `source` begins, from 1. */
  readonly firstLine: number;
  readonly autoIds?: boolean;
  readonly autoIdPrefix?: string;
  readonly headerOffset?: number;
  readonly parseBlockHtml?: boolean;
  readonly parseSpanHtml?: boolean;
  readonly htmlToNative?: boolean;
  readonly footnoteNr?: number;
  readonly footnoteBacklink?: string;
  readonly footnoteBacklinkInline?: boolean;
  readonly footnotePrefix?: string;
  readonly tocLevels?: readonly number[];
  /** Entity names or code points: left single, right single, left double, right double. */
  readonly smartQuotes?: readonly string[];
  readonly typographicSymbols?: ReadonlyMap<string, string>;
  readonly removeLineBreaksForCjk?: boolean;
  readonly linkDefs?: ReadonlyMap<string, readonly [url: string, title: string | null]>;
  /** Values for `{{ page.title }}` and the like, by their dotted name. */
  readonly variables?: ReadonlyMap<string, string>;
}

export type KramdownSettings = { -readonly [K in keyof KramdownOptions]-?: NonNullable<KramdownOptions[K]> };

export function settingsFrom(options: KramdownOptions): KramdownSettings {
  return {
    autoIds: true,
    autoIdPrefix: '',
    headerOffset: 0,
    parseBlockHtml: false,
    parseSpanHtml: true,
    htmlToNative: false,
    footnoteNr: 1,
    footnoteBacklink: '&#8617;',
    footnoteBacklinkInline: false,
    footnotePrefix: '',
    tocLevels: [1, 2, 3, 4, 5, 6],
    smartQuotes: ['lsquo', 'rsquo', 'ldquo', 'rdquo'],
    typographicSymbols: new Map(),
    removeLineBreaksForCjk: false,
    linkDefs: new Map(),
    variables: new Map(),
    ...options,
  };
}

type Setter = (settings: KramdownSettings, value: string) => void;

function truthy(value: string): boolean {
  const text = value.trim().toLowerCase();
  return text !== 'false' && text !== '';
}

function integer(value: string, fallback: number): number {
  return /^-?\d+$/.test(value.trim()) ? Number(value) : fallback;
}

/** `1..3` and `1,2,4` → the levels; anything else leaves the setting as it is. */
function levelsFrom(value: string, fallback: readonly number[]): readonly number[] {
  const range = /^(\d)\.\.(\d)$/.exec(value.trim());
  if (range !== null) return [1, 2, 3, 4, 5, 6].filter((n) => n >= Number(range[1]) && n <= Number(range[2]));
  return /^\d(?:,\d)*$/.test(value.trim()) ? value.trim().split(',').map(Number) : fallback;
}

/** `{hellip: ..., mdash: "---"}` → the mapping. A YAML reader for this one flat form. */
function symbolsFrom(value: string): ReadonlyMap<string, string> {
  const entries = value.replace(/^\s*\{|\}\s*$/g, '').split(',');
  const pairs = entries.map((entry) => /^\s*:?(\w+):\s*(.*?)\s*$/.exec(entry));
  return new Map(
    pairs.flatMap((m) => (m === null ? [] : [[m[1] ?? '', (m[2] ?? '').replace(/^["']|["']$/g, '')]])),
  );
}

/** Options that `{::options key="value" /}` may set, by kramdown's names. */
export const OPTION_SETTERS: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  [
    'auto_ids',
    (s, v) => {
      s.autoIds = truthy(v);
    },
  ],
  [
    'auto_id_prefix',
    (s, v) => {
      s.autoIdPrefix = v;
    },
  ],
  [
    'header_offset',
    (s, v) => {
      s.headerOffset = integer(v, s.headerOffset);
    },
  ],
  [
    'parse_block_html',
    (s, v) => {
      s.parseBlockHtml = truthy(v);
    },
  ],
  [
    'parse_span_html',
    (s, v) => {
      s.parseSpanHtml = truthy(v);
    },
  ],
  [
    'html_to_native',
    (s, v) => {
      s.htmlToNative = truthy(v);
    },
  ],
  [
    'footnote_nr',
    (s, v) => {
      s.footnoteNr = integer(v, s.footnoteNr);
    },
  ],
  [
    'footnote_backlink',
    (s, v) => {
      s.footnoteBacklink = v;
    },
  ],
  [
    'footnote_backlink_inline',
    (s, v) => {
      s.footnoteBacklinkInline = truthy(v);
    },
  ],
  [
    'footnote_prefix',
    (s, v) => {
      s.footnotePrefix = v;
    },
  ],
  [
    'toc_levels',
    (s, v) => {
      s.tocLevels = levelsFrom(v, s.tocLevels);
    },
  ],
  [
    'smart_quotes',
    (s, v) => {
      if (v.split(',').length === 4) s.smartQuotes = v.split(',').map((q) => q.trim());
    },
  ],
  [
    'typographic_symbols',
    (s, v) => {
      s.typographicSymbols = symbolsFrom(v);
    },
  ],
  [
    'remove_line_breaks_for_cjk',
    (s, v) => {
      s.removeLineBreaksForCjk = truthy(v);
    },
  ],
]);

/** Options of the reference that change nothing here: highlighters, other output formats, entity spelling. */
export const IGNORED_OPTIONS: ReadonlySet<string> = new Set([
  'template',
  'auto_id_stripping',
  'math_engine',
  'transliterated_header_ids',
  'link_defs',
  'entity_output',
  'line_width',
  'latex_headers',
  'remove_block_html_tags',
  'remove_span_html_tags',
  'syntax_highlighter',
  'syntax_highlighter_opts',
  'math_engine_opts',
  'list_indent',
  'forbidden_inline_options',
  'hard_wrap',
  'gfm_quirks',
  'enable_coderay',
  'coderay_default_lang',
  'coderay_wrap',
  'coderay_line_numbers',
  'coderay_line_number_start',
  'coderay_tab_width',
  'coderay_bold_every',
  'coderay_css',
]);
