import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'docs/dependencies.md');
const ROW = /^\| ([^ |]+) \| ([^|]+) \|(.*)$/;
const HEADS = ['package', 'advisory'];

interface Package {
  readonly version: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
}

const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const { dependencies, optionalDependencies, devDependencies } = json('package.json');
const names = (group: object): string[] => Object.keys(group).sort();
const all = names({ ...dependencies, ...optionalDependencies, ...devDependencies });
const installed = (name: string): Package => json(`node_modules/${name}/package.json`);

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesIn(path) : entry.isFile() ? statSync(path).size : 0);
    }, 0);
}

/** What the package says of itself, as the last cells of its line. */
function facts(name: string): string {
  const { version, license, engines } = installed(name);
  const megabytes = (bytesIn(join(ROOT, 'node_modules', name)) / 1e6).toFixed(1);
  const node = engines?.node?.replaceAll('||', 'or') ?? 'any';
  return ` ${version} | ${license} | ${megabytes} | ${node} |`;
}

function rows(): readonly { name: string; why: string; cells: readonly string[] }[] {
  const lines = readFileSync(FILE, 'utf8').split('## What a run')[0]?.split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, name = '', why = '', rest = ''] = ROW.exec(line) ?? [];
    if (name === '' || HEADS.includes(name)) return [];
    return [{ name, why, cells: rest.split('|').map((cell) => cell.trim()) }];
  });
}

if (env.WRITE_DEPENDENCIES) {
  const text = readFileSync(FILE, 'utf8').replace(new RegExp(ROW, 'gm'), (line, name, why) =>
    all.includes(name) ? `| ${name} | ${why} |${facts(name)}` : line,
  );
  writeFileSync(FILE, text);
}

it('every package has one line that says why, and every line a package', () => {
  expect(
    rows()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(all);
  for (const { name, why } of rows()) expect(why.length, name).toBeGreaterThan(4);
});

it('every line names the licence that the package has, and a Node that runs 20', () => {
  for (const { name, cells } of rows()) expect([name, cells[1]]).toEqual([name, installed(name).license]);
});

it('every package of a run is used', () => {
  const code = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
    .join('\n');
  const unused = names({ ...dependencies, ...optionalDependencies })
    .filter((name) => !name.startsWith('@types/'))
    .filter((name) => !new RegExp(`['\`]${name}['\`/]`).test(code));
  // Types come without their prefix: `import type … from 'hast'`.
  expect(code).toContain("from 'hast'");
  expect(unused).toEqual([]);
});

it('no package that is installed or in the bundle is under a licence that binds its users', () => {
  const { packages } = json('package-lock.json') as { packages: Record<string, LockedPackage> };
  const roots = [...names({ ...dependencies, ...optionalDependencies }), ...importedNames()];
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const found = packages[`node_modules/${name}`];
    if (found === undefined || reached.has(name)) return;
    reached.add(name);
    Object.keys(found.dependencies ?? {}).forEach(reach);
  };
  roots.forEach(reach);
  expect(reached.size).toBeGreaterThan(60);
  const bound = [...reached].filter((name) => !FREE.test(packages[`node_modules/${name}`]?.license ?? ''));
  expect(bound).toEqual([]);
});

/** Names of the packages that the source imports: the bundle has them in it. */
function importedNames(): readonly string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
    .flatMap((code) => [...code.matchAll(/(?:from|import\() ?'((?:@[\w-]+\/)?[\w-][\w.-]*)/g)])
    .map(([, name = '']) => name);
}

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
}

/** MIT and its like, CC0 (tables of CSS) and the font licence; anything else (GPL, AGPL, none) wants a look. */
const FREE = /^(MIT|CC0-1\.0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|Python-2\.0|\(MIT AND Zlib\))$/;
