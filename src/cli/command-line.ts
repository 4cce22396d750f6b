import { Command, CommanderError, Option } from 'commander';
import {
  type Command as CommandName,
  flagName,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type Settings,
  VERSION,
} from '../index.js';

/** What the user asked for; values are checked by the API, not here. */
export interface Request {
  readonly command: CommandName;
  readonly paths: readonly string[];
  readonly options: Partial<Settings>;
}

/** Nothing to run: help was asked for, or the command line makes no sense. */
export interface NoRequest {
  readonly exitCode: 0 | 2;
  /** For stdout when the exit code is 0, for stderr otherwise. */
  readonly text: string;
}

const SUMMARIES: Readonly<Record<CommandName, string>> = {
  build: 'sheets and decks of every note under the paths (the default command)',
  sheet: 'only the sheets',
  deck: 'only the decks',
  serve: 'build, show the output folder in a browser on this machine, reload what changes',
  merge: 'bring the output folders of several shares together in one',
  list: 'the sections of every note: id, group, tags, chips, lines, points',
  check: 'only the problems; writes nothing',
  browser: 'the browser in use, and why not the others',
};

const COMMANDS = Object.keys(SUMMARIES) as readonly CommandName[];

export const COMMAND_NAMES: readonly string[] = COMMANDS;

/** Arguments without node and script → a request, or the text that answers them. */
export function parseCommandLine(argv: readonly string[]): Request | NoRequest {
  let text = '';
  let request: Request | null = null;
  const program = cribsheet((found) => {
    request = found;
  });
  const write = (part: string): void => {
    text += part;
  };
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: write, writeErr: write });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    return { exitCode: failure.exitCode === 0 ? 0 : 2, text };
  }
  return request ?? { exitCode: 2, text };
}

function cribsheet(take: (request: Request) => void): Command {
  const program = new Command('cribsheet')
    .description('Turns Markdown study notes into one-page cheat sheets (PDF) and review decks (HTML).')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .addHelpText('after', '\nExit codes: 0 all made, 1 something could not be made, 2 wrong usage.');
  for (const name of COMMANDS) program.addCommand(subcommand(name, take), { isDefault: name === 'build' });
  const every = OPTION_NAMES.map(flagOf);
  program.configureHelp({
    visibleOptions: (command) => (command === program ? every : [...command.options]),
  });
  return program;
}

function subcommand(name: CommandName, take: (request: Request) => void): Command {
  const command = new Command(name).description(SUMMARIES[name]);
  if (name === 'merge') command.argument('<dir...>', 'output folder of a share');
  else if (name !== 'browser') command.argument('[path...]', 'note, folder or glob (default: notes)');
  else command.allowExcessArguments(false);
  for (const option of OPTION_NAMES) {
    if (OPTIONS[option].commands.some((known) => known === name)) command.addOption(flagOf(option));
  }
  return command.action(() => {
    const given = OPTION_NAMES.filter((option) => command.getOptionValueSource(option) === 'cli');
    const options = Object.fromEntries(given.map((option) => [option, command.getOptionValue(option)]));
    take({ command: name, paths: command.args, options });
  });
}

function flagOf(name: OptionName): Option {
  const { kind, fallback, summary } = OPTIONS[name];
  // The only switch that is on unless turned off.
  if (fallback === true) return new Option(`--no-${flagName(name)}`, summary);
  if (kind.placeholder === null) return new Option(`--${flagName(name)}`, summary);
  const option = new Option(`--${flagName(name)} <${kind.placeholder}>`, summary + usually(fallback));
  if (!kind.repeatable) return option;
  return option.argParser((value: string, earlier: unknown) => [
    ...(Array.isArray(earlier) ? earlier : []),
    value,
  ]);
}

function usually(fallback: unknown): string {
  const text = Array.isArray(fallback) ? fallback.join(',') : fallback;
  return text === null || text === '' ? '' : ` (default: ${text})`;
}
