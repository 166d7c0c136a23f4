import { defineFeature } from '../features/feature.ts';
import { afterGrant } from '../protection/steps/grant-access.ts';
import { backup, backupFormKind } from './commands/backup.ts';
import { backupKinds } from './kinds.ts';
import { backupStep } from './request-kinds/backup.ts';

export const backupFeature = defineFeature({
  name: 'backup',
  commands: [backup],
  forms: [backupFormKind],
  requestKinds: backupKinds,
  steps: { backup: afterGrant(backupStep) },
});
