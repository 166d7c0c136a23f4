import { backupRequest } from './request-kinds/backup.ts';

export const backupKinds = [backupRequest] as const;
