import { cleanUpRequest } from './request-kinds/clean-up.ts';
import { drillRequest } from './request-kinds/drill.ts';
import { definitionRequest } from './request-kinds/drill-definition.ts';
import { exceptionRequest } from './request-kinds/drill-exception.ts';

export const drillKinds = [drillRequest, exceptionRequest, definitionRequest, cleanUpRequest] as const;
