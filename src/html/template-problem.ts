import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { foundAt } from '../files/found-at.js';
import { nearest } from '../options/settings.js';
import { error, type Problem, ProblemError, warning } from '../problem.js';

/** Files that a folder of templates may hold besides replacements of ours. */
const FREE = /(^|\/)_[^/]+\.hbs$|(^|\/)(readme|license)[^/]*$|\.d\.ts$/i;
/** More files are no folder of templates. */
const MAX_FILES = 1000;

/**
 * What is wrong with a user's folder of templates before any of them is used: a file whose name is none of
 * ours replaces nothing, and a picture that is named by its file is not shown.
 *
 * @throws ProblemError when there is no such folder
 */
export function templateProblems(folder: string, ours: string): readonly Problem[] {
  if (!foundAt(folder)?.isDirectory()) {
    const hint = 'Check what --templates names.';
    throw new ProblemError(error('there is no such folder of templates', { file: folder }, hint));
  }
  const known = namesIn(ours);
  const names = namesIn(folder).slice(0, MAX_FILES);
  const used = names.filter((name) => known.includes(name) || FREE.test(name));
  if (used.length === 0) {
    const hint = `Its files have the names of ours, such as ${known.slice(0, 2).join(' and ')}.`;
    return [warning('no file of this folder is a template', { file: folder }, hint)];
  }
  return [
    ...names
      .filter((name) => /\.(hbs|css|js)$/.test(name) && !used.includes(name))
      .map(unused(folder, known)),
    ...used.flatMap((name) => lostFiles(join(folder, name))),
  ];
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !/(^|\/)(node_modules|\.)/.test(name) && /\.\w+$/.test(name))
    .sort();
}

function unused(folder: string, known: readonly string[]): (name: string) => Problem {
  return (name) => {
    const near = nearest(name, known) ?? known.find((one) => basename(one) === basename(name));
    const hint = near ? `Did you mean ${near}?` : `There are ${known.join(', ')}.`;
    return warning('no template of ours has this name', { file: join(folder, name) }, hint);
  };
}

/** `<img src="logo.png">`, `url(logo.png)`: nothing is loaded while a page is made. */
const ADDRESS = /(?:\bsrc\s*=\s*["']?|url\(\s*["']?)(?!data:|#|{{|["')\s])[^"')\s>]+/g;

function lostFiles(file: string): readonly Problem[] {
  if (!/\.(hbs|css)$/.test(file) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(ADDRESS)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    const hint =
      'Write it as a data: address, or show it by a style sheet: --css loads the files that it names.';
    return warning('a template loads no files: this is not shown', { file, line }, hint);
  });
}

/** What Handlebars says of a template → a problem with its file and line. */
export function templateFault(failure: unknown, file: string): ProblemError {
  const message = failure instanceof Error ? failure.message : String(failure);
  const line = Number(/on line (\d+)/.exec(message)?.[1] ?? lineOf(failure)) || null;
  const said = message
    .replace(/^Parse error on line \d+:\s*/, '')
    .split('\n')
    .filter((part) => !/^-*\^$/.test(part))
    .join(' ')
    .slice(0, 200);
  const hint = 'It is a Handlebars template: handlebarsjs.com tells what may stand in it.';
  return new ProblemError(error(`the template cannot be used: ${said}`, { file, line }, hint));
}

function lineOf(failure: unknown): number | undefined {
  return typeof failure === 'object' && failure !== null && 'lineNumber' in failure
    ? Number(failure.lineNumber)
    : undefined;
}
