import type { Element } from 'hast';
import { common, createLowlight } from 'lowlight';
import { describe, expect, it, vi } from 'vitest';
import type { EnrichContext } from '../../src/html/enrich-context.js';

/** Lines in which languages embed others; each grammar is asked for all of them. */
const TEXT = [
  '<p style="color: red">a</p><style>p { color: red }</style><script>const a = `b`; f(1)</script>',
  '<?php echo "a"; ?>',
  'const a = <b className="c">{d}</b>; css`a { color: red }`; gql`query { a }`; html`<i>x</i>`',
  '>>> print("a")',
  '$ for i in 1 2; do echo "$i"; done',
  'a: <%= b.each { |c| d } %>',
  '# h',
  '- `a` <b>c</b>',
].join('\n');

const ALL = createLowlight(common);
const context = { budget: { spend: () => true } } as unknown as EnrichContext;

function listing(language: string): Element {
  const code: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className: [`language-${language}`] },
    children: [{ type: 'text', value: TEXT }],
  };
  return { type: 'element', tagName: 'pre', properties: {}, children: [code] };
}

/** A fresh highlighter: none of its grammars is there for another listing. */
async function tokensOf(language: string): Promise<unknown> {
  vi.resetModules();
  const { highlightCode } = await import('../../src/html/code.js');
  return highlightCode(listing(language), context).children.flatMap((code) =>
    'children' in code ? code.children : [],
  );
}

describe('a listing', () => {
  it.each([...Object.keys(common), 'sh', 'console', 'js', 'ts', 'py', 'html', 'yml', 'jsx', 'toml'])(
    'of %s is set as where all grammars are registered',
    async (language) => {
      expect(await tokensOf(language)).toEqual(ALL.highlight(language, TEXT).children);
    },
  );

  it('of no known language stays as it is', async () => {
    expect(await tokensOf('constructor')).toEqual([{ type: 'text', value: TEXT }]);
    expect(await tokensOf('klingon')).toEqual([{ type: 'text', value: TEXT }]);
  });
});
