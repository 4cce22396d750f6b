import { Command, CommanderError, Option } from 'commander';
import {
  type Command as CommandName,
  flagName,
  nearest,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type Problem,
  type Settings,
  takesOption,
  VERSION,
} from '../index.js';

/** What the user asked for; values are checked by the API, not here. */
export interface Request {
  readonly command: CommandName;
  readonly paths: readonly string[];
  readonly options: Partial<Settings>;
}

/** Nothing to run: help was asked for. */
export interface Answer {
  readonly text: string;
}

/** Nothing to run: the command line makes no sense. */
export interface Misuse {
  readonly problem: Problem;
}

const SUMMARIES: Readonly<Record<CommandName, string>> = {
  build: 'sheets and decks of every note under the paths (the default command)',
  sheet: 'only the sheets',
  deck: 'only the decks',
  cards: 'only the cards for Anki, which build makes when asked',
  serve: 'build, show the output folder in a browser on this machine, reload what changes',
  present: 'a study session: show one deck to a group that follows, votes and catches up',
  merge: 'bring the output folders of several shares together in one',
  list: 'the sections of every note: id, group, tags, chips, lines, points',
  check: 'only the problems; writes nothing',
  browser: 'the browser in use, and why not the others',
};

const COMMANDS = Object.keys(SUMMARIES) as readonly CommandName[];

export const COMMAND_NAMES: readonly string[] = COMMANDS;

/** Descriptions are broken into lines as long as this much is left beside the flags. */
const LEAST_TEXT_CHARS = 24;

/** Arguments without node and script → a request, or what answers them. */
export function parseCommandLine(argv: readonly string[]): Request | Answer | Misuse {
  let text = '';
  let request: Request | null = null;
  const program = cribsheet((found) => {
    request = found;
  });
  const write = (part: string): void => {
    text += part;
  };
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: write, writeErr: () => undefined });
    command.showSuggestionAfterError(false);
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    return failure.exitCode === 0 ? { text } : { problem: misuse(failure, argv) };
  }
  return request ?? { text };
}

/** What commander found wrong, with what to do. */
function misuse({ code, message }: CommanderError, argv: readonly string[]): Problem {
  const command = COMMANDS.find((name) => argv.includes(name));
  const said = message.replace(/^error: /, '').replaceAll("'", '"');
  const base = { severity: 'error', file: '', line: null, column: null } as const;
  const help = `cribsheet ${command ? `${command} ` : ''}--help lists what there is.`;
  const [, flag = ''] = /"(--?[^" =]*)/.exec(said) ?? [];
  if (code !== 'commander.unknownOption') return { ...base, message: said, hints: [help] };
  const name = OPTION_NAMES.find((option) => flagOf(option).long === flag);
  if (name !== undefined && command !== undefined) {
    const takers = `It goes with: ${OPTIONS[name].commands.join(', ')}.`;
    return { ...base, message: `${command} does not take ${flag}`, hints: [takers, help] };
  }
  const flags = [...flagsOf(command), '--help', '--version'];
  const near = nearest(flag, flags);
  return { ...base, message: said, hints: [near ? `Did you mean ${near}?` : help] };
}

/** The flags of one command; without one, those of the default. */
function flagsOf(command: CommandName = 'build'): readonly string[] {
  return OPTION_NAMES.filter((name) => takesOption(command, name)).map((name) => flagOf(name).long ?? '');
}

function cribsheet(take: (request: Request) => void): Command {
  const program = new Command('cribsheet')
    .description('Turns Markdown study notes into one-page cheat sheets (PDF) and review decks (HTML).')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', '\nExit codes: 0 all made, 1 something could not be made, 2 wrong usage.');
  for (const name of COMMANDS) program.addCommand(subcommand(name, take), { isDefault: name === 'build' });
  const every = OPTION_NAMES.map(flagOf);
  program.configureHelp({
    minWidthToWrap: LEAST_TEXT_CHARS,
    visibleOptions: (command) => (command === program ? every : [...command.options]),
  });
  return program;
}

function subcommand(name: CommandName, take: (request: Request) => void): Command {
  const command = new Command(name).description(SUMMARIES[name]);
  command.configureHelp({ minWidthToWrap: LEAST_TEXT_CHARS });
  if (name === 'merge') command.argument('<dir...>', 'output folder of a share');
  else if (name !== 'browser') command.argument('[path...]', 'note, folder or glob (default: notes)');
  else command.allowExcessArguments(false);
  for (const option of OPTION_NAMES) {
    if (takesOption(name, option)) command.addOption(flagOf(option));
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
  const value = kind.bare ? `[${kind.placeholder}]` : `<${kind.placeholder}>`;
  const option = new Option(`--${flagName(name)} ${value}`, summary + usually(fallback));
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
