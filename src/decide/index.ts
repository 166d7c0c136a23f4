import { defineFeature } from '../chat/feature.ts';
import { expireAddendum } from '../requests/addenda.ts';
import { expireRequest } from '../requests/approvals.ts';
import { askApprovers } from '../requests/ask-approvers.ts';
import { nameNextGroup, nameNextOfAddendum } from '../requests/request-approvers.ts';
import { endDefinition, warnRoleEnd } from '../saga/preflight.ts';
import { settleLostCommits } from '../saga/second-jobs.ts';
import { answer, ask } from './commands/ask.ts';
import { breakglass, review } from './commands/breakglass.ts';
import { retry } from './commands/retry.ts';
import { stop, withdraw } from './commands/stop.ts';
import { takeover } from './commands/takeover.ts';
import { approve, reject, viewRequest } from './commands/vote.ts';

export const approvalFeature = defineFeature({
  name: 'approval',
  commands: [approve, reject, stop, withdraw, ask, answer, breakglass, review],
  dialogVerbs: ['open-approve', 'open-reject', 'stop-ask'],
  timers: {
    request: expireRequest,
    ask: askApprovers,
    approvers: (services, key) => nameNextGroup(services, parseId(key)),
    addendum: (services, key) => expireAddendum(services, ...addendumOf(key)),
    'addendum-next': (services, key) => nameNextOfAddendum(services, ...addendumOf(key)),
  },
});

/** Id of the request in the key of a timer; a request with several timers has more behind its id. */
function parseId(key: string): string {
  return key.split(':')[0] ?? key;
}

function addendumOf(key: string): [string, number] {
  const [id = '', number = ''] = key.split(':');
  return [id, Number(number)];
}

export const requestsFeature = defineFeature({
  name: 'requests',
  commands: [retry, takeover],
  viewVerbs: { 'view-request': viewRequest },
  dialogVerbs: ['view-request'],
});

export const sagaFeature = defineFeature({
  name: 'saga',
  timers: {
    standing: endDefinition,
    'role-end': warnRoleEnd,
    'lost-commits': settleLostCommits,
  },
});
