import type { RequestServices } from '../requests/services.ts';
import type { StepHandlers } from './step-handler.ts';

export type SagaServices = RequestServices & { stepHandlers: StepHandlers };
