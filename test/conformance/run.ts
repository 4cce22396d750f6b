import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CaseResult, runCases } from './cases.js';

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

function byFolder(results: readonly CaseResult[]): ReadonlyMap<string, readonly CaseResult[]> {
  const folders = new Map<string, CaseResult[]>();
  for (const result of results) {
    const folder = path.dirname(result.name);
    folders.set(folder, [...(folders.get(folder) ?? []), result]);
  }
  return folders;
}

function main(): void {
  const dir = process.argv[2];
  if (dir === undefined) {
    process.stderr.write('Usage: npm run conformance -- DIR\n');
    process.exitCode = 2;
    return;
  }
  const results = runCases(dir);
  const folders = byFolder(results);
  for (const [folder, cases] of folders) {
    process.stdout.write(`${folder.padEnd(44)} ${cases.filter((c) => c.passed).length}/${cases.length}\n`);
  }
  const failed = results.filter((result) => !result.passed);
  const purposeful = failed.filter((result) => result.reason !== null);
  process.stdout.write(`${'all'.padEnd(44)} ${results.length - failed.length}/${results.length}\n`);
  for (const result of purposeful)
    process.stdout.write(`differs on purpose: ${result.name} (${result.reason})\n`);
  mkdirSync('output/conformance', { recursive: true });
  writeFileSync('output/conformance/differences.txt', `${failed.map(difference).join('\n\n')}\n`);
  writeFileSync('output/conformance/trees.txt', `${failed.map(whole).join('\n\n')}\n`);
  process.stdout.write(`differences: output/conformance/differences.txt\n`);
}

main();
