export { type BuildOptions, build, type RunOptions } from './api/build.js';
export { check } from './api/check.js';
export { findBrowser } from './api/find-browser.js';
export { type InitOptions, type InitReport, init } from './api/init.js';
export { type ListedNote, type ListedSection, type ListReport, listSections } from './api/list-sections.js';
export { type MakeOneOptions, makeOne, writeOne } from './api/make-one.js';
export { type MergeOptions, merge } from './api/merge.js';
export { type PresentOptions, present, type SessionAddresses } from './api/present.js';
export { type ReadNote, type ReadOptions, readNote } from './api/read-note.js';
export { removeBrowser } from './api/remove-browser.js';
export {
  type RenderDeckOptions,
  type RenderSheetOptions,
  renderDeck,
  renderSheet,
} from './api/render-one.js';
export { type ServeOptions, serve } from './api/serve.js';
export { type StudioOptions, studio } from './api/studio.js';
export { type WatchOptions, watch } from './api/watch.js';
export { type BrowserOptions, withBrowser } from './api/with-browser.js';
export type { BuildReport, Progress, ReportedNote } from './batch/report.js';
export { hasError } from './batch/report.js';
export type { PassedOver } from './browser/candidates.js';
export type { BrowserReport } from './browser/describe-browser.js';
export type { RemovedBrowsers, UnpackedBrowser } from './browser/unpacked-browser.js';
export { type Config, defineConfig, type NoteOptions, type Override } from './config/config.js';
export { findConfig } from './config/find-config.js';
export { readSource } from './files/read-note-text.js';
export { VERSION } from './files/version.js';
export type * from './model.js';
export { COMMAND_NAMES, COMMANDS, type Command, type CommandRow } from './options/commands.js';
export type { NumberRange, OptionKind, Shard } from './options/option-kinds.js';
export { OPTIONS, type OptionRow, type OptionScope } from './options/option-table.js';
export {
  DEFAULTS,
  type DeckOptions,
  flagName,
  type NoteSettings,
  OPTION_NAMES,
  type OptionName,
  type OptionsOfCommand,
  type OptionsOfKind,
  type Settings,
  type SheetOptions,
  takesOption,
} from './options/options.js';
export type { OutputKindName } from './options/output-kind-names.js';
export type { NamedPaper, Paper } from './options/paper.js';
export { nearest } from './options/settings.js';
export type { ColumnOfKind, ExtraOfKind, FileOfKind, OutputKind, Shown } from './outputs/output-kind.js';
export { OUTPUT_KINDS, type Output, type OutputOfAnyKind } from './outputs/output-kinds.js';
export type { PageNeeds, PicturedPart, PrintSize, RenderPage, WithPage } from './page/render-page.js';
export { type Place, type Problem, ProblemError, type Severity, type Warned } from './problem.js';
