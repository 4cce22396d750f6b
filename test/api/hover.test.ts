import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { API, type Project, SymbolFlags } from 'typescript/unstable/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicExports } from './public-exports.js';

const ROOT = join(import.meta.dirname, '../..');
const TYPES = publicExports().filter(({ isType }) => isType);

/** A user's program, in which each type of the package is known by its name. */
const PROGRAM = `import { build } from '../dist/index.js';
import type { ${TYPES.map(({ name }) => name).join(', ')} } from '../dist/index.js';
const { outputs } = await build({ paths: ['notes'] });
export const kept = outputs.map((output: Output) => (output.kind === 'sheet' ? output.points.kept : 0));
export const slides = outputs.map((output) => (output.kind === 'deck' ? output.slides : 0));
`;

/** What TypeScript must refuse: a deck has no points. */
const WRONG = `import { build } from '../dist/index.js';
const { outputs } = await build();
export const kept = outputs.map((output) => output.points.kept);
`;

const compiler = new API({ cwd: ROOT });
let folder = '';
let project: Project;
beforeAll(async () => {
  // Below the project, so that the types of Node are found.
  folder = await mkdtemp(join(ROOT, '.hover-'));
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  writeFileSync(join(folder, 'wrong.ts'), WRONG);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    types: ['node'],
    noEmit: true,
  };
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ['program.ts', 'wrong.ts'] }));
  const [opened] = compiler.updateSnapshot({ openProjects: [config] }).getProjects();
  if (!opened) throw new Error('the program was not opened');
  project = opened;
});
afterAll(async () => {
  compiler.close();
  await rm(folder, { recursive: true, force: true });
});

const errorsIn = (file: string) => project.program.getSemanticDiagnostics(join(folder, file));

/** Properties of a type with what an editor shows of them. */
function propertiesOf(name: string): readonly { readonly name: string; readonly text: string }[] {
  const { checker } = project;
  const at = { document: join(folder, 'program.ts'), position: 0 };
  const named = checker.resolveName(name, SymbolFlags.Type | SymbolFlags.Alias, at);
  if (!named) throw new Error(`there is no type ${name}`);
  const type = checker.getDeclaredTypeOfSymbol(named);
  if (!type.isObjectType() && !type.isIntersectionType()) return [];
  return checker
    .getPropertiesOfType(type)
    .filter(({ flags }) => (flags & SymbolFlags.Property) !== 0)
    .map((property) => ({ name: property.name, text: property.getDocumentationComment(checker) }));
}

describe('the types, as an editor shows them', () => {
  it.each([
    'BuildOptions',
    'SheetOptions',
    'DeckOptions',
    'NoteSettings',
    'Settings',
    'Config',
    'WatchOptions',
  ])('tell what each option of %s does', (name) => {
    const properties = propertiesOf(name);
    expect(properties.length).toBeGreaterThan(5);
    expect(properties.filter(({ text }) => text === '').map((one) => one.name)).toEqual([]);
  });

  it('tell its sentence, its unit and its default', () => {
    const floor = propertiesOf('BuildOptions').find(({ name }) => name === 'floor');
    expect(floor?.text).toMatch(/^Smallest x-height[\s\S]*from 0\.5 to 10 mm; `1\.2` unless given\.$/);
  });

  it('say something of every property', () => {
    const silent = TYPES.flatMap(({ name }) =>
      propertiesOf(name).flatMap((one) => (one.text === '' ? [`${name}.${one.name}`] : [])),
    );
    expect(silent).toEqual([]);
  });

  it('tell a sheet from a deck by its kind', () => {
    expect(errorsIn('program.ts').map(({ text }) => text)).toEqual([]);
    expect(errorsIn('wrong.ts').map(({ text }) => text)).toEqual([
      expect.stringContaining("Property 'points' does not exist"),
    ]);
  });
});
