import type { NoteSettings, OptionsOfCommand } from '../options/options.js';

/** Options that a whole run has once, or that only make sense where they are typed. */
type NotInConfig = 'config' | 'shard' | 'section' | 'dialect';

/** What can differ from note to note. */
export type NoteOptions = Omit<NoteSettings, 'dialect'> &
  Pick<OptionsOfCommand<'build'>, 'only' | 'sections' | 'png' | 'deckPdf'>;

/** Options for some of the notes. */
export interface Override extends NoteOptions {
  /** Globs of notes, from the folder of the config: `exams/**`. */
  readonly files: string | readonly string[];
}

/**
 * A config file: options that hold unless a note says otherwise in its front matter, or the command line
 * does. Paths count from the folder of the file.
 */
export interface Config extends Omit<OptionsOfCommand<'build'> & OptionsOfCommand<'serve'>, NotInConfig> {
  /** Notes, folders and globs; `["notes"]` unless given. */
  readonly paths?: readonly string[];
  /** Options for some of the notes; of several that concern a note, later ones come first. */
  readonly overrides?: readonly Override[];
}

/** The config as it is given; an editor checks and completes it by its type. */
export function defineConfig(config: Config): Config {
  return config;
}
