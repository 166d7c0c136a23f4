import { nameOf } from '../../kernel/arm-id.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { storedQuarantineOff } from '../stored-quarantine.ts';

/** Takes no right of a person: it touches the machine that is in the quarantine's own record, and nothing else. */
export const quarantineOffRequest = defineRequestKind({
  name: 'quarantine-off',
  stored: storedQuarantineOff,
  stepKinds: ['quarantine-off', 'quarantine-off-confirm'],
  lifecycle: { withdrawable: false, afterEnd: { timer: 'quarantine-off-ended', seconds: 60 * 60 } },
  needs: () => [],
  replan: async () => ({ kind: 'same', needs: [] }),
  subject: ({ target, quarantine, plan }) => ({
    plan: {
      kind: 'quarantine-off',
      vm: target.vmName,
      vault: target.vaultName,
      hash: plan.hash,
      warnings: [],
      params: { id: quarantine, copy: nameOf(plan.effects.machine.id) },
    },
  }),
  ownNeeds: () => [],
});
