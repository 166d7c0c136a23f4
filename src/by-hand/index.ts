import { defineFeature } from '../chat/feature.ts';
import { byhand } from './commands/byhand.ts';

export const byHandFeature = defineFeature({
  name: 'by-hand',
  commands: [byhand],
});
