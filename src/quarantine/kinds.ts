import { releaseRequest } from './request-kinds/release.ts';

export const quarantineKinds = [releaseRequest] as const;
