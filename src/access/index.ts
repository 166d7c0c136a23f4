import { defineFeature } from '../features/feature.ts';
import { whoami } from './commands/whoami.ts';

export const accessFeature = defineFeature({
  name: 'access',
  commands: [whoami],
});
