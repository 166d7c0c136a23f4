import { defineFeature } from '../features/feature.ts';
import { byhand } from './commands/byhand.ts';

export const byHandFeature = defineFeature({
  name: 'by-hand',
  commands: [byhand],
});
