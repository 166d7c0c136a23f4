import type { CatalogueEntry } from './entry.ts';

/** Errors of cancelling jobs. Azure returns these as messages without a code. */
export const jobsKnownErrors = [
  {
    id: 'job-past-cancelling',
    titles: [],
    message:
      /job (is not|isn't|not) in an? ?(cancell?able|cancelable) state|job not in cancell?able state|job type (can't|cannot|can not) be cancell?ed|cancell?ation (isn't|is not) supported for this job type/i,
    retry: 'no',
    mend: 'status',
  },
  {
    id: 'job-not-in-progress',
    titles: [],
    message: /job.{0,40}(not|n't) in progress/i,
    retry: 'later',
    mend: 'status',
  },
  {
    id: 'cancel-failed',
    titles: [],
    message: /failed to cancel the job/i,
    retry: 'later',
    mend: 'stop',
  },
] as const satisfies readonly CatalogueEntry[];
