import { defineFeature } from '../features/feature.ts';
import { audit } from './commands/audit.ts';
import { auditExport } from './commands/audit-export.ts';
import { auditVerify } from './commands/audit-verify.ts';

export const auditFeature = defineFeature({
  name: 'audit',
  commands: [audit, auditVerify, auditExport],
});
