import { readFileSync } from 'node:fs';
import matter from 'gray-matter';
import { type KramdownSettings, OPTION_SETTERS } from '../../src/markdown/kramdown/options.js';

/** Ruby writes symbols as `:name`. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^:/, '') : value;
}

/** An options file of the suite (YAML with Ruby symbols) → names and values. */
export function readOptions(file: string): ReadonlyMap<string, unknown> {
  const { data } = matter(`---\n${readFileSync(file, 'utf8')}\n---\n`, {});
  return new Map(Object.entries(data).map(([key, value]) => [key.replace(/^:/, ''), plain(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pairsOf(value: Record<string, unknown>): readonly (readonly [string, unknown])[] {
  return Object.entries(value).map(([key, item]) => [key.replace(/^:/, ''), item]);
}

function linkDefinition(value: unknown): readonly [string, string | null] {
  const [url, title] = Array.isArray(value) ? value : [value];
  return [String(url), title === undefined || title === null ? null : String(title)];
}

/** Writes the options into `settings`; those of other tools (highlighters, LaTeX) are skipped. */
export function applyOptions(settings: KramdownSettings, options: ReadonlyMap<string, unknown>): void {
  for (const [name, value] of options) {
    if (name === 'typographic_symbols' && isRecord(value)) {
      settings.typographicSymbols = new Map(pairsOf(value).map(([key, item]) => [key, String(item)]));
    } else if (name === 'link_defs' && isRecord(value)) {
      settings.linkDefs = new Map(pairsOf(value).map(([key, item]) => [key, linkDefinition(item)]));
    } else OPTION_SETTERS.get(name)?.(settings, value === null ? '' : String(value));
  }
}
