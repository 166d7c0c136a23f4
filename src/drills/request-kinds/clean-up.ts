import { z } from 'zod/v4';
import { defineStored, momentSchema, readEach } from '../../kernel/stored.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
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

/**
 * What the last look of a clean-up found: live is of the copy and still there, foreign has one of its names and is something
 * else. softDeletedUntil: how long Azure keeps what was deleted, at the latest. softDeletedUnread: not all of it told.
 */
export const storedConfirmed = defineStored(
  'result drill-confirm',
  z.object({
    live: z.number(),
    foreign: z.array(z.string()),
    softDeletedUntil: momentSchema.optional(),
    softDeletedUnread: z.boolean().optional(),
  }),
);

export type SoftDeleted = Pick<z.infer<typeof storedConfirmed.schema>, 'softDeletedUntil' | 'softDeletedUnread'>;
