import { findBrowser } from '../../index.js';
import type { ExitCode } from '../call.js';
import type { Request } from '../command-line.js';
import { printJson } from '../show-report.js';
import { type Io, printable } from '../terminal.js';

export async function browser({ options }: Request, io: Io): Promise<ExitCode> {
  const report = await findBrowser({ browser: options.browser ?? null, signal: io.signal });
  if (options.json) {
    printJson(io, { ...report, problems: [] });
    return 0;
  }
  const { name, path, version, sandboxed, passedOver } = report;
  const lines = [
    `${version} (${name})`,
    path,
    sandboxed ? 'sandbox on' : 'sandbox off, as it must be for root',
    'Passed over:',
    ...passedOver.map((other) => `  ${other.name}: ${other.reason}`),
  ];
  io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  return 0;
}
