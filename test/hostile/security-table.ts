import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { expect } from 'vitest';

const FILE = join(import.meta.dirname, '../../SECURITY.md');
/** A case of a table: which family it belongs to. */
interface Case {
  readonly family: string;
}

const between = (table: string): RegExp => new RegExp(`(<!-- ${table} -->\\n)[\\s\\S]*?(<!-- /${table} -->)`);

/** One row for each family: how many cases there are, and how many of them did nothing. */
export function securityTable<T extends Case>(cases: readonly T[], held: ReadonlyMap<T, boolean>): string {
  const row = (name: string, of: readonly T[]): string =>
    `| ${name} | ${of.length} | ${of.filter((one) => held.get(one) === true).length} |`;
  const families = [...new Set(cases.map(({ family }) => family))];
  const rows = families.map((family) =>
    row(
      family.replaceAll('-', ' '),
      cases.filter((one) => one.family === family),
    ),
  );
  return ['| family | cases | held |', '|---|---:|---:|', ...rows, row('**all**', cases), ''].join('\n');
}

/** `WRITE_SECURITY_TABLE=1` writes the table anew; otherwise it must be what has just run. */
export function expectTable<T extends Case>(
  cases: readonly T[],
  held: ReadonlyMap<T, boolean>,
  name = 'corpus',
): void {
  const table = securityTable(cases, held);
  const text = readFileSync(FILE, 'utf8');
  if (env.WRITE_SECURITY_TABLE) writeFileSync(FILE, text.replace(between(name), `$1${table}$2`));
  expect(between(name).exec(readFileSync(FILE, 'utf8'))?.[0]).toContain(`\n${table}`);
}
