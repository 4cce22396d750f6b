import { OPTIONS, type OptionRow } from '../options/option-table.js';
import type { OptionName, Settings } from '../options/options.js';
import { flagName, OPTION_NAMES } from '../options/options.js';

/** One option as a person sets it: how it is asked, and what it is now. */
export interface OptionControl {
  readonly name: OptionName;
  /** `when-full` → `When full`. */
  readonly label: string;
  /** One line of help. */
  readonly summary: string;
  readonly ask: 'switch' | 'choice' | 'number' | 'text';
  readonly words: readonly string[];
  readonly range: {
    readonly least: number;
    readonly most: number;
    readonly step: number;
    readonly unit: string;
  } | null;
  /** As it is written; empty for none. */
  readonly value: string;
  /** What holds where nobody gives another. */
  readonly usual: string;
  /** Who has set it. */
  readonly from: 'default' | 'note' | 'given';
}

/**
 * The options of a kind of output that a person sets note by note, derived from the rows of the table: a
 * new row is there by itself.
 *
 * @param given by the person; before the others
 * @param note its own settings, and what the config says of it
 */
export function optionControls(
  kind: string,
  given: Partial<Settings>,
  note: Partial<Settings>,
): readonly OptionControl[] {
  return OPTION_NAMES.filter((name) => isOffered(name, kind)).map((name) => {
    const { kind: how, fallback, summary }: Row = OPTIONS[name];
    const own = note[name];
    const value = given[name] ?? own ?? fallback;
    return {
      name,
      label: labelOf(name),
      summary,
      ask: how.placeholder === null ? 'switch' : how.range ? 'number' : how.takesText ? 'text' : 'choice',
      words: how.words,
      range: how.range,
      value: written(value),
      usual: written(own ?? fallback),
      from: given[name] !== undefined ? 'given' : own !== undefined ? 'note' : 'default',
    };
  });
}

type Row = OptionRow<never> | OptionRow<unknown>;

/** A note may set it, and the kind comes out differently. No page names files of this machine. */
export function isOffered(name: OptionName, kind: string): boolean {
  const { scope, affects, keyedBy }: Row = OPTIONS[name];
  return scope === 'note' && keyedBy === 'value' && affects.some((one) => one === kind);
}

export function written(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function labelOf(name: OptionName): string {
  const words = flagName(name).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
