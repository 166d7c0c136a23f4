import { cleanUpRequest } from './request-kinds/clean-up.ts';
import { drillRequest } from './request-kinds/drill.ts';
import { definitionRequest, exceptionRequest } from './request-kinds/drill-definition.ts';

export const drillKinds = [drillRequest, exceptionRequest, definitionRequest, cleanUpRequest] as const;
