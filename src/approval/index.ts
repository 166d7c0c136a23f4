import { defineFeature } from '../features/feature.ts';
import { expireAddendum } from './addenda.ts';
import { expireRequest } from './approvals.ts';
import { approvalsHere } from './commands/approvals-here.ts';
import { answer, ask } from './commands/ask.ts';
import { breakglass, review } from './commands/breakglass.ts';
import { approve, reject, withdraw } from './commands/vote.ts';
import { why } from './commands/why.ts';
import { putToApprovers } from './put-to-approvers.ts';
import { nameApprovers, nameNextOfAddendum, remindApprovers, remindOfAddendum } from './request-approvers.ts';

export const approvalFeature = defineFeature({
  name: 'approval',
  commands: [approve, reject, withdraw, ask, answer, why, breakglass, review, approvalsHere],
  dialogVerbs: ['open-approve', 'open-reject'],
  timers: {
    request: expireRequest,
    put: putToApprovers,
    approvers: (services, key) => nameApprovers(services, parseId(key), key.endsWith(':next')),
    remind: (services, key) => remindApprovers(services, parseId(key)),
    addendum: (services, key) => expireAddendum(services, ...addendumOf(key)),
    'addendum-next': (services, key) => nameNextOfAddendum(services, ...addendumOf(key)),
    'addendum-remind': (services, key) => remindOfAddendum(services, ...addendumOf(key)),
  },
});

/** Several timers of one request have more behind its id. */
function parseId(key: string): string {
  return key.split(':')[0] ?? key;
}

function addendumOf(key: string): [string, number] {
  const [id = '', number = ''] = key.split(':');
  return [id, Number(number)];
}
