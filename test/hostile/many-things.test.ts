import { expect, it } from 'vitest';
import { EMPTY_MANIFEST, writeManifest } from '../../src/batch/cache/manifest.js';
import { outlineNote } from '../../src/batch/plan/outline-note.js';
import { distinct } from '../../src/batch/report.js';
import { LIMITS } from '../../src/bounds/limits.js';
import { enrich } from '../../src/html/enrich.js';
import { enrichContext } from '../../src/html/enrich-context.js';
import { excerptOf } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { type Problem, ProblemError, warning } from '../../src/problem.js';

// Numbers of one thing that no note has, and that were too many for an array, a call or a manifest.

const noPage = () => Promise.reject(new Error('no page is needed'));

it.each([
  ['135,000 references to one footnote', `# A\n\n${'[^1] '.repeat(135_000)}\n\n[^1]: x\n`],
  ['60,000 footnotes', `# A\n\n${Array.from({ length: 60_000 }, (_, i) => `[^${i}]: text\n`).join('\n')}`],
  ['30,000 dead links', `# A\n\n${Array.from({ length: 30_000 }, (_, i) => `[a](#x${i})`).join(' ')}\n`],
])('%s are refused or read, and told in a short list', (_what, text) => {
  let problems: readonly Problem[] = [];
  let bytes = 0;
  try {
    const read = parseNote(text, 'a.md');
    const outline = outlineNote(read.value, { hash: 'h', asked: 'auto' }, read.problems);
    problems = outline.problems;
    bytes = JSON.stringify({ ...outline, parts: [] }).length;
  } catch (failure) {
    expect(failure).toBeInstanceOf(ProblemError);
    if (failure instanceof ProblemError) problems = [failure.problem];
  }
  expect(problems.length).toBeLessThanOrEqual(LIMITS.problems + 1);
  expect(bytes).toBeLessThan(500_000);
});

it('a list that was cut short says how many more there were, however often it is cut', () => {
  const many = (file: string): Problem[] =>
    Array.from({ length: 1000 }, (_, i) => warning(`dead link ${i}`, { file, line: i + 1 }));
  const outline = outlineNote(
    parseNote('# A\n\n- b\n', 'a.md').value,
    { hash: 'h', asked: 'auto' },
    many('a.md'),
  );
  expect(outline.problems.at(-1)?.message).toBe('800 more problems are not listed');
  const later = warning('another', { file: 'a.md', line: 1 });
  const told = distinct([...outline.problems.map((problem) => ({ ...problem, file: 'a.md' })), later]);
  expect(told.length).toBe(LIMITS.problems + 1);
  expect(told.at(-1)?.message).toBe('801 more problems are not listed');
});

it('a thousand listings of one line are set within their time', async () => {
  const text = `# A\n\n${Array.from({ length: 1000 }, (_, i) => `\`\`\`bash\nls -l ${i}\n\`\`\`\n`).join('\n')}`;
  const { value: note } = parseNote(text, 'a.md');
  const [section] = note.sections;
  if (!section) throw new Error('no section');
  const context = enrichContext(note, noPage, () => undefined);
  const set = await enrich(excerptOf(note, section).sections[0]?.body ?? [], context, 'ltr');
  expect(set).toHaveLength(1000);
  expect(LIMITS.enrichMs - context.budget.left('enrichMs')).toBeLessThan(LIMITS.enrichMs / 2);
});

it('a manifest that would be too large to be read again leaves out what can be found anew', () => {
  const long = {
    ...outlineNote(parseNote('# A\n', 'a.md').value, { hash: 'h', asked: 'auto' }, []),
    title: 'x'.repeat(LIMITS.manifestBytes),
  };
  const text = writeManifest({ ...EMPTY_MANIFEST, notes: new Map([['a.md', long]]) }, 'secret');
  expect(text.length).toBeLessThan(1000);
  expect(JSON.parse(text)).toMatchObject({ notes: {}, seal: '' });
});
