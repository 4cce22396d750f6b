import type { BuildReport, Output } from '../index.js';
import type { Request } from './command-line.js';

/** The page that lists all outputs, below the output folder, which a config may have named. */
export function indexFile({ options }: Request, { outputs }: BuildReport): string {
  return `${folderOf(outputs[0]) ?? options.out ?? 'output'}/index.html`;
}

/** `made/emr/emr.sheet.pdf` of the note `emr` → `made` */
function folderOf(output: Output | undefined): string | null {
  const at = output ? output.file.lastIndexOf(`/${output.note}/`) : -1;
  return output && at > 0 ? output.file.slice(0, at) : null;
}
