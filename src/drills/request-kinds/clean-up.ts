import { z } from 'zod/v4';
import { defineStored, momentSchema, readEach } from '../../kernel/stored.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { storedCleanUp } from '../stored-drill.ts';

/**
 * Deletes what a drill made. It requires no right of a person, because it touches only what is in the drill's own
 * record.
 */
export const cleanUpRequest = defineRequestKind({
  name: 'drill-cleanup',
  stored: storedCleanUp,
  stepKinds: {
    'drill-remove-vm': 'always',
    'drill-stop': 'always',
    'drill-remove-nic': 'always',
    'drill-remove-disks': 'always',
    'drill-remove-files': 'always',
    'drill-confirm': 'always',
  },
  lifecycle: {
    stoppable: false,
    temporary: true,
    within: ({ drill }) => drill,
    afterEnd: { timer: 'drill-cleaned', seconds: 24 * 60 * 60 },
  },
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
      // An unreadable result only costs the card this line.
      const [read] = readEach([result], storedConfirmed.parse, () => undefined);
      return read ? { softDeletedUntil: read.softDeletedUntil, softDeletedUnread: read.softDeletedUnread } : {};
    },
  },
});

/**
 * Findings of the clean-up's last look. live: belongs to the copy and still exists; foreign: has one of its names but
 * is something else. softDeletedUntil: latest time until which Azure keeps deleted data. softDeletedUnread: some of
 * that could not be read.
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
