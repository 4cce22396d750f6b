import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An export of the public API with the first sentence of its docstring. */
export interface PublicExport {
  readonly name: string;
  readonly isType: boolean;
  /** Empty where there is no docstring. */
  readonly summary: string;
}

const SOURCES = new URL('../../src/', import.meta.url);

const sourceOf = (file: string): string => readFileSync(fileURLToPath(new URL(file, SOURCES)), 'utf8');

/** Every name that `src/index.ts` hands on. */
export function publicExports(): readonly PublicExport[] {
  const index = sourceOf('index.ts');
  const statements = index.matchAll(/export (type )?(\*|\{[^}]*\}) from '\.\/([^']+)\.js';/g);
  return [...statements].flatMap(([, type, names = '', module = '']) => {
    const source = sourceOf(`${module}.ts`);
    const listed = names === '*' ? declaredIn(source) : names.slice(1, -1).split(',');
    return listed
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => {
        const bare = name.replace(/^type /, '');
        return { name: bare, isType: Boolean(type) || bare !== name, summary: summaryOf(bare, source) };
      });
  });
}

function declaredIn(source: string): readonly string[] {
  return [...source.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = '']) => name);
}

/** The first sentence of the comment above the declaration. */
function summaryOf(name: string, source: string): string {
  const at = source.search(
    new RegExp(`^export (?:async )?(?:interface|type|const|class|function) ${name}\\b`, 'm'),
  );
  const before = source.slice(0, at).trimEnd();
  if (at < 0 || !before.endsWith('*/')) return '';
  const text = before
    .slice(before.lastIndexOf('/**') + 3, -2)
    .replace(/^\s*\*\s?/gm, '')
    .split(/\n\s*\n|\n@/)[0];
  const words = (text ?? '').replace(/\s+/g, ' ').trim();
  return /^.*?\.(?=\s|$)/.exec(words)?.[0] ?? words;
}
