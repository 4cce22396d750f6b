import { splitCodeSpans } from './code-spans.js';
import { fencedLines } from './fenced-lines.js';
import type { ProblemList } from './problem-list.js';

const MARKUP = /\{%-?\s{0,20}(?<tag>\w+)(?<rest>[^%\n]{0,300}?)-?%\}|\{\{-?(?<value>[^}\n]{0,300}?)-?\}\}/g;
const LITERAL = /^(["'])(.*?)\1/;

/** Tags of Jekyll, of its plug-ins, of GitBook and of site builders that resemble them. */
const TAGS =
  /^(?:end\w+|if|elsif|else|unless|case|when|for|tablerow|break|continue|assign|capture|increment|decrement|cycle|include\w*|render|layout|block|extends|import|from|set|macro|call|filter|with|load|static|url|gist|youtube|vimeo|figure|seo|feed_meta|twitter|jupyter_notebook|details|tabs?|embed|file|code|content|swagger|api|openapi|page|hint|stepper|step|columns?|admonition|bibliography|cite|remote_include|asset|image|img|video|audio|mermaid|math|katex|alert|callout|note|tip|warning|info|danger|post_link|asset_img|asset_path|codeblock|blockquote|pullquote|jsfiddle|iframe)$/;

/** Filters that leave a path as it is, where the site has no base address. */
const PATH_FILTERS = new Set(['relative_url', 'absolute_url', 'prepend: site.baseurl', 'escape', 'strip']);

/** Tells for growing columns of one line whether they lie in a code span. */
function codeSpanTest(line: string): (column: number) => boolean {
  const pieces = line.includes('`') ? splitCodeSpans(line) : [];
  let index = 0;
  let end = 0;
  return (column) => {
    for (; index < pieces.length && end <= column; index += 1) {
      const piece = pieces[index];
      end += (piece?.isCode ? piece.raw : (piece?.text ?? '')).length;
    }
    return end > column && pieces[index - 1]?.isCode === true;
  };
}

/** `_posts/2024-05-16-emr.md` → `/2024/05/16/emr.html`, `a/b.md` → `/a/b.html`. */
function addressOf(tag: string, path: string): string {
  const post = /^(?:.*\/)?(\d{4})-(\d\d)-(\d\d)-(.+?)(?:\.\w+)?$/.exec(path);
  if (tag === 'post_url' && post !== null) return `/${post[1]}/${post[2]}/${post[3]}/${post[4]}.html`;
  return `/${path.replace(/^\//, '').replace(/\.(?:md|markdown)$/, '.html')}`;
}

interface Found {
  readonly whole: string;
  readonly line: number;
  /** Text of the line that the markup stands in. */
  readonly lineText: string;
}

/** Jekyll's Liquid as far as notes use it; what it does not know stays in the text, with a problem. */
class Liquid {
  readonly #problems: ProblemList;
  /** What has been reported: it is said once. */
  readonly #isSaid = new Set<'tag' | 'value'>();
  readonly #variables: ReadonlyMap<string, string>;
  /** End tag that is waited for, and what the text up to it becomes. */
  #until: {
    readonly tag: string;
    readonly keeps: boolean;
    readonly end: string;
    readonly line: number;
  } | null = null;

  /** Names of the tags that the text ends somewhere. */
  readonly #ended: ReadonlySet<string>;

  constructor(text: string, problems: ProblemList, variables: ReadonlyMap<string, string>) {
    this.#problems = problems;
    this.#variables = variables;
    this.#ended = new Set([...text.matchAll(/\{%-?\s{0,20}end(\w+)/g)].map(([, name]) => name ?? ''));
  }

  get dropsText(): boolean {
    return this.#until?.keeps === false;
  }

  get isReading(): boolean {
    return this.#until !== null;
  }

  /** What a tag becomes; null leaves it as it is. */
  tag(tag: string, rest: string, found: Found): string | null {
    if (this.#until !== null) return this.#endTag(tag);
    switch (tag) {
      case 'raw':
      case 'comment':
        this.#until = { tag: `end${tag}`, keeps: tag === 'raw', end: '', line: found.line };
        return '';
      case 'highlight':
        return this.#highlight(rest, found);
      case 'link':
      case 'post_url':
        return rest === '' ? null : addressOf(tag, rest);
      default:
        return TAGS.test(tag) || this.#ended.has(tag) ? this.#dropped(found) : this.#unknown(found);
    }
  }

  #endTag(tag: string): string | null {
    if (this.#until?.tag !== tag) return null;
    const { end } = this.#until;
    this.#until = null;
    return end;
  }

  #highlight(rest: string, found: Found): string | null {
    if (found.lineText.trim() !== found.whole) return this.#unknown(found);
    this.#until = { tag: 'endhighlight', keeps: true, end: '~~~~~~~~', line: found.line };
    return `~~~~~~~~ ${rest.split(/\s+/)[0] ?? ''}`;
  }

  /** `{{ page.title }}`, `{{ "/a.png" | relative_url }}` */
  value(expression: string, found: Found): string | null {
    if (this.#until !== null) return null;
    const [name = '', ...filters] = expression.split('|').map((part) => part.trim());
    if (!filters.every((filter) => PATH_FILTERS.has(filter))) return this.#unknown(found);
    const literal = LITERAL.exec(name);
    if (literal !== null) return literal[2] ?? '';
    const value = this.#variables.get(name);
    if (value !== undefined) return value;
    return name === 'site.baseurl' || name === 'site.url' ? '' : this.#unknown(found);
  }

  /** A tag goes, and what stands between it and its end stays; said once for a note. */
  #dropped({ whole, line }: Found): string {
    this.#problems.leaveOut('tag', line, whole);
    if (!this.#isSaid.has('tag')) {
      const hint = 'Write out what it stands for. Others in this note are left out too, and counted.';
      this.#problems.warn('Liquid is not run here; the tag is left out', line, whole, hint);
    }
    this.#isSaid.add('tag');
    return '';
  }

  #unknown({ whole, line }: Found): null {
    const hint = 'Write out what it stands for, or put it between {% raw %} and {% endraw %}.';
    if (!this.#isSaid.has('value'))
      this.#problems.warn('Liquid that is not run here; it stays as text', line, whole, hint);
    this.#isSaid.add('value');
    return null;
  }

  /** Line of a tag whose end tag never came, or null. */
  finish(): number | null {
    if (this.#until === null) return null;
    const { tag, line } = this.#until;
    this.#problems.fail(
      `Liquid tag is never closed: {% ${tag} %} is missing`,
      line,
      '{%',
      `Add {% ${tag} %}.`,
    );
    return line;
  }
}

/**
 * Runs the Liquid of a note, line by line so that lines keep their numbers.
 *
 * @param variables values for `{{ page.title }}` and the like, by their dotted name
 */
export function expandLiquid(
  text: string,
  problems: ProblemList,
  variables: ReadonlyMap<string, string>,
): string {
  if (!text.includes('{%') && !text.includes('{{')) return text;
  const lines = text.split('\n');
  const fenced = fencedLines(lines);
  const liquid = new Liquid(text, problems, variables);
  const { firstLine } = problems;
  const result = lines.map((lineText, index) => {
    if (fenced.has(index) && !liquid.isReading) return lineText;
    return expandLine(lineText, firstLine + index, liquid);
  });
  // What an unclosed tag took away comes back.
  const unclosed = liquid.finish();
  const end = unclosed === null ? lines.length : unclosed - firstLine;
  return [...result.slice(0, end), ...lines.slice(end)].join('\n');
}

function expandLine(lineText: string, line: number, liquid: Liquid): string {
  let out = '';
  let from = 0;
  const keep = (to: number) => {
    if (!liquid.dropsText) out += lineText.slice(from, to);
    from = to;
  };
  const isInCode = codeSpanTest(lineText);
  for (const match of lineText.matchAll(MARKUP)) {
    const [whole] = match;
    if (isInCode(match.index) && !liquid.isReading) continue;
    keep(match.index);
    const found = { whole, line, lineText };
    const { tag, rest = '', value = '' } = match.groups ?? {};
    const wasDropping = liquid.dropsText;
    const made = tag === undefined ? liquid.value(value.trim(), found) : liquid.tag(tag, rest.trim(), found);
    if (made !== null) out += made;
    else if (!wasDropping) out += whole;
    from = match.index + whole.length;
  }
  keep(lineText.length);
  return out;
}
