export type { BuildReport, Output, OutputKind, Progress } from './batch/report.js';
export { hasError } from './batch/report.js';
export type { BrowserReport } from './browser/describe-browser.js';
export type { PassedOver } from './browser/launch-browser.js';
export type { LendPage, PageNeeds } from './browser/lend-page.js';
export { type BuildOptions, build, type RunOptions } from './build.js';
export { check } from './check.js';
export { readSource } from './files.js';
export { findBrowser } from './find-browser.js';
export { type ListedNote, type ListedSection, type ListReport, listSections } from './list-sections.js';
export { type MergeOptions, merge } from './merge.js';
export type * from './model.js';
export type { OptionKind, Shard } from './option-kinds.js';
export {
  type Command,
  DEFAULTS,
  type DeckOptions,
  flagName,
  type NoteSettings,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type OptionRow,
  type Settings,
  type SheetOptions,
} from './options.js';
export type { NamedPaper, Paper } from './paper.js';
export { type Place, type Problem, ProblemError, type Severity, type Warned } from './problem.js';
export { type ReadNote, type ReadOptions, readNote } from './read-note.js';
export { type RenderDeckOptions, type RenderSheetOptions, renderDeck, renderSheet } from './render-one.js';
export { type ServeOptions, serve } from './serve.js';
export { nearest } from './settings.js';
export { VERSION } from './version.js';
export { type WatchOptions, watch } from './watch.js';
export { type BrowserOptions, withBrowser } from './with-browser.js';
