import { defineFeature } from '../chat/feature.ts';
import { sweepInventory } from '../machines/kept-lists.ts';
import { check } from './commands/check.ts';
import { pickVerbs } from './commands/pick.ts';
import { vm } from './commands/vm.ts';
import { vms } from './commands/vms.ts';
import { whoami } from './commands/whoami.ts';
import { runStoredChecks } from './run-stored-checks.ts';

export const accessFeature = defineFeature({
  name: 'access',
  commands: [whoami],
});

export const checkFeature = defineFeature({
  name: 'check',
  commands: [check],
  timers: { checks: runStoredChecks },
});

export const machinesFeature = defineFeature({
  name: 'machines',
  commands: [vms, vm],
  verbs: pickVerbs,
  dialogVerbs: ['open-pick'],
  timers: { inventory: sweepInventory },
  nightly: { inventory: (_, now) => now },
});
