import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { ElementContent, Nodes } from 'hast';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/markdown/dialect.js';
import { parseMarkdown } from '../../src/markdown/parse-markdown.js';
import type { Note } from '../../src/model.js';
import { parseFrontMatter } from '../../src/note/front-matter.js';
import { parseNote } from '../../src/note/parse-note.js';

const UNSHOWN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'iframe']);

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return 'children' in node ? node.children.map(textOf).join('') : '';
  if (UNSHOWN.has(node.tagName)) return '';
  const inner = `${node.properties.alt ?? ''}${node.children.map(textOf).join('')}`;
  return /^(a|b|code|em|i|s|del|span|strong|u)$/.test(node.tagName) ? inner : ` ${inner} `;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Every word that the model of a note carries, wherever. */
function wordsOfNote(note: Note): Set<string> {
  const text = (nodes: readonly ElementContent[]): string => nodes.map(textOf).join(' ');
  const said = [
    note.meta.title,
    note.mapTitle ?? '',
    ...note.meta.tags,
    text(note.intro),
    ...note.groups.map(({ title }) => title ?? ''),
    ...note.sections.flatMap(({ shortName, heading, tags, chips, body }) => [
      shortName,
      text(heading),
      ...tags,
      ...chips,
      text(body),
    ]),
  ];
  return new Set(wordsOf(said.join('\n')));
}

/** Words that the dialect renders and the note's model has not, in either dialect. */
function lostWords(source: string): string[] {
  return (['gfm', 'kramdown'] as const).flatMap((dialect) => lostIn(source, dialect));
}

function lostIn(source: string, name: Dialect): string[] {
  const front = parseFrontMatter(source, 'note.md').value;
  const { tree } = parseMarkdown(front.body, {
    file: 'note.md',
    firstLine: front.firstLine,
    dialect: { name, reason: 'the test', line: null },
  });
  const kept = wordsOfNote(parseNote(source, 'note.md', name).value);
  return [...new Set(wordsOf(textOf(tree)))].filter((word) => !kept.has(word));
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['notes', 'test/cases', '../shared/notes', '../shared/kramdown-cases'];
const files = FOLDERS.map((folder) => path.join(ROOT, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => globSync('**/*.{md,text}', { cwd: folder, absolute: true }))
  .map((file) => [path.relative(ROOT, file), file] as const)
  .sort();

describe('no word is lost', () => {
  it.each(files)('%s', (_, file) => {
    expect(lostWords(readFileSync(file, 'utf8'))).toEqual([]);
  });
});

/** Blocks of every kind; `%` stands for a word of its own. */
const BLOCKS = [
  '# %',
  '## % #tag%',
  '### % [↖](#top)',
  '## <a name="%"></a>% [link %](#nowhere)',
  '<h2>% <em>%</em></h2>',
  '<h2 id="same">%</h2>',
  '%\n===',
  '% **%** `%` *%*',
  '- %\n- %\n  - %\n\n    %',
  '1. %\n   ~~~\n   %\n   ~~~\n2. %\n\n   | % | % |\n   |---|---|\n   | % | % |',
  '- [ ] %\n- [x] %',
  '%\n: %\n: %\n\n  %',
  '| % | % |\n|---|---|\n| % | % |',
  '| % | % |',
  '<table><caption>%</caption><tr><th>%</th></tr><tr><td>% <p>%</p></td></tr></table>',
  '<details><summary>% <b>%</b></summary>% <p>%</p></details>',
  '<details markdown="1"><summary>%</summary>\n\n## %\n\n%\n\n</details>',
  '<details><summary><h2>%</h2> %</summary>\n<p>%</p>\n</details>',
  '<div markdown="1">\n\n## %\n\n%\n\n</div>',
  '<div class="box">% <h3>%</h3> % <p>%</p> %</div>',
  '<figure><img src="x.png" alt="%"><figcaption>%</figcaption></figure>',
  '![%](x.png)',
  '# ![%](x.png)',
  '[![%](x.png)](https://example.org)',
  '<ul>% <li>% <p>%</p> %</li> % <div>%</div></ul>',
  '<dl><div><dt>%</dt><dd>% <p>%</p></dd></div> %</dl>',
  '> %\n>\n> - %',
  '> [!NOTE]\n> %',
  '> # %',
  '~~~ sh\n# %\n~~~',
  '$$ % $$',
  '% $$ % $$ %',
  '%[^a%]\n\n[^a%]: %',
  '## %[^b%]\n\n[^b%]: %\n\n    - %',
  '- TOC\n{:toc}',
  '## Contents\n{:.no_toc}\n\n- TOC %\n{:toc}',
  '## Contents\n\n- [%](#same)\n- [%](#same)\n  - [%](#nowhere)',
  '[%](#same) | [%](#same)',
  '<a href="#same" class="mindmap">`%` `%` `%`</a>',
  '<a href="#nowhere" class="mindmap mindmap-new-section">% `%`</a>',
  '<div markdown="1"><a href="#same" class="mindmap">% <b>%</b></a> %</div>',
  '*[W%]: %\n\nW%',
  '---',
  '<a id="%"></a>',
  '{: .skip}\n- %',
  '<center>%<br>%</center>',
  '<custom-tag>%</custom-tag>',
  '<p>%<table><tr>%<td>%</td></tr></table></p>',
  '<blockquote>% <h2>%</h2></blockquote>',
  '<article><header><h1>%</h1>%</header><aside>%</aside></article>',
  '<address>%</address><ruby>%<rt>%</rt></ruby><q>%</q>',
  '<select><option>%</option></select><button>%</button><label>%</label>',
];

function numbered(blocks: readonly string[], title: boolean): string {
  const text = blocks
    .join('\n\n')
    .split('%')
    .reduce((before, after, i) => `${before}w${i}x${after}`);
  return `${title ? '---\ntitle: w1x\n---\n\n' : ''}${text}\n`;
}

/** Words of a section's body that stand in no point, so that no tally would miss them. */
function outsidePoints(node: ElementContent): readonly string[] {
  if (node.type === 'text') return wordsOf(node.value);
  if (node.type !== 'element' || node.properties.dataPoint !== undefined) return [];
  return node.children.flatMap(outsidePoints);
}

describe('no word of a made-up note is lost', () => {
  it.each(BLOCKS)('%j alone and between headings', (block) => {
    expect(lostWords(numbered([block], false))).toEqual([]);
    expect(lostWords(numbered(['# %', block, '## %', block, '%', '## %', block], true))).toEqual([]);
  });

  it('in any mixture', () => {
    const notes = fc.tuple(fc.array(fc.constantFrom(...BLOCKS), { maxLength: 14 }), fc.boolean());
    fc.assert(
      fc.property(notes, ([blocks, title]) => {
        expect(lostWords(numbered(blocks, title))).toEqual([]);
      }),
      { numRuns: 700, seed: 20_261_123 },
    );
  });

  it('and each stands in a point, in any mixture', () => {
    const notes = fc.array(fc.constantFrom(...BLOCKS), { maxLength: 10 });
    fc.assert(
      fc.property(notes, (blocks) => {
        const bodies = (['gfm', 'kramdown'] as const).flatMap((dialect) => {
          const { intro, sections } = parseNote(numbered(blocks, false), 'note.md', dialect).value;
          return [...intro, ...sections.flatMap(({ body }) => body)];
        });
        expect(bodies.flatMap(outsidePoints)).toEqual([]);
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });
});
