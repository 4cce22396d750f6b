import type { Shard } from '../../options/option-kinds.js';
import { digest } from '../cache/digest.js';
import { recordId } from '../cache/manifest.js';
import type { Job } from './plan-note.js';

/**
 * One of `count` shares of the outputs. All shares together are exactly the whole; their sizes
 * differ by one at most. The order is that of a hash of the name, so whole notes, which take
 * longest, spread over the shares; a further output moves a neighbour or two, not everything.
 */
export function shareOfJobs<J extends Pick<Job, 'kind' | 'stem'>>(
  jobs: readonly J[],
  { index, count }: Shard,
): readonly J[] {
  const ordered = jobs
    .map((job) => ({ job, rank: digest(recordId(job.kind.name, job.stem)) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const from = Math.floor((ordered.length * (index - 1)) / count);
  const to = Math.floor((ordered.length * index) / count);
  const share = new Set(ordered.slice(from, to).map(({ job }) => job));
  return jobs.filter((job) => share.has(job));
}
