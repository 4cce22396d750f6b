import { LIMITS } from '../bounds/limits.js';
import { type Problem, warning } from '../problem.js';

const COUNTED = /^(\d+) more problems are not listed$/;

/**
 * The problems of one file, errors first where it has more than anybody reads; the rest is counted. A note of a
 * hundred thousand dead links would otherwise fill the manifest with them.
 *
 * @param problems of this file alone; some may be counts of an earlier call
 */
export function boundProblems(problems: readonly Problem[], file: string): readonly Problem[] {
  const listed = problems.filter(({ message }) => !COUNTED.test(message));
  const counted = problems.reduce((sum, { message }) => sum + Number(COUNTED.exec(message)?.[1] ?? 0), 0);
  const more = counted + Math.max(0, listed.length - LIMITS.problems);
  if (more === 0) return problems;
  const isError = ({ severity }: Problem): boolean => severity === 'error';
  const sorted =
    listed.length > LIMITS.problems
      ? [...listed.filter(isError), ...listed.filter((problem) => !isError(problem))]
      : listed;
  return [...sorted.slice(0, LIMITS.problems), warning(`${more} more problems are not listed`, { file })];
}
