import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserProgram } from '../../src/browser/bundled-browser.js';
import { script } from './whole-process.js';

/** Another tool, as the words that make PDFs of Markdown files beside them. */
export interface Peer {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly argv: (files: readonly string[]) => readonly string[];
}

/** They live apart from our own packages; the command that puts them there. */
export const INSTALL = 'npm run bench:install';
const PACKAGES = 'test/bench/node_modules';

function peer(name: string, pack: string, entry: string, argv: (path: string) => Peer['argv']): Peer {
  const path = join(process.cwd(), PACKAGES, pack, entry);
  return { name, isInstalled: existsSync(path), argv: argv(path) };
}

/** Each as it comes, told only which browser to use. */
export function peers(browser: BrowserProgram, isRoot: boolean) {
  const launch = JSON.stringify({
    executablePath: browser.path,
    args: isRoot ? ['--no-sandbox'] : [],
  });
  return {
    mdToPdf: peer(
      'md-to-pdf',
      'md-to-pdf',
      'dist/cli.js',
      (path) => (files) => script(path, '--launch-options', launch, ...files),
    ),
    marp: peer(
      'marp',
      '@marp-team/marp-cli',
      'marp-cli.js',
      (path) => (files) => script(path, '--pdf', '--browser-path', browser.path, ...files),
    ),
    mdxport: peer(
      'mdxport',
      '@mdxport/cli',
      'bin/mdxport',
      (path) => (files) => script(path, '--quiet', ...files),
    ),
  };
}
