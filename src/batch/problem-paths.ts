import { shownPath } from '../files/shown-path.js';
import type { Problem } from '../problem.js';

// Three names of one note meet: the path that the caller gave, the absolute one under which it is
// parsed, and none in the manifest, which may be read on another machine.

/** Problems as the manifest keeps them: those of the note itself name no file. */
export function withoutNotePath(problems: readonly Problem[], noteFile: string): readonly Problem[] {
  return problems.map((problem) => (problem.file === noteFile ? { ...problem, file: '' } : problem));
}

/** Problems from the manifest, of the note in this file. */
export function withNotePath(problems: readonly Problem[], noteFile: string): readonly Problem[] {
  return problems.map((problem) => (problem.file === '' ? { ...problem, file: noteFile } : problem));
}

/** Problems as a person reads them: paths below `cwd` are relative to it. */
export function withShownPaths(problems: readonly Problem[], cwd: string): readonly Problem[] {
  return problems.map((problem) =>
    problem.file === '' ? problem : { ...problem, file: shownPath(problem.file, cwd) },
  );
}
