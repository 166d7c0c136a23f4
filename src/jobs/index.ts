import { defineFeature } from '../features/feature.ts';
import { cancel } from './commands/cancel.ts';
import { job } from './commands/job.ts';
import { jobs } from './commands/jobs.ts';
import { jobKinds } from './kinds.ts';
import { cancelJobStep } from './request-kinds/cancel-job.ts';

export const jobsFeature = defineFeature({
  name: 'jobs',
  commands: [jobs, job, cancel],
  requestKinds: jobKinds,
  steps: { 'cancel-job': cancelJobStep },
});
