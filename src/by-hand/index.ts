import { defineFeature } from '../chat/feature.ts';
import { commands } from './commands/commands.ts';
import { keepCommands, nextKeeping } from './keep-commands.ts';

export const byHandFeature = defineFeature({
  name: 'by-hand',
  commands: [commands],
  timers: { 'keep-commands': keepCommands },
  nightly: { 'keep-commands': nextKeeping },
});
