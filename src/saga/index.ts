import { defineFeature } from '../features/feature.ts';
import { endStanding } from './definition-term.ts';
import { settleLostCommits } from './second-jobs.ts';
import { warnRoleEnd } from './warn-role-end.ts';

export const sagaFeature = defineFeature({
  name: 'saga',
  timers: {
    standing: endStanding,
    'role-end': warnRoleEnd,
    'lost-commits': settleLostCommits,
  },
});
