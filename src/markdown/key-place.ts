import type { Place } from '../problem.js';

/** Lines of a note's front matter that are looked at. */
const HEAD_LINES = 400;

/** Where a front-matter key stands; the head of the file where it cannot be found. */
export function keyPlace(source: string, key: string, file: string): Place {
  const lines = source.split('\n', HEAD_LINES);
  // `key:` of YAML, `key =` of TOML, `[key]`
  const index = lines.findIndex((line) => {
    const text = line.trimStart();
    return (
      text.startsWith(`[${key}]`) || (text.startsWith(key) && /^[ \t]*[:=]/.test(text.slice(key.length)))
    );
  });
  return {
    file,
    line: Math.max(1, index + 1),
    column: index < 0 ? 1 : (lines[index] ?? '').search(/\S/) + 1,
  };
}
