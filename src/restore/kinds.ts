import { quarantineRequest } from './request-kinds/quarantine.ts';
import { quarantineOffRequest } from './request-kinds/quarantine-off.ts';
import { restoreRequest } from './request-kinds/restore.ts';

export const restoreKinds = [restoreRequest, quarantineRequest, quarantineOffRequest] as const;
