import type { RequestServices } from '../requests/services.ts';
import type { StepHandlers } from './step-handler.ts';

/** What requests are carried out with. */
export type SagaServices = RequestServices & { stepHandlers: StepHandlers };
