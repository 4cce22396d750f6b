import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package's style sheet with the woff2 files that `wants` names inlined; faces it does not want go. */
export function inlineStyleSheet(path: string, wants: (file: string) => boolean): string {
  return readFileSync(path, 'utf8').replace(/@font-face\s*{[^}]*}/g, (rule) => {
    const file = /url\(([^)]+\.woff2)\)/.exec(rule)?.[1];
    if (!file || !wants(file)) return '';
    const data = readFileSync(join(dirname(path), file), 'base64');
    return rule.replace(/src:[^;}]*/, `src:url(data:font/woff2;base64,${data}) format("woff2")`);
  });
}
