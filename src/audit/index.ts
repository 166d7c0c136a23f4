import { defineFeature } from '../features/feature.ts';
import { audit, auditExport, auditVerify } from './commands/audit.ts';

export const auditFeature = defineFeature({
  name: 'audit',
  commands: [audit, auditVerify, auditExport],
});
