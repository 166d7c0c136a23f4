import { z } from 'zod/v4';
import { powerActions, restoreAction } from '../../../src/access/rules/actions.ts';
import type { Services } from '../../../src/app/services.ts';
import { defineFeature } from '../../../src/chat/feature.ts';
import { resolveTarget } from '../../../src/chat/targets.ts';
import type { Command } from '../../../src/chat/turn.ts';
import { keyword } from '../../../src/i18n/texts.ts';
import { effectsHash } from '../../../src/kernel/request.ts';
import { defineStored } from '../../../src/kernel/stored.ts';
import type { Target } from '../../../src/machines/inventory.ts';
import { defineRequestKind } from '../../../src/requests/request-kind.ts';
import { gatedNeed, itemTargetSchema, signed } from '../../../src/requests/rules/stored-parts.ts';
import { itemTarget } from '../../../src/requests/stored-request.ts';
import { defineStep, type StepInput } from '../../../src/saga/step-handler.ts';
import { inLanguages } from '../../chat/rules/specs.ts';
import { plantTexts } from '../../i18n/plant-texts.ts';
import { askApproval, ownSubject } from './own-kind.ts';

/** Deallocates a machine and starts it again: two steps that each change something in Azure. */
export const storedNap = defineStored(
  'plan nap',
  z.object({
    kind: z.literal('nap'),
    target: itemTargetSchema,
    plan: z.object({ hash: z.string(), effects: signed('nap', { vmId: z.string() }) }),
    gated: gatedNeed,
  }),
);

export type StoredNap = z.infer<typeof storedNap.schema>;

export const needsOf = ({ target }: StoredNap) =>
  Object.values(powerActions).map((action) => ({ action, scope: target.vmId }));

const nap = defineRequestKind({
  name: 'nap',
  stored: storedNap,
  stepKinds: { doze: 'left', wake: 'follows' },
  approval: { operations: ['nap'] },
  extent: ({ kind, target }) => ({
    kind,
    machines: [target.vmId],
    fixed: { order: 'one by one' },
    uses: {},
    amounts: { naps: 1 },
  }),
  needs: needsOf,

  async replan({ azure }, plan) {
    const { vmId, vmName } = plan.target;
    if (await azure.vms.get(vmId)) return { kind: 'same', needs: needsOf(plan) };
    return { kind: 'moved', failure: { code: 'nap-gone', params: { vm: vmName } } };
  },

  subject: ownSubject('nap'),
  ownNeeds: () => [],
});

const doze = defineStep(nap, {
  job: 'none',
  send: ({ azure }, { plan, attempt }) =>
    azure.power.deallocate({ vmId: plan.target.vmId, clientRequestId: attempt.id }),
  find: (services, at) => reached(services, at, 'deallocated'),
});

const wake = defineStep(nap, {
  job: 'none',
  send: ({ azure }, { plan, attempt }) => azure.power.start({ vmId: plan.target.vmId, clientRequestId: attempt.id }),
  find: (services, at) => reached(services, at, 'running'),
});

async function reached({ azure }: Pick<Services, 'azure'>, { plan }: StepInput<StoredNap>, wanted: string) {
  const power = (await azure.vms.get(plan.target.vmId))?.power;
  if (power === wanted) return { kind: 'done' as const };
  return power === 'changing' ? { kind: 'working' as const, retryAfterSeconds: 10 } : { kind: 'absent' as const };
}

export function napOf(target: Target): StoredNap {
  const effects = { vmId: target.item.vmId };
  const gated = { action: restoreAction, scope: target.vault.id };
  return { kind: 'nap', target: itemTarget(target), plan: { hash: effectsHash(effects), effects }, gated };
}

const command: Command = {
  spec: {
    name: 'nap',
    aliases: inLanguages({ en: ['take a nap'], nl: ['dutje'] }),
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('reason', 'rest')],
    sideEffect: 'asks-approval',
    section: 'restore',
  },

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const plan = napOf(await resolveTarget(turn, args.vm ?? ''));
    await services.access.require(incoming.from.objectId, needsOf(plan), true);
    return askApproval(turn, plan, args.reason);
  },
};

plantTexts({
  en: {
    cards: {
      gated: {
        heading: { nap: 'Nap of {{vm}}' },
        paragraph: { nap: '{{vm}} is put to sleep and woken.' },
        short: { nap: '{{vm}} sleeps.' },
      },
      step: { doze: 'Put it to sleep', wake: 'Wake it' },
    },
    errors: { 'nap-gone': { message: '{{vm}} is gone.', remedy: 'Look for it.' } },
    help: { summary: { nap: 'Puts a machine to sleep and wakes it.' } },
  },
  nl: {
    cards: {
      gated: {
        heading: { nap: 'Dutje van {{vm}}' },
        paragraph: { nap: '{{vm}} gaat slapen en wordt gewekt.' },
        short: { nap: '{{vm}} slaapt.' },
      },
      step: { doze: 'In slaap brengen', wake: 'Wekken' },
    },
    errors: { 'nap-gone': { message: '{{vm}} is er niet meer.', remedy: 'Zoek de machine.' } },
    help: { summary: { nap: 'Laat een machine slapen en wekt die.' } },
  },
});

export const napping = defineFeature({
  name: 'napping',
  commands: [command],
  requestKinds: [nap],
  steps: { doze, wake },
});
