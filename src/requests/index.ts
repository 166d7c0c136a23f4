import { defineFeature } from '../features/feature.ts';
import { requests } from './commands/requests.ts';
import { retry } from './commands/retry.ts';
import { takeover } from './commands/takeover.ts';
import { viewRequest } from './view-request.ts';

export const requestsFeature = defineFeature({
  name: 'requests',
  commands: [requests, retry, takeover],
  viewVerbs: { 'view-request': viewRequest },
  dialogVerbs: ['view-request'],
});
