import { defineFormKind } from '../../chat/form-kind.ts';
import { type AskForm, askFormCardOf, storedAskForm } from '../ask-forms.ts';
import { beginHold, beginUnhold } from './hold.ts';
import { beginGrant } from './keyaccess.ts';
import { beginStop, beginUndelete } from './protection.ts';
import { beginRaise } from './raise-retention.ts';

/** By the kind of request that the form asks a reason for. */
const ways = {
  'stop-protection': { command: 'protection stop', begin: beginStop },
  undelete: { command: 'undelete', begin: beginUndelete },
  hold: { command: 'hold', begin: beginHold },
  unhold: { command: 'unhold', begin: beginUnhold },
  'raise-retention': { command: 'retention raise', begin: beginRaise },
  'grant-access': { command: 'keyaccess', begin: beginGrant },
} as const;

export const askFormKind = defineFormKind<AskForm>({
  name: 'ask',
  stored: storedAskForm,
  card: askFormCardOf,
  vms: ({ plan }) => plan.target.vmName,
  command: ({ plan }) => ({ command: ways[plan.kind].command, rest: plan.target.vmName }),

  openOwn(turn, { plan: { kind, target } }) {
    const name = target.vaultName === '' ? target.vmId : `${target.vaultName}/${target.vmName}`;
    return ways[kind].begin(turn, name, undefined);
  },
});
