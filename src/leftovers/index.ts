import { defineFeature } from '../features/feature.ts';
import { leftovers } from './commands/leftovers.ts';
import { tellSecondJobs } from './second-jobs.ts';

export const leftoversFeature = defineFeature({
  name: 'leftovers',
  commands: [leftovers],
  timers: { 'second-job': tellSecondJobs },
});
