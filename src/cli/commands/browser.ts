import { findBrowser, removeBrowser, type UnpackedBrowser } from '../../index.js';
import type { Request } from '../command-line.js';
import { printJson } from '../show-report.js';
import { type Io, printable } from '../terminal.js';

/** `cribsheet browser`: the browser in use, or with `--clean` what was removed of unpacked ones. */
export async function showBrowser({ options }: Request, io: Io): Promise<0> {
  if (options.clean) return clean(options, io);
  const report = await findBrowser({ browser: options.browser ?? null, signal: io.signal });
  if (options.json) {
    printJson(io, { ...report, problems: [] });
    return 0;
  }
  const { name, path, version, sandboxed, unpacked, passedOver } = report;
  return print(io, [
    `${version} (${name})`,
    path,
    sandboxed ? 'sandbox on' : 'sandbox off, as it must be for root',
    ...unpacked.map((one) => `unpacked: ${placeText(one)} (cribsheet browser --clean removes it)`),
    'Passed over:',
    ...passedOver.map((other) => `  ${other.name}: ${other.reason}`),
  ]);
}

async function clean({ json, quiet }: Request['options'], io: Io): Promise<0> {
  const { removed, left } = await removeBrowser();
  if (json) {
    printJson(io, { removed, left, problems: [] });
    return 0;
  }
  if (quiet) return 0;
  const lines = [
    ...removed.map((one) => `removed  ${placeText(one)}`),
    ...left.map((path) => `left     ${path}: cribsheet has not put it there`),
  ];
  return print(io, lines.length > 0 ? lines : ['Nothing is unpacked.']);
}

/** `/home/anna/.cache/cribsheet/browser/headless-shell-143, 195 MB` */
function placeText({ folder, bytes }: UnpackedBrowser): string {
  return `${folder}, ${Math.round(bytes / 1e6)} MB`;
}

function print(io: Io, lines: readonly string[]): 0 {
  io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  return 0;
}
