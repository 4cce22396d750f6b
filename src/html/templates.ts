import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

const BUILT_IN = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Stand-in until the templates are merged: `name` such as `shared/index.hbs`. */
export async function renderTemplate(name: string, data: object, folder: string | null): Promise<string> {
  const own = folder === null ? null : await readFile(join(folder, name), 'utf8').catch(() => null);
  const source = own ?? (await readFile(join(BUILT_IN, name), 'utf8'));
  return Handlebars.compile(source, { strict: true })(data);
}
