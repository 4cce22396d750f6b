import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/index.js';
import { castVote, newSession } from '../../src/session/session.js';
import { sessionText } from '../../src/session/session-format.js';
import { readPdf } from '../pdf/read-pdf.js';
import { temporaryFolder } from '../temporary-folder.js';

const point = (topic: string) => (_: unknown, i: number) =>
  `- **${topic} ${i}** keeps what it was told for ${i + 2} days, and then asks again for each of its parts`;
const section = (topic: string, points: number): string =>
  `# ${topic}\n\n${Array.from({ length: points }, point(topic)).join('\n')}\n`;
const NOTE = [section('Alpha', 32), section('Beta', 14), section('Gamma', 32), section('Delta', 14)].join(
  '\n',
);

function sessionWith(shaky: Readonly<Record<string, number>>): string {
  const session = newSession('Notes', new Date(0));
  for (const [name, votes] of Object.entries(shaky))
    for (let i = 0; i < 4; i += 1)
      castVote(session.verdicts, name, `device-0123456789-${i}`, i < votes ? 'shaky' : 'got');
  return sessionText(session);
}

it('the shaky sections come first and in full on the sheet, and alone in the deck', async () => {
  const cwd = await temporaryFolder({
    'notes/a.md': NOTE,
    'session.json': sessionWith({ alpha: 0, beta: 2, delta: 4 }),
  });
  const options = { cwd, sections: false, paper: 'a5' as const };
  const { outputs, problems } = await build({ ...options, weak: 'session.json' });
  const [sheet, deck] = outputs;
  if (sheet?.kind !== 'sheet' || deck?.kind !== 'deck') throw new Error(JSON.stringify(problems));
  const { painted } = await readPdf(await readFile(join(cwd, sheet.file)));
  const text = painted
    .map(({ str }) => str)
    .join(' ')
    .replace(/\s+/g, ' ');
  // The index names all of them before.
  const at = (words: string): number => text.indexOf(words);
  expect(at('Delta 0')).toBeGreaterThan(-1);
  expect(at('Delta 0')).toBeLessThan(at('Beta 0'));
  expect(at('Beta 0')).toBeLessThan(at('Alpha 0'));
  for (let i = 0; i < 14; i += 1)
    for (const topic of ['Delta', 'Beta']) expect(at(`${topic} ${i}`)).toBeGreaterThan(-1);
  expect(sheet.xHeightMm).toBeGreaterThanOrEqual(1.499);
  const { dropped, kept, total } = sheet.points;
  expect(total).toBe(92);
  expect(kept + dropped.length).toBe(total);
  expect(dropped.length).toBeGreaterThan(0);
  expect(dropped.filter(({ text: lost }) => /Delta|Beta/.test(lost))).toEqual([]);
  const html = await readFile(join(cwd, deck.file), 'utf8');
  const sections = [...html.matchAll(/data-kind="section" data-section="(\w+)"/g)].map(([, id]) => id);
  expect([...new Set(sections)]).toEqual(['delta', 'beta']);

  // Another session, other files; the same, none.
  expect((await build({ ...options, weak: 'session.json' })).outputs.map(({ cached }) => cached)).toEqual([
    true,
    true,
  ]);
  await writeFile(join(cwd, 'session.json'), sessionWith({ gamma: 4 }));
  expect((await build({ ...options, weak: 'session.json' })).outputs.map(({ cached }) => cached)).toEqual([
    false,
    false,
  ]);
}, 120_000);

it('a session that found nothing shaky changes nothing, and says so', async () => {
  const note = section('Alpha', 3) + section('Beta', 3);
  const cwd = await temporaryFolder({ 'a.md': note, 'none.json': sessionWith({ alpha: 0 }), 'x.json': '{}' });
  const options = { cwd, paths: ['a.md'], sections: false, only: ['sheet' as const] };
  const plain = await build({ ...options, out: 'plain' });
  const weak = await build({ ...options, out: 'weak', weak: 'none.json' });
  expect(weak.problems.map(({ message }) => message)).toEqual([
    'no section of this note was found shaky in the study session',
  ]);
  const bytes = (out: string) => readFile(join(cwd, out, 'a/a.sheet.pdf'), 'latin1');
  expect(plain.outputs).toHaveLength(1);
  expect(await bytes('weak')).toBe(await bytes('plain'));
  for (const [file, said] of [
    ['x.json', 'this is no study session'],
    ['nowhere.json', 'there is no such study session'],
  ] as const) {
    const { problems } = await build({ ...options, out: 'bad', weak: file });
    expect(problems.map(({ message }) => message)).toEqual([said]);
  }
}, 120_000);
