import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Runtime from 'handlebars/runtime.js';
import { PACKAGE_FOLDER } from '../files/package-folder.js';
import { type Problem, ProblemError } from '../problem.js';
import { STOCK_TEMPLATES } from './stock-templates.js';
import { userTemplate } from './template-file.js';
import { templateFault, templateProblems } from './template-problem.js';

/** The templates that come with the package. */
const OWN_TEMPLATES = join(PACKAGE_FOLDER, 'templates');

/** The package stays as it is while we run, so a batch reads its files once, and makes each template ready once. */
const OWN_TEXTS = new Map<string, string>();
const OWN_READY = new Map<string, HandlebarsTemplateDelegate>();

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
 *
 * @throws ProblemError when the user's is a link out of the folder, or no file
 */
export function templateSource(name: string, userFolder: string | null): string {
  const theirs = userFolder === null ? null : userTemplate(name, userFolder);
  return theirs ?? ownText(name);
}

function ownText(name: string): string {
  const text = OWN_TEXTS.get(name) ?? readFileSync(join(OWN_TEMPLATES, name), 'utf8');
  OWN_TEXTS.set(name, text);
  return text;
}

/**
 * Renders a template with data. Note text is only ever data: it is never compiled, and prototype
 * members are out of reach. Partials are the `_name.hbs` files of the template's folder.
 *
 * @throws ProblemError when a user's template does not compile or names a missing partial
 */
export async function renderTemplate(name: string, data: object, userFolder: string | null): Promise<string> {
  if (userFolder === null) return rendered(name, data, null);
  try {
    return await rendered(name, data, userFolder);
  } catch (failure) {
    if (failure instanceof ProblemError) throw failure;
    throw templateFault(failure, join(userFolder, name));
  }
}

/** What is wrong with a user's folder of templates; @throws ProblemError when it is none. */
export function checkTemplates(userFolder: string): readonly Problem[] {
  return templateProblems(userFolder, OWN_TEMPLATES);
}

async function rendered(name: string, data: object, userFolder: string | null): Promise<string> {
  const known = userFolder === null ? OWN_READY.get(name) : undefined;
  const template = known ?? (await ready(name, userFolder));
  if (userFolder === null) OWN_READY.set(name, template);
  return template(data);
}

/** A template with its partials. */
async function ready(name: string, userFolder: string | null): Promise<HandlebarsTemplateDelegate> {
  const partials = partialsOf(dirname(name), userFolder);
  const sources = new Map(
    partials.map((file) => [
      file.replace(/^_|\.hbs$/g, ''),
      templateSource(join(dirname(name), file), userFolder),
    ]),
  );
  const source = templateSource(name, userFolder);
  const engine = await engineFor([source, ...sources.values()]);
  const compiled = (text: string, file: string): HandlebarsTemplateDelegate => {
    try {
      return engine.template(text);
    } catch (failure) {
      throw templateFault(failure, join(userFolder ?? OWN_TEMPLATES, dirname(name), file));
    }
  };
  for (const [partial, text] of sources) {
    engine.registerPartial(partial, compiled(text, `_${partial}.hbs`));
  }
  return compiled(source, basename(name));
}

/** Source text → function; its partials are its own. */
interface Engine {
  readonly template: (source: string) => HandlebarsTemplateDelegate;
  readonly registerPartial: (name: string, partial: HandlebarsTemplateDelegate) => void;
}

/** Our own templates need no compiler, and loading it takes longer than laying out a sheet. */
async function engineFor(sources: readonly string[]): Promise<Engine> {
  const known = new Map(sources.map((source) => [source, STOCK_TEMPLATES.get(keyOf(source))]));
  if ([...known.values()].every((compiled) => compiled !== undefined)) {
    const runtime = Runtime.create();
    return {
      template: (source) => runtime.template(known.get(source) ?? {}),
      registerPartial: (name, partial) => runtime.registerPartial(name, partial),
    };
  }
  const { default: Handlebars } = await import('handlebars');
  const handlebars = Handlebars.create();
  return {
    template: (source) => {
      // `compile` puts the reading off until the first use, when nobody knows any more which file it was.
      handlebars.parse(source);
      return handlebars.compile(source, { preventIndent: true });
    },
    registerPartial: (name, partial) => handlebars.registerPartial(name, partial),
  };
}

/** As the build script names them: a template that is not quite ours is compiled anew. */
function keyOf(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}

function partialsOf(folder: string, userFolder: string | null): string[] {
  const roots = userFolder === null ? [OWN_TEMPLATES] : [OWN_TEMPLATES, userFolder];
  const names = roots.flatMap((root) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [],
  );
  return [...new Set(names.filter((file) => /^_.*\.hbs$/.test(file)))];
}
