import { defineFeature } from '../features/feature.ts';
import { pickVerbs } from './commands/pick.ts';
import { vm } from './commands/vm.ts';
import { vms } from './commands/vms.ts';

export const machinesFeature = defineFeature({
  name: 'machines',
  commands: [vms, vm],
  verbs: pickVerbs,
  dialogVerbs: ['open-pick'],
});
