import { quarantineOffRequest, quarantineRequest } from './request-kinds/quarantine.ts';
import { releaseRequest } from './request-kinds/release.ts';
import { restoreRequest } from './request-kinds/restore.ts';

export const restoreKinds = [restoreRequest, quarantineRequest, quarantineOffRequest] as const;

export const quarantineKinds = [releaseRequest] as const;
