import { Command, CommanderError, Help, Option } from 'commander';
import {
  COMMAND_NAMES,
  COMMANDS,
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

/** Descriptions are broken into lines as long as this much is left beside the flags. */
const LEAST_TEXT_CHARS = 24;

/** Longer lists of choices stand in the description: the flags of all options share one column. */
const MOST_CHOICES_CHARS = 28;

/** Options that have a letter too. */
const SHORT: Partial<Record<OptionName, string>> = { file: '-o, ' };

/** What people type for `--version` besides. */
const VERSION_WORDS = ['version', '-V'];

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
  const [first = ''] = argv;
  try {
    program.parse(VERSION_WORDS.includes(first) ? ['--version'] : argv, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    // `help` is no command of its own, and answers as if it had failed.
    return failure.exitCode === 0 || text !== '' ? { text } : { problem: misuse(failure, argv) };
  }
  return request ?? { text };
}

/** What commander found wrong, with what to do. */
function misuse({ code, message }: CommanderError, argv: readonly string[]): Problem {
  const named = COMMAND_NAMES.find((name) => argv.includes(name));
  const said = message.replace(/^error: /, '').replaceAll("'", '"');
  const base = { severity: 'error', file: '', line: null, column: null } as const;
  const help = `cribsheet ${named ? `${named} ` : ''}--help lists what there is.`;
  const [, flag = ''] = /"(--?[^" =]*)/.exec(said) ?? [];
  if (code !== 'commander.unknownOption') return { ...base, message: said, hints: [help] };
  const name = OPTION_NAMES.find((option) => flagOf(option).long === flag);
  const command = named ?? 'build';
  if (name !== undefined && !takesOption(command, name)) {
    const takers = OPTIONS[name].commands;
    const hint =
      named === undefined && takers[0] !== undefined
        ? `Write the command before it: cribsheet ${takers[0]} ${argv.join(' ')}`
        : `It goes with: ${takers.join(', ')}.`;
    return { ...base, message: `${command} does not take ${flag}`, hints: [hint, help] };
  }
  const flags = [...flagsOf(command), '--no-config', '--help', '--version'];
  const near = nearest(flag, flags);
  return { ...base, message: said, hints: [near ? `Did you mean ${near}?` : help] };
}

/** The flags of one command. */
function flagsOf(command: CommandName): readonly string[] {
  return OPTION_NAMES.filter((name) => takesOption(command, name)).map((name) => flagOf(name).long ?? '');
}

function cribsheet(take: (request: Request) => void): Command {
  const program = new Command('cribsheet')
    .description('Turns Markdown study notes into one-page cheat sheets (PDF) and review decks (HTML).')
    .usage('[command] [options] [path...]')
    .version(VERSION, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'help for a command')
    .addHelpText('after', '\nExit codes: 0 all made, 1 something could not be made, 2 wrong usage.');
  for (const name of COMMAND_NAMES) {
    program.addCommand(subcommand(name, take), { isDefault: name === 'build' });
  }
  const every = [...OPTION_NAMES.map(flagWithTakers), noConfig()];
  program.configureHelp({
    minWidthToWrap: LEAST_TEXT_CHARS,
    visibleOptions: (command) => (command === program ? every : [...command.options]),
    formatHelp: (command, help) => commandsFirst(Help.prototype.formatHelp.call(help, command, help)),
  });
  return program;
}

/** Whoever asks for all of it looks for a command first; the options of all of them are a long list. */
function commandsFirst(help: string): string {
  return help
    .replace(/(Options:\n[\s\S]*)(Commands:\n[\s\S]*)/, '$2\n$1')
    .trimEnd()
    .concat('\n');
}

function subcommand(name: CommandName, take: (request: Request) => void): Command {
  const { summary, takes } = COMMANDS[name];
  const command = new Command(name).description(summary);
  command.configureHelp({ minWidthToWrap: LEAST_TEXT_CHARS });
  if (takes === 'folders') command.argument('<dir...>', 'output folder of a share');
  else if (takes === 'notes') command.argument('[path...]', 'note, folder or glob (default: notes)');
  else if (takes === 'shell') command.argument('<shell>', 'bash, zsh or fish');
  if (takes === null || takes === 'shell') command.allowExcessArguments(false);
  for (const option of OPTION_NAMES) {
    if (takesOption(name, option)) command.addOption(flagOf(option));
  }
  if (takesOption(name, 'config')) command.addOption(noConfig());
  return command.action(() => {
    const given = OPTION_NAMES.filter((option) => command.getOptionValueSource(option) === 'cli');
    const options = Object.fromEntries(given.map((option) => [option, command.getOptionValue(option)]));
    take({ command: name, paths: command.args, options });
  });
}

function noConfig(): Option {
  return new Option('--no-config', 'read no config file');
}

/** In the list of all options: one that goes without a command needs no word about it. */
function flagWithTakers(name: OptionName): Option {
  const option = flagOf(name);
  if (!takesOption('build', name)) option.description += `; only with ${OPTIONS[name].commands.join(', ')}`;
  return option;
}

function flagOf(name: OptionName): Option {
  const { kind, fallback, summary } = OPTIONS[name];
  // The only switch that is on unless turned off.
  if (fallback === true) return new Option(`--no-${flagName(name)}`, summary);
  if (kind.placeholder === null) return new Option(`--${flagName(name)}`, summary);
  const isLong = kind.placeholder.length > MOST_CHOICES_CHARS;
  const shown = isLong ? 'NAME' : kind.placeholder;
  const value = kind.bare ? `[${shown}]` : `<${shown}>`;
  const long = `--${flagName(name)} ${value}`;
  const choices = isLong ? ` (${kind.placeholder.replaceAll('|', ', ')})` : '';
  const option = new Option(`${SHORT[name] ?? ''}${long}`, summary + choices + usually(fallback));
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
