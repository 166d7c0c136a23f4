import { quarantineOffRequest, quarantineRequest } from './request-kinds/quarantine.ts';
import { restoreRequest } from './request-kinds/restore.ts';

export const restoreKinds = [restoreRequest, quarantineRequest, quarantineOffRequest] as const;
