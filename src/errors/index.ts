import { defineFeature } from '../features/feature.ts';
import { explain } from './commands/explain.ts';

export const errorsFeature = defineFeature({
  name: 'errors',
  commands: [explain],
});
