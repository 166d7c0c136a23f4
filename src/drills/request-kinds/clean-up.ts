import { readEach } from '../../kernel/stored.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { storedConfirmed } from '../rules/stored-confirmed.ts';
import { storedCleanUp } from '../stored-drill.ts';

/** What a drill made is deleted. It takes no right of a person: it touches nothing but what is in the drill's own record. */
export const cleanUpRequest = defineRequestKind({
  name: 'drill-cleanup',
  stored: storedCleanUp,
  stepKinds: [
    'drill-remove-vm',
    'drill-stop',
    'drill-remove-nic',
    'drill-remove-disks',
    'drill-remove-files',
    'drill-confirm',
  ],
  lifecycle: { withdrawable: false, temporary: true, afterEnd: { timer: 'drill-cleaned', seconds: 24 * 60 * 60 } },
  needs: () => [],
  replan: async () => ({ kind: 'same', needs: [] }),
  subject: ({ target, drill, plan }) => ({
    plan: {
      kind: 'drill-cleanup',
      vm: target.vmName,
      vault: target.vaultName,
      hash: plan.hash,
      warnings: [],
      params: { drill, count: plan.effects.made.length + plan.effects.files.length },
    },
  }),
  ownNeeds: () => [],

  card: {
    step({ kind, state, result }) {
      if (kind !== 'drill-confirm' || state !== 'done' || result === null) return {};
      // The card is drawn without this line where it cannot be read.
      const [read] = readEach([result], storedConfirmed.parse, () => undefined);
      return read ? { softDeletedUntil: read.softDeletedUntil, softDeletedUnread: read.softDeletedUnread } : {};
    },
  },
});
