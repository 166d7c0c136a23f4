import { defineFeature } from '../chat/feature.ts';
import { nextBackupDays, recordBackupDays } from './backup-days.ts';
import { cancelStopped } from './cancel-requests.ts';
import { alerts } from './commands/alerts.ts';
import { digest, digestDaily, digestOff } from './commands/digest.ts';
import { explain } from './commands/explain.ts';
import { mute, unmute } from './commands/mute.ts';
import { onIt } from './commands/on-it.ts';
import { status } from './commands/status.ts';
import { jobKinds } from './kinds.ts';
import { cancelJobStep } from './request-kinds/cancel-job.ts';
import { sendDigest } from './send-digest.ts';

export const jobsFeature = defineFeature({
  name: 'jobs',
  commands: [status],
  requestKinds: jobKinds,
  steps: { 'cancel-job': cancelJobStep },
  timers: { 'stop-job': cancelStopped, 'backup-days': recordBackupDays },
  nightly: { 'backup-days': nextBackupDays },
});

export const errorsFeature = defineFeature({
  name: 'errors',
  commands: [explain],
});

export const notificationsFeature = defineFeature({
  name: 'notifications',
  commands: [alerts, mute, unmute, onIt, digest, digestDaily, digestOff],
  timers: { digest: sendDigest },
});
