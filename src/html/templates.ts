import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Handlebars from 'handlebars';
import { PACKAGE_FOLDER } from '../package-folder.js';

/** The templates that come with the package. */
export const OWN_TEMPLATES = join(PACKAGE_FOLDER, 'templates');

/** Text that is HTML already, made by our own code from sanitised trees. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Handlebars' convention for text that it must not escape. */
  toHTML(): string {
    return this.text;
  }
}

/**
 * Template files by name (`sheet/sheet.hbs`, `sheet/sheet.css`): the user's folder first, then ours,
 * one file at a time.
 */
export function templateSource(name: string, userFolder: string | null): string {
  const own = join(OWN_TEMPLATES, name);
  const theirs = userFolder === null ? own : join(userFolder, name);
  return readFileSync(existsSync(theirs) ? theirs : own, 'utf8');
}

/**
 * Renders a template with data. Note text is only ever data: it is never compiled, and prototype
 * members are out of reach. Partials are the `_name.hbs` files of the template's folder.
 *
 * @throws Error when a user's template does not compile or names a missing partial
 */
export function renderTemplate(name: string, data: object, userFolder: string | null): string {
  const handlebars = Handlebars.create();
  for (const partial of partialsOf(dirname(name), userFolder)) {
    handlebars.registerPartial(
      partial.replace(/^_|\.hbs$/g, ''),
      templateSource(join(dirname(name), partial), userFolder),
    );
  }
  return handlebars.compile(templateSource(name, userFolder), {
    strict: false,
    noEscape: false,
    preventIndent: true,
  })(data);
}

function partialsOf(folder: string, userFolder: string | null): string[] {
  const roots = userFolder === null ? [OWN_TEMPLATES] : [OWN_TEMPLATES, userFolder];
  const names = roots.flatMap((root) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [],
  );
  return [...new Set(names.filter((file) => /^_.*\.hbs$/.test(file)))];
}
