/** Texts that a parser may take too long for, each as a function of its length in characters. */
export const HOSTILE: Readonly<Record<string, (chars: number) => string>> = {
  'plain paragraphs': repeated(
    (i) => `Word ${i} of a plain paragraph, as most notes have them, with an end.\n\n`,
  ),
  'one long line': repeated((i) => `word ${i}, `),
  'one long paragraph': repeated((i) => `line ${i} of a paragraph without an end\n`),
  lists: repeated((i) => `- item ${i} of a list, with some words in it\n`),
  'numbered lists': repeated((i) => `${i + 1}. item of a list\n`),
  'loose lists': repeated((i) => `- item ${i}\n\n  more of it\n\n`),
  'lists within lists': nested((depth) => `${'  '.repeat(depth)}- x\n`, 60),
  'list staircases': repeated((i) => `${'  '.repeat(i % 12)}- step ${i}\n`),
  'list marks in a line': repeated(() => '- '),
  'quotes within quotes': nested((depth) => `${'> '.repeat(depth)}x\n`, 60),
  'quote marks in a line': repeated(() => '>'),
  'lazy quotes': (chars) => `> a\n${repeated(() => 'lazy line\n')(chars)}`,
  'quotes and lists in turn': repeated(() => '> - '),
  headings: repeated((i) => `# Heading ${i}\n\n`),
  'headings of one name': repeated(() => '# Same\n\n'),
  'setext headings': repeated((i) => `Heading ${i}\n===\n\n`),
  'hash signs': repeated(() => '#'),
  emphasis: repeated(() => '*a **b** c* '),
  'openers of emphasis': repeated(() => '*a '),
  'openers and closers mixed': repeated(() => '*a _b c* d_ **e '),
  underscores: repeated(() => '_a'),
  asterisks: repeated(() => '*'),
  'asterisks around words': repeated(() => 'a**b'),
  'nested emphasis': (chars) => half('*a **a ', ' a** a*', chars),
  'opening brackets': repeated(() => '['),
  'closing brackets': repeated(() => ']'),
  'links without an end': repeated(() => '[a]('),
  'link texts within each other': (chars) => half('[', '](b)', chars),
  'images within each other': (chars) => half('![', '](b)', chars),
  'links to nowhere': repeated((i) => `[a](#x${i}) `),
  'links to definitions': (chars) =>
    `${repeated((i) => `[a][l${i}] `)(chars / 2)}\n\n${repeated((i) => `[l${i}]: u\n`)(chars / 2)}`,
  'missing definitions': repeated((i) => `[a][l${i}] `),
  addresses: repeated((i) => `https://example.org/${i} <https://example.com/${i}> `),
  'address without an end': (chars) => `https://${repeated(() => 'a.')(chars)}`,
  'parentheses in an address': (chars) => `[a](${half('(', ')', chars)})`,
  backticks: repeated(() => '`'),
  'rising runs of backticks': rising('`'),
  'code spans': repeated(() => '`a` '),
  'code spans without an end': repeated(() => '`a ``b '),
  fences: repeated(() => '~~~\ncode\n~~~\n\n'),
  'fences without an end': repeated((i) => `${'~'.repeat(3 + (i % 40))} x\n`),
  'rising fences': rising('~', '\n'),
  'indented code': repeated(() => '    code\n\n'),
  strikes: repeated(() => '~~a '),
  tables: repeated((i) => (i === 0 ? '| a | b |\n|---|---|\n' : `| cell ${i} | \`x\` |\n`)),
  'wide tables': repeated(() => '|a'),
  pipes: repeated(() => '|'),
  'pipes in code': repeated(() => '`|` | '),
  'lines of pipes without a table': repeated(() => 'a | b\nc\n\n'),
  'rows that end as text': (chars) => `${repeated(() => '| a | b |\n')(chars)}text`,
  'table separators': repeated(() => '|---\n'),
  entities: repeated(() => '&amp;'),
  ampersands: repeated(() => '&'),
  'entities without an end': repeated(() => '&aaaa'),
  escapes: repeated(() => '\\*'),
  backslashes: repeated(() => '\\'),
  'quotation marks': repeated(() => `"a' `),
  'dashes and dots': repeated(() => '-- ... '),
  guillemets: repeated(() => '<< >> '),
  'less-than signs': repeated(() => '<'),
  tags: repeated(() => '<b>a</b> '),
  'tags without an end': repeated(() => '<b>a '),
  'end tags alone': repeated(() => '</b> '),
  'tags that are none': repeated(() => '<a '),
  'attributes without an end': (chars) => `<a ${repeated(() => 'b="c" ')(chars)}`,
  'quotes in tags without an end': repeated(() => '<a b="'),
  boxes: repeated(() => '<div>a</div>\n\n'),
  'boxes within boxes': (chars) => half('<div>\n', '</div>\n', chars),
  'boxes without an end': repeated(() => '<div>\n\n'),
  'boxes with Markdown without an end': repeated(() => '<div markdown="1">\n\na\n\n'),
  'one box around all': (chars) =>
    `<div markdown="1">\n\n${repeated(() => 'a paragraph\n\n')(chars)}</div>\n`,
  'one details around all': (chars) =>
    `<details markdown="1">\n<summary>x</summary>\n\n${repeated((i) => `- item ${i}\n`)(chars)}\n</details>\n`,
  'comments without an end': repeated(() => '<!-- '),
  'instructions without an end': repeated(() => '<? '),
  'CDATA without an end': repeated(() => '<![CDATA['),
  'scripts without an end': repeated(() => '<script>\n'),
  'attribute lists': repeated(() => '*a*{: .b #c d="e"} '),
  'attribute lists of blocks': repeated(() => 'a\n{: .b}\n\n'),
  'attribute lists alone': repeated(() => '{: .b}\n'),
  'attribute lists behind text': repeated(() => 'a {: .b} '),
  'attribute lists without an end': repeated(() => '*a*{: b '),
  'attribute definitions': repeated((i) => `{:r${i}: .a r${i + 1}}\n`),
  'references to attribute definitions': (chars) => `{:r: .a}\n${repeated(() => '\na\n{: r}\n')(chars)}`,
  'extensions without an end': repeated(() => '{::comment}\na\n\n'),
  'extensions within a text, without an end': repeated(() => 'a {::comment} '),
  'end tags of extensions': repeated(() => '{:/} '),
  footnotes: (chars) =>
    `${repeated((i) => `a[^f${i}] `)(chars / 2)}\n\n${repeated((i) => `[^f${i}]: b\n\n`)(chars / 2)}`,
  'footnotes without a reference': repeated((i) => `[^f${i}]: text\n\n`),
  'references to one footnote': (chars) => `${repeated(() => 'a[^f] ')(chars)}\n\n[^f]: b\n`,
  'references to no footnote': repeated((i) => `a[^f${i}] `),
  abbreviations: (chars) =>
    `${repeated((i) => `*[AB${i}]: text\n`)(chars / 2)}\n${repeated((i) => `AB${i} word `)(chars / 2)}`,
  'abbreviations that begin alike': (chars) =>
    `${repeated((i) => `*[A A ${i}]: text\n`)(chars / 2)}\n${repeated(() => 'A A ')(chars / 2)}`,
  'one abbreviation': (chars) => `*[AB]: text\n\n${repeated(() => 'AB word. ')(chars)}`,
  definitions: repeated((i) => `term ${i}\n: definition\n\n`),
  'definition marks': repeated(() => ': a\n'),
  'terms without a definition': repeated((i) => `term ${i}\n`),
  formulas: repeated(() => '$$a$$ '),
  'formulas without an end': repeated(() => '$$a '),
  'dollar signs': repeated(() => '$'),
  'single formulas without an end': repeated(() => '$a '),
  'formulas in brackets without an end': repeated(() => '\\(a '),
  'wikilinks without an end': repeated(() => '[[a '),
  'embeds without an end': repeated(() => '![[a|'),
  'highlights without an end': repeated(() => '==a '),
  'hidden comments without an end': repeated(() => '%%a %% %%\n'),
  'containers without an end': repeated(() => ':::note\n'),
  'boxes alone': repeated(() => ':::note\na\n:::\n\n'),
  'admonitions within each other': nested((depth) => `${'    '.repeat(depth)}!!! note\n\n`, 40),
  'lettered marks': repeated((i) => `${'abcdefgh'[i % 8]}. x\n`),
  'block ids alone': repeated((i) => `x ^id${i}\n\n`),
  'displays without an end': repeated(() => '$$\na\n\n'),
  'properties alone': repeated((i) => `- a\n  k${i}:: v\n`),
  'queries without an end': repeated(() => '```dataview\na\n'),
  'shortcodes alone': repeated(() => '{{< x >}} '),
  'components alone': repeated(() => '<Tabs>\n'),
  'question banks alone': repeated(() => 'Which?\n\nA. x\nB. y\n\nAnswer: A\n\n'),
  Liquid: repeated(() => '{{ page.title }} {% include x %} '),
  'Liquid without an end': repeated(() => '{% raw %} {{ '),
  braces: repeated(() => '{'),
  'colons for emoji': repeated(() => ':smile: :nothing '),
  'blank lines': repeated(() => '\n'),
  spaces: repeated(() => ' '),
  tabs: repeated(() => '\t'),
  'ends of blocks': repeated(() => '^\n'),
  rules: repeated(() => '---\n\n'),
  'hard breaks': repeated(() => 'a  \n'),
  'task lists': repeated(() => '- [ ] a\n'),
  alerts: repeated(() => '> [!NOTE]\n> a\n\n'),
  'a map': (chars) =>
    `${repeated((i) => `<a href="#h${i}" class="mindmap">\`x${i}\`</a>\n`)(chars / 2)}\n${repeated((i) => `## h${i}\n\n`)(chars / 2)}`,
  'a map to nowhere': repeated((i) => `<a href="#h${i}" class="mindmap">\`x${i}\`</a>\n`),
  'a contents list': (chars) =>
    `${repeated((i) => `- [h${i}](#h${i})\n`)(chars / 2)}\n${repeated((i) => `## h${i}\n\na\n\n`)(chars / 2)}`,
  'a generated contents list': (chars) =>
    `- toc\n{:toc}\n\n${repeated((i) => `${'#'.repeat(1 + (i % 6))} h${i}\n\na\n\n`)(chars)}`,
  'marks before headings': repeated((i) => `<a name="m${i}"></a>\n\n`),
  'duplicate ids': repeated(() => '<i id="x">a</i> '),
  'letters beyond the plane': repeated(() => '𝒳 '),
  'line separators': repeated(() => '\u2028'),
};

/** As many pieces as the length takes. */
function repeated(piece: (index: number) => string): (chars: number) => string {
  return (chars) => {
    const pieces: string[] = [];
    for (let length = 0, i = 0; length < chars; i += 1) {
      const next = piece(i);
      pieces.push(next);
      length += next.length;
    }
    return pieces.join('');
  };
}

/** Pieces of growing depth, beginning again at the deepest. */
function nested(piece: (depth: number) => string, deepest: number): (chars: number) => string {
  return repeated((i) => piece(i % deepest));
}

/** Openers, then as many closers. */
function half(open: string, close: string, chars: number): string {
  const count = Math.floor(chars / (open.length + close.length));
  return open.repeat(count) + close.repeat(count);
}

/** `a aa aaa aaaa`: each run longer than the one before. */
function rising(char: string, between = ' '): (chars: number) => string {
  return repeated((i) => char.repeat(i + 1) + between);
}
