import type { GenericSchema } from 'valibot';
import type { DroppedPoint } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { Settings } from '../options/options.js';
import type { WithPage } from '../page/render-page.js';
import type { Warned } from '../problem.js';
import type { ComposedOnce } from '../sheet/compose/composed-once.js';
import type * as FactValues from './fact-values.js';

export type { ComposedOnce };

/** One file of an output. */
export interface FileOfKind<Value> {
  /** Ending with its dot, behind the name of the output: `.pdf`. */
  readonly ending: string;
  /** The file's content, or null where it was not asked for. */
  contentOf(value: Value): string | Uint8Array | null;
}

/** A file that some settings ask for besides the main one. */
export interface ExtraOfKind<Value> extends FileOfKind<Value> {
  isWanted(settings: Settings): boolean;
  /** By what a person asks for it who wants nothing particular. */
  readonly asked: Partial<Settings>;
}

/** A column of the table of outputs. */
export interface ColumnOfKind<Facts> {
  /** Its heading. */
  readonly head: string;
  /** One cell for the outputs of this kind that share a row, at least one. */
  cellOf(facts: readonly Facts[]): string;
}

/** What a person is shown of an output on a screen. */
export type Shown =
  /** One of each page, and how wide a page is on paper. */
  | { readonly as: 'pictures'; readonly pictures: readonly Uint8Array[]; readonly widthMm: number }
  /** A whole HTML document, with scripts of its own. */
  | { readonly as: 'document'; readonly html: string }
  | { readonly as: 'text'; readonly text: string };

/** What is shown of an output of which no file is wanted. */
export interface Preview<Facts extends object = object> {
  readonly facts: Facts;
  readonly shown: Shown;
}

/**
 * All that is particular to one kind of output. Methods and no function properties: TypeScript then
 * lets records of different kinds stand in one list.
 *
 * @typeParam Facts what a report says of one output of this kind; kept in the manifest as JSON
 * @typeParam Value what rendering gives
 */
export interface OutputKind<Name extends string = string, Facts extends object = object, Value = unknown> {
  /** Names it in options, reports, the manifest and its files. */
  readonly name: Name;
  /** Text of its links on the index page. */
  readonly label: string;
  /** Folder below `templates/` whose files count for its cache key, besides `shared/`. */
  readonly templates: string;
  /** The file that every output of the kind has. */
  readonly main: FileOfKind<Value>;
  /** Files that some settings ask for. */
  readonly extras: readonly ExtraOfKind<Value>[];
  /** What the table of outputs shows of it. */
  readonly columns: readonly ColumnOfKind<Facts>[];
  /** @throws ProblemError when it cannot be made */
  render(excerpt: Excerpt, settings: Settings, withPage: WithPage): Promise<Warned<Value>>;
  factsOf(value: Value): Facts;
  /** What it is to be rendered with where a person looks at it, and no file is wanted. */
  readonly onScreen: Partial<Settings>;
  shown(value: Value): Shown;
  /** What `render` with `onScreen` would show, in less time; a kind that knows no such way has none. */
  preview?(
    excerpt: Excerpt,
    settings: Settings,
    withPage: WithPage,
    once: ComposedOnce,
  ): Promise<Warned<Preview<Facts>>>;
  /** The facts' schema, by which those of a manifest are checked. */
  factsSchema(values: typeof FactValues): GenericSchema<unknown, Facts>;
  /** Points of the note that it leaves out; their lines are others when text above changes. */
  droppedOf(facts: Facts): readonly DroppedPoint[];
}

/**
 * `emr`, `sheet` → `emr.sheet`: the name, without ending, of a note's or a section's output. However the subjects
 * are called, no two files share a name: `.sheet.pdf` is not how any other file's name ends.
 */
export function outputName(subject: string, kind: string): string {
  return `${subject}.${kind}`;
}

/** The endings of an output's files under these settings: extras first, the main file last. */
export function endingsOf(kind: OutputKind, settings: Settings): readonly string[] {
  const extras = kind.extras.filter((extra) => extra.isWanted(settings));
  return [...extras, kind.main].map(({ ending }) => ending);
}

/** All endings that files of a kind can have. */
export function everyEnding({ main, extras }: OutputKind): readonly string[] {
  return [main, ...extras].map(({ ending }) => ending);
}
