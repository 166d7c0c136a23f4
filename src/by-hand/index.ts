import { defineFeature } from '../chat/feature.ts';
import { commands } from './commands/commands.ts';

export const byHandFeature = defineFeature({
  name: 'by-hand',
  commands: [commands],
});
