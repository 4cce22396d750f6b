import { init } from '../../index.js';
import type { ExitCode } from '../call.js';
import { type Io, printable } from '../terminal.js';

/** Files to begin with, where there are none. */
export async function begin(io: Io): Promise<ExitCode> {
  const { written, kept } = await init({ cwd: io.cwd });
  const lines = [
    ...written.map((file) => `written  ${file}`),
    ...kept.map((file) => `kept     ${file}`),
    'Next: npx cribsheet --open',
  ];
  io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  return 0;
}
