import { defineFeature } from '../features/feature.ts';
import { check } from './commands/check.ts';
import { runStoredChecks } from './run-stored-checks.ts';

export const checkFeature = defineFeature({
  name: 'check',
  commands: [check],
  timers: { checks: runStoredChecks },
});
