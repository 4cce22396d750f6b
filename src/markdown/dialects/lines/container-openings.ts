/** Boxes that only place what they hold. */
const LAYOUT = new Set(
  'columns column incremental nonincremental fragment fragments code-group tabs panel-tabset grid row col center center-block content-visible content-hidden block left right'.split(
    ' ',
  ),
);

/** The first line of a box whose end is a line of its own. */
export interface Opening {
  readonly closes: RegExp;
  /** null for layout. */
  readonly kind: string | null;
  readonly title: string;
  readonly indent: string;
}

type Reader = (line: string) => Opening | null;

const COLONS = /^(\s*)(:{3,})[ \t]*(\{[^}]*\}|[\p{L}][\w-]*)?[ \t]*(.*?)[ \t]*:*$/u;
const HINT = /^(\s*)\{%-?\s*(hint|tabs?|stepper|step|columns?|content-ref|admonition)\b([^%]*)-?%\}\s*$/;
const TAG =
  /^(\s*)<(TabItem|Tab|Tabs|Admonition|Callout|Note|Tip|Info|Warning|Danger|Caution|Card|CardGroup|Steps|Step|Accordion|AccordionGroup|CodeGroup|Aside)\b([^<>]*)>\s*$/;

/** `:::note Title`, `::: {.callout-tip title="x"}`; as many colons or more end it. */
function readColons(line: string): Opening | null {
  const [, indent = '', colons = '', name = '', rest = ''] = COLONS.exec(line) ?? [];
  if (name === '') return null;
  const closes = new RegExp(`^\\s*:{${Math.min(3, colons.length)},}\\s*$`);
  const directive = /^\{([a-z][\w:-]*)\}$/.exec(name)?.[1];
  if (directive !== undefined) return { closes, kind: kindOf(directive), title: rest.trim(), indent };
  if (!name.startsWith('{')) {
    const title =
      /\btitle=(["'])(.*?)\1/.exec(rest)?.[2] ?? rest.replace(/\{[^}]*\}/g, '').replace(/^\[(.*)\]$/, '$1');
    return {
      closes,
      kind: kindOf(name),
      title: title.trim(),
      indent,
    };
  }
  const kind = /\.callout-([\w-]+)/.exec(name)?.[1] ?? (/\.(notes)\b/.exec(name)?.[1] || null);
  return { closes, kind: kind ?? plainKind(name), title: attributeOf(name, 'title'), indent };
}

/** `callout-tip` of Quarto and `admonition` of MyST are kinds too; null for layout. */
function kindOf(name: string): string | null {
  const kind = name.toLowerCase().replace(/^callout-/, '');
  if (LAYOUT.has(kind)) return null;
  return /^(?:admonition|callout)$/.test(kind) ? 'note' : kind;
}

/** `{#thm-x .theorem}` and `{.callout}` are boxes; `{.columns}` places what it holds. */
function plainKind(attributes: string): string | null {
  if (/\.callout\b/.test(attributes)) return 'note';
  const kind =
    /\.(theorem|lemma|definition|proof|example|exercise|solution|remark|note|tip|info|warning|important|caution|danger)\b/.exec(
      attributes,
    );
  return kind?.[1] ?? null;
}

/** GitBook: `{% hint style="info" %}` … `{% endhint %}`. */
function readHint(line: string): Opening | null {
  const [, indent = '', name = '', rest = ''] = HINT.exec(line) ?? [];
  if (name === '') return null;
  const closes = new RegExp(`^\\s*\\{%-?\\s*end${name}\\s*-?%\\}\\s*$`);
  const title = attributeOf(rest, 'title');
  const kind = name === 'hint' ? attributeOf(rest, 'style') || 'note' : title === '' ? null : 'tab';
  return { closes, kind, title, indent };
}

/** MDX: `<TabItem label="A">`, `<Admonition type="note">`; the tags go, what they hold stays. */
function readTag(line: string): Opening | null {
  const [, indent = '', name = '', rest = ''] = TAG.exec(line) ?? [];
  if (name === '' || rest.trimEnd().endsWith('/')) return null;
  const title = attributeOf(rest, 'title') || attributeOf(rest, 'label');
  const box = /^(?:Admonition|Callout)$/.test(name)
    ? attributeOf(rest, 'type') || 'note'
    : /^(?:Note|Tip|Info|Warning|Danger|Caution|Aside)$/.test(name)
      ? name.toLowerCase()
      : null;
  const kind = box ?? (title === '' ? null : 'tab');
  return { closes: new RegExp(`^\\s*</${name}>\\s*$`), kind, title, indent };
}

const SHORTCODE =
  /^(\s*)\{\{[<%]\s*(callout|admonition|hint|notice|alert|note|tip|info|warning|danger|caution|important|details|expand|collapse|accordion|tab)\b([^{}\n]*?)\s*[>%]\}\}\s*$/;

/** Hugo: `{{< hint info >}}`, `{{% notice tip "Title" %}}`, `{{< tab "One" >}}` … `{{< /tab >}}`. */
function readShortcode(line: string): Opening | null {
  const [, indent = '', name = '', rest = ''] = SHORTCODE.exec(line) ?? [];
  if (name === '') return null;
  const closes = new RegExp(`^\\s*\\{\\{[<%]\\s*/\\s*${name}\\s*[>%]\\}\\}\\s*$`);
  // What has no name: a kind first where the box has one, then the title.
  const plain = [...rest.replace(/\b[\w-]+\s*=\s*(?:"[^"]*"|\S+)/g, '').matchAll(/"([^"]*)"|([^\s"]+)/g)];
  const values = plain.map(([, quoted, word]) => quoted ?? word ?? '');
  const hasKind = /^(?:callout|admonition|hint|notice|alert)$/.test(name);
  const isPlace = /^(?:details|expand|collapse|accordion|tab)$/.test(name);
  const named = attributeOf(rest, 'type') || attributeOf(rest, 'style') || attributeOf(rest, 'context');
  const first = hasKind && named === '' && /^[a-z]+$/.test(values[0] ?? '') ? (values.shift() ?? '') : '';
  const title = attributeOf(rest, 'title') || attributeOf(rest, 'name') || values.join(' ');
  const kind = isPlace ? (title === '' ? null : 'tab') : hasKind ? named || first || 'note' : name;
  return { closes, kind, title, indent };
}

const BLOCK = /^(\s*)\/{3,}[ \t]+([a-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$/;

/** PyMdown: `/// note | Title` … `///`. */
function readBlock(line: string): Opening | null {
  const [, indent = '', name = '', title = ''] = BLOCK.exec(line) ?? [];
  if (name === '') return null;
  return { closes: /^\s*\/{3,}\s*$/, kind: kindOf(name), title, indent };
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|\\{["']([^"']*)["']\\})`).exec(
    attributes,
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

const READERS: readonly Reader[] = [readColons, readBlock, readHint, readShortcode, readTag];

/** The box that a line opens, or null. */
export function readOpening(line: string): Opening | null {
  for (const read of READERS) {
    const opening = read(line);
    if (opening !== null) return opening;
  }
  return null;
}
