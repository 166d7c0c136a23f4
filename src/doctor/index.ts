import { defineFeature } from '../chat/feature.ts';
import { anchorHead, nextAnchor } from './anchor.ts';
import { audit, auditExport, auditVerify } from './commands/audit.ts';
import { doctor } from './commands/doctor.ts';
import { postWelcome } from './welcome.ts';

export const doctorFeature = defineFeature({
  name: 'doctor',
  commands: [doctor],
  timers: { welcome: postWelcome },
});

export const auditFeature = defineFeature({
  name: 'audit',
  commands: [audit, auditVerify, auditExport],
  timers: { 'audit-anchor': anchorHead },
  nightly: { 'audit-anchor': nextAnchor },
});
