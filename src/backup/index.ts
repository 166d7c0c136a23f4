import { defineFeature } from '../features/feature.ts';
import { afterGrant } from '../protection/steps/after-grant.ts';
import { backup } from './commands/backup.ts';
import { backupFormKind } from './commands/form-kind.ts';
import { backupKinds } from './kinds.ts';
import { backupStep } from './steps/backup.ts';

export const backupFeature = defineFeature({
  name: 'backup',
  commands: [backup],
  forms: [backupFormKind],
  requestKinds: backupKinds,
  steps: { backup: afterGrant(backupStep) },
});
