import { commands, dialogVerbs, sharedVerbs, viewVerbs } from './commands.ts';
import type { Features } from './features.ts';
import { formKinds } from './form-kinds.ts';
import { requestKinds } from './request-kinds.ts';
import { stepHandlers } from './step-handlers.ts';
import { nightly, timers } from './timers.ts';

/** What Strongroom does. */
export const product: Features = {
  commands,
  sharedVerbs,
  viewVerbs,
  dialogVerbs,
  requestKinds,
  formKinds,
  stepHandlers,
  timers,
  nightly,
};
