import {
  COMMAND_NAMES,
  COMMANDS,
  type Command,
  flagName,
  nearest,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  takesOption,
} from '../../index.js';
import { type ExitCode, refuseCommand } from '../call.js';
import type { Request } from '../command-line.js';
import type { Io } from '../terminal.js';

/** Shells that there is a completion for, and where each reads it. */
const SCRIPTS = { bash, zsh, fish } as const;

type Shell = keyof typeof SCRIPTS;

const SHELLS = Object.keys(SCRIPTS) as readonly Shell[];

export async function complete({ paths: [name = ''] }: Request, io: Io): Promise<ExitCode> {
  const shell = SHELLS.find((one) => one === name);
  if (shell !== undefined) {
    io.stdout.write(completionScript(shell));
    return 0;
  }
  const near = nearest(name, SHELLS);
  const hints = [near ? `Did you mean ${near}?` : `There are ${SHELLS.join(', ')}.`];
  const message = `no completion for ${name}`;
  return refuseCommand({ severity: 'error', message, file: '', line: null, column: null, hints }, [], io);
}

/** A script that completes commands, options and their words; a shell reads it at its start. */
function completionScript(shell: Shell): string {
  return SCRIPTS[shell]();
}

interface Flag {
  readonly name: string;
  readonly summary: string;
  /** What may stand behind it; null where nothing does. */
  readonly words: readonly string[] | null;
}

function flagsOf(command: Command): readonly Flag[] {
  const names = OPTION_NAMES.filter((name) => takesOption(command, name));
  return [...names.map(flagOf), { name: '--help', summary: 'print help', words: null }];
}

function flagOf(name: OptionName): Flag {
  const { kind, fallback, summary } = OPTIONS[name];
  const flag = `--${fallback === true ? 'no-' : ''}${flagName(name)}`;
  return { name: flag, summary, words: kind.placeholder === null ? null : kind.words };
}

function bash(): string {
  const cases = COMMAND_NAMES.map((command) => {
    const flags = flagsOf(command);
    return `    ${command}) flags="${flags.map(({ name }) => name).join(' ')}" ;;`;
  });
  const words = everyFlag().filter(({ words: choice }) => choice && choice.length > 0);
  const choices = words.map(
    ({ name, words: choice }) =>
      `    ${name}) COMPREPLY=($(compgen -W "${choice?.join(' ')}" -- "$word")); return ;;`,
  );
  return `# cribsheet completion bash >> ~/.bashrc
_cribsheet() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command=build flags i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in ${COMMAND_NAMES.join('|')}) command="\${COMP_WORDS[i]}"; break ;; esac
  done
  case "$before" in
${choices.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$word")); return; fi
  if [[ $command == completion ]]; then COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$word")); return; fi
  COMPREPLY=($(compgen -f -- "$word"))
  if ((COMP_CWORD == 1)); then COMPREPLY+=($(compgen -W "${COMMAND_NAMES.join(' ')}" -- "$word")); fi
}
complete -o filenames -F _cribsheet cribsheet
`;
}

function zsh(): string {
  const commands = COMMAND_NAMES.map((name) => `    ${quoted(`${name}:${COMMANDS[name].summary}`)}`);
  const cases = COMMAND_NAMES.map((command) => {
    const specs = flagsOf(command).map(({ name, summary, words }) => {
      const value = words === null ? '' : words.length > 0 ? `:value:(${words.join(' ')})` : ':value:_files';
      return `      ${quoted(`*${name}[${summary.replace(/[[\]:]/g, ' ')}]${value}`)}`;
    });
    const rest = command === 'completion' ? `'1:shell:(${SHELLS.join(' ')})'` : `'*:file:_files'`;
    return `    ${command}) _arguments \\\n${specs.join(' \\\n')} \\\n      ${rest} ;;`;
  });
  return `#compdef cribsheet
# cribsheet completion zsh > a folder of $fpath/_cribsheet
_cribsheet() {
  local -a commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then _describe command commands; _files; return; fi
  local command=build
  if (( \${+commands[(r)$words[2]:*]} )); then command=$words[2]; fi
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _cribsheet ]]; then _cribsheet "$@"; else compdef _cribsheet cribsheet; fi
`;
}

function fish(): string {
  const commands = COMMAND_NAMES.map(
    (name) =>
      `complete -c cribsheet -n __fish_use_subcommand -a ${name} -d ${quoted(COMMANDS[name].summary)}`,
  );
  const flags = everyFlag().map(({ name, summary, words }) => {
    const takers = COMMAND_NAMES.filter((command) => flagsOf(command).some((flag) => flag.name === name));
    const isEverywhere = takers.includes('build');
    const when = isEverywhere ? '' : ` -n '__fish_seen_subcommand_from ${takers.join(' ')}'`;
    const value = words === null ? '' : words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ' -r';
    return `complete -c cribsheet${when} -l ${name.slice(2)}${value} -d ${quoted(summary)}`;
  });
  const shells = `complete -c cribsheet -n '__fish_seen_subcommand_from completion' -x -a '${SHELLS.join(' ')}'`;
  return `# cribsheet completion fish > ~/.config/fish/completions/cribsheet.fish\n${[...commands, ...flags, shells].join('\n')}\n`;
}

/** The flags of all commands, each once. */
function everyFlag(): readonly Flag[] {
  return [...new Map(COMMAND_NAMES.flatMap(flagsOf).map((flag) => [flag.name, flag] as const)).values()];
}

/** In single quotes, as every shell reads them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
