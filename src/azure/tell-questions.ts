import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Log } from '../telemetry/log.ts';
import { azureAction, readOnly } from './action.ts';

/**
 * Azure's activity log holds each POST, also one that only asks, by its client request id. So each is told here, as the saga
 * tells of changes: what has neither line was done with the bot's identity and without the bot (infra/modules/alerts.bicep).
 */
export function tellQuestions({ log }: { log: Log }): PipelinePolicy {
  return {
    name: 'strongroomTellQuestions',
    async sendRequest(request, next) {
      if (!readOnly.has(request.method)) {
        const { action } = azureAction(request.method, request.url);
        log.info(
          { action, clientRequestId: request.headers.get('x-ms-client-request-id') ?? '' },
          'Azure is asked by a POST',
        );
      }
      return next(request);
    },
  };
}
