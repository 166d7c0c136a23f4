import { defineFeature } from '../features/feature.ts';
import { doctor } from './commands/doctor.ts';
import { postWelcome } from './welcome.ts';

export const doctorFeature = defineFeature({
  name: 'doctor',
  commands: [doctor],
  timers: { welcome: postWelcome },
});
