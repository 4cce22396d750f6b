import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { expect } from 'vitest';
import type { HostileCase } from './hostile-case.js';

const FILE = join(import.meta.dirname, '../../SECURITY.md');
const BETWEEN = /(<!-- corpus -->\n)[\s\S]*?(<!-- \/corpus -->)/;

/** One row for each family: how many cases there are, and how many of them did nothing. */
export function securityTable(
  cases: readonly HostileCase[],
  held: ReadonlyMap<HostileCase, boolean>,
): string {
  const row = (name: string, of: readonly HostileCase[]): string =>
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
export function expectTable(cases: readonly HostileCase[], held: ReadonlyMap<HostileCase, boolean>): void {
  const table = securityTable(cases, held);
  const text = readFileSync(FILE, 'utf8');
  if (env.WRITE_SECURITY_TABLE) writeFileSync(FILE, text.replace(BETWEEN, `$1${table}$2`));
  expect(BETWEEN.exec(readFileSync(FILE, 'utf8'))?.[0]).toContain(`\n${table}`);
}
