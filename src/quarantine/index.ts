import { defineFeature } from '../features/feature.ts';
import { askFormKind } from '../protection/commands/ask-form-kind.ts';
import type { RestoreTurn } from '../restore/services.ts';
import { beginRelease, release } from './commands/release.ts';
import { quarantineKinds } from './kinds.ts';
import { releaseMoveStep, releaseTagStep } from './steps/release.ts';
import { tellQuarantine } from './tell-quarantine.ts';

export const quarantineFeature = defineFeature({
  name: 'quarantine',
  commands: [release],
  forms: [
    askFormKind({
      command: 'release',
      begin: (turn: RestoreTurn<'text' | 'action'>, id, reason) => beginRelease(turn, id, undefined, reason),
    }),
  ],
  requestKinds: quarantineKinds,
  steps: {
    'release-move': releaseMoveStep,
    'release-tag': releaseTagStep,
  },
  timers: { 'quarantine-told': tellQuarantine },
});
