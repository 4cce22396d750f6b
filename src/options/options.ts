import type { Command } from './commands.js';
import type { DocumentedOptions } from './documented-options.js';
import { OPTIONS, type OptionRow } from './option-table.js';
import type { OutputKindName } from './output-kind-names.js';

type Table = typeof OPTIONS;

/** The name of an option, as in `whenFull`. */
export type OptionName = keyof Table;

/** The names of all options, in the order of the table. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** Every option with its checked value. An editor shows what {@link DocumentedOptions} says of each. */
export type Settings = {
  readonly [Name in keyof DocumentedOptions]: Table[Name] extends OptionRow<infer Value> ? Value : never;
};

/** What a note may say about itself in its front matter's `cribsheet:` block. */
export type NoteSettings = Partial<
  Pick<Settings, { [Name in OptionName]: Table[Name]['scope'] extends 'note' ? Name : never }[OptionName]>
>;

/** The options that the API's counterpart of a command takes, all of them optional. */
export type OptionsOfCommand<Name extends Command> = Partial<Pick<Settings, NameOfCommand<Name>>>;

/** `Pick` keeps what an editor shows of a property, which renaming keys with `as` would lose. */
type NameOfCommand<Name extends Command> = {
  [Option in OptionName]: Name extends Table[Option]['commands'][number]
    ? Table[Option]['scope'] extends 'terminal'
      ? never
      : Option
    : never;
}[OptionName];

/** What the files of one kind of output depend on besides the note. */
export type OptionsOfKind<Kind extends OutputKindName> = Pick<
  Settings,
  { [Name in OptionName]: Kind extends Table[Name]['affects'][number] ? Name : never }[OptionName]
>;

/** What a sheet's look and fit depend on. */
export type SheetOptions = OptionsOfKind<'sheet'>;

/** What a deck's look depends on. */
export type DeckOptions = OptionsOfKind<'deck'>;

/** The value of every option that nobody gives. */
export const DEFAULTS: Settings = Object.fromEntries(
  OPTION_NAMES.map((name) => [name, OPTIONS[name].fallback]),
) as unknown as Settings;

/** `whenFull` → `when-full`, the spelling of the flag. */
export function flagName(name: OptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Whether a command of the command line takes an option. */
export function takesOption(command: Command, name: OptionName): boolean {
  const commands: readonly Command[] = OPTIONS[name].commands;
  return commands.includes(command);
}

/** Whether outputs of a kind come out differently with another value of an option. */
export function isMadeOf(name: OptionName, kind: string): boolean {
  const { affects }: OptionRow<never> | OptionRow<unknown> = OPTIONS[name];
  return affects.some((one) => one === kind);
}

/**
 * The values that the cache key of an output holds: those of the options that its kind depends on.
 * What is keyed by files is not among them.
 */
export function keyedValues(kind: string, settings: Settings): readonly (readonly [OptionName, unknown])[] {
  return OPTION_NAMES.filter((name) => OPTIONS[name].keyedBy === 'value' && isMadeOf(name, kind)).map(
    (name) => [name, settings[name]],
  );
}
