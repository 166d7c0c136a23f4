export const jobsCatalogue = {
  'job-past-cancelling': {
    cause: "Azure doesn't cancel this job: it's past that point, or of a kind that can't be cancelled.",
    remedy: 'Wait until the job has ended.',
  },
  'job-not-in-progress': {
    cause: "The job isn't in progress just now: it's between two states, or has ended.",
    remedy: 'Wait a minute and look at the job. If it still runs, cancel it again.',
  },
  'cancel-failed': { cause: "Azure couldn't cancel the job just now.", remedy: 'Wait a few minutes and try again.' },
} as const;
