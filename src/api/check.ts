import type { BuildReport } from '../batch/report.js';
import { type BuildOptions, openRun, runBuild } from './build.js';

/**
 * Finds the problems of a build and writes nothing. Notes are rendered whole, so that what does not
 * fit is found too; their sections only where `sections` or `section` asks for them.
 *
 * @returns a report without outputs
 * @throws ProblemError for wrong usage, as `build` does
 * @throws the signal's reason when it is aborted
 */
export async function check(options: BuildOptions = {}): Promise<BuildReport> {
  return runBuild(await openRun(options, false, { defaults: { sections: false } }));
}
