import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CaseResult, runCases } from './cases.js';
import { type Compared, compareExamples, reasonOf } from './examples.js';

function difference(result: CaseResult): string {
  const expected = new Set(result.expected);
  const actual = new Set(result.actual);
  const missing = result.expected.filter((line) => !actual.has(line)).map((line) => `- ${line}`);
  const extra = result.actual.filter((line) => !expected.has(line)).map((line) => `+ ${line}`);
  const body = [...missing, ...extra];
  return [
    `== ${result.name}${result.reason === null ? '' : ` (on purpose: ${result.reason})`}`,
    ...body,
  ].join('\n');
}

/** Differences in order, for the reader who wants the whole tree. */
function whole(result: CaseResult): string {
  return [`== ${result.name}: expected`, ...result.expected, '-- actual', ...result.actual].join('\n');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function main(): void {
  mkdirSync('output/conformance', { recursive: true });
  printExamples();
  printCases('test/conformance/kramdown');
}

/** CommonMark's and GFM's own examples: how many we pass, beside marked as it comes. */
function printExamples(): void {
  const examples = compareExamples();
  const out = (name: string, ...counts: readonly (number | string)[]) =>
    process.stdout.write(`${name.padEnd(44)}${counts.map((count) => String(count).padStart(9)).join('')}\n`);
  const row = (name: string, of: readonly Compared[]) =>
    out(name, of.filter(({ ours }) => ours).length, of.filter(({ marked }) => marked).length, of.length);
  out('', 'here', 'marked', 'of');
  for (const [section, of] of groupBy(examples, (example) => example.section)) row(section, of);
  row('all', examples);
  const otherwise = examples.filter(({ ours }) => !ours);
  process.stdout.write(`\notherwise than in the specification (${otherwise.length}):\n`);
  for (const [reason, of] of groupBy(otherwise, reasonOf)) {
    const names = of.map(({ name }) => name).join(', ');
    process.stdout.write(`${reason} (${of.length})\n  ${names}\n`);
  }
  writeFileSync('output/conformance/examples.txt', `${otherwise.map(wholeExample).join('\n\n')}\n`);
  process.stdout.write('differences: output/conformance/examples.txt\n');
}

function wholeExample({ name, section, markdown, expected, actual }: Compared): string {
  return [`== ${name} (${section})`, markdown, '-- expected', ...expected, '-- actual', ...actual].join('\n');
}

/** kramdown's own cases against what kramdown gives with GFM input, as Jekyll runs it. */
function printCases(dir: string): void {
  const results = runCases(dir);
  process.stdout.write('\n');
  const folders = groupBy(results, ({ name }) => path.dirname(name));
  for (const [folder, cases] of folders) {
    process.stdout.write(`${folder.padEnd(44)} ${cases.filter((c) => c.passed).length}/${cases.length}\n`);
  }
  const failed = results.filter((result) => !result.passed);
  const purposeful = failed.filter((result) => result.reason !== null);
  process.stdout.write(
    `${'all kramdown cases'.padEnd(44)} ${results.length - failed.length}/${results.length}\n`,
  );
  for (const result of purposeful)
    process.stdout.write(`differs on purpose: ${result.name} (${result.reason})\n`);
  writeFileSync('output/conformance/differences.txt', `${failed.map(difference).join('\n\n')}\n`);
  writeFileSync('output/conformance/trees.txt', `${failed.map(whole).join('\n\n')}\n`);
  process.stdout.write(`differences: output/conformance/differences.txt\n`);
}

main();
