import { cancelRequest } from './request-kinds/cancel-job.ts';

export const jobKinds = [cancelRequest] as const;
