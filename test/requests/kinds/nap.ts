import { z } from 'zod/v4';
import { powerActions, restoreAction } from '../../../src/access/rules/actions.ts';
import type { Command } from '../../../src/chat/command.ts';
import type { Features } from '../../../src/features/features.ts';
import { keyword } from '../../../src/i18n/command-words.ts';
import { defineTexts } from '../../../src/i18n/own-texts.ts';
import { effectsHash } from '../../../src/kernel/effects-hash.ts';
import { defineStored } from '../../../src/kernel/stored.ts';
import type { Target } from '../../../src/machines/inventory.ts';
import { defineRequestKind } from '../../../src/requests/request-kind.ts';
import { memberEffects, memberShape } from '../../../src/requests/rules/member-effects.ts';
import { gatedNeed, itemTargetSchema, planTargetSchema, signed } from '../../../src/requests/rules/stored-parts.ts';
import { itemTarget } from '../../../src/requests/stored-plan.ts';
import { type StepInput, stepOf } from '../../../src/saga/step-handler.ts';
import type { Services } from '../../../src/services.ts';
import { askApproval, ownSubject, wholeTarget } from './own-kind.ts';

/** A machine is deallocated and started again: two steps that each change something in Azure. */
export const storedNap = defineStored(
  'plan nap',
  z.object({
    kind: z.literal('nap'),
    target: itemTargetSchema,
    plan: z.object({ hash: z.string(), effects: signed('nap', { vmId: z.string() }) }),
  }),
);

export type StoredNap = z.infer<typeof storedNap.schema>;

/** Several machines, each a member of its own. */
const storedNaps = defineStored(
  'plan naps',
  z.object({
    kind: z.literal('naps'),
    target: planTargetSchema,
    naps: z.array(storedNap.schema),
    plan: z.object({ hash: z.string(), effects: signed('naps', memberShape) }),
    gated: gatedNeed,
  }),
);

type StoredNaps = z.infer<typeof storedNaps.schema>;

export const needsOf = ({ target }: StoredNap) =>
  Object.values(powerActions).map((action) => ({ action, scope: target.vmId }));

const nap = defineRequestKind({
  name: 'nap',
  stored: storedNap,
  stepKinds: ['doze', 'wake'],
  needs: needsOf,

  async replan({ azure }, plan) {
    const { vmId, vmName } = plan.target;
    if (await azure.vms.get(vmId)) return { kind: 'same', needs: needsOf(plan) };
    return { kind: 'moved', failure: { code: 'nap-gone', params: { vm: vmName } } };
  },

  subject: ownSubject('nap'),
  ownNeeds: () => [],
});

const naps = defineRequestKind({
  name: 'naps',
  stored: storedNaps,
  stepKinds: [],
  operations: ['naps'],
  members: (plan) => ({ plans: plan.naps, atOnce: plan.plan.effects.atOnce }),
  needs: (plan) => plan.naps.flatMap(needsOf),
  replan: async (_, plan) => ({ kind: 'same', needs: plan.naps.flatMap(needsOf) }),
  subject: ownSubject('naps'),
  ownNeeds: () => [],
});

const doze = stepOf(nap, {
  job: 'none',
  send: ({ azure }, { plan, attempt }) =>
    azure.power.deallocate({ vmId: plan.target.vmId, clientRequestId: attempt.id }),
  find: (services, at) => reached(services, at, 'deallocated'),
});

const wake = stepOf(nap, {
  job: 'none',
  send: ({ azure }, { plan, attempt }) => azure.power.start({ vmId: plan.target.vmId, clientRequestId: attempt.id }),
  find: (services, at) => reached(services, at, 'running'),
});

async function reached({ azure }: Services, { plan }: StepInput<StoredNap>, wanted: string) {
  const power = (await azure.vms.get(plan.target.vmId))?.power;
  if (power === wanted) return { kind: 'done' as const };
  return power === 'changing' ? { kind: 'working' as const, retryAfterSeconds: 10 } : { kind: 'absent' as const };
}

export function napOf(target: Target): StoredNap {
  const effects = { vmId: target.item.vmId };
  return { kind: 'nap', target: itemTarget(target), plan: { hash: effectsHash(effects), effects } };
}

function napsOf(targets: readonly Target[], atOnce: number): StoredNaps {
  const made = targets.map(napOf);
  const effects = memberEffects(made, atOnce);
  const target = wholeTarget(made);
  const gated = { action: restoreAction, scope: target.vaultId };
  return { kind: 'naps', target, naps: made, plan: { hash: effectsHash(effects), effects }, gated };
}

const command: Command = {
  spec: {
    name: 'nap',
    aliases: { en: ['take a nap'], nl: ['dutje'] },
    arguments: [
      { kind: 'many', name: 'vms', required: true },
      { kind: 'keyword', name: 'pairs', words: { en: ['pairwise'], nl: ['paarsgewijs'] }, takes: 'nothing' },
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },

  async run(turn, { args, lists }) {
    const { services, incoming } = turn;
    const targets = await Promise.all((lists.vms ?? []).map((name) => services.inventory.target(name)));
    const plan = napsOf(targets, args.pairs ? 2 : 1);
    await services.access.require(incoming.from.objectId, plan.naps.flatMap(needsOf), true);
    return askApproval(turn, plan, args.reason);
  },
};

const texts = defineTexts({
  en: {
    cards: {
      gated: {
        heading: { nap: 'Nap of {{vm}}', naps: 'Naps of {{vm}}' },
        paragraph: { nap: '{{vm}} is put to sleep and woken.', naps: 'Each of {{vm}} is put to sleep and woken.' },
        short: { nap: '{{vm}} sleeps.', naps: '{{vm}} sleep.' },
        what: { nap: 'a nap of {{vm}}', naps: 'naps of {{vm}}' },
        done: { nap: '{{vm}} is awake', naps: '{{vm}} are awake' },
      },
      requests: { of: { naps: 'naps of {{vm}}' } },
      step: { doze: 'Put it to sleep', wake: 'Wake it' },
    },
    errors: { 'nap-gone': { message: '{{vm}} is gone.', remedy: 'Look for it.' } },
    help: { summary: { nap: 'Puts machines to sleep and wakes them.' } },
  },
  nl: {
    cards: {
      gated: {
        heading: { nap: 'Dutje van {{vm}}', naps: 'Dutjes van {{vm}}' },
        paragraph: { nap: '{{vm}} gaat slapen en wordt gewekt.', naps: '{{vm}} gaan elk slapen en worden gewekt.' },
        short: { nap: '{{vm}} slaapt.', naps: '{{vm}} slapen.' },
        what: { nap: 'een dutje van {{vm}}', naps: 'dutjes van {{vm}}' },
        done: { nap: '{{vm}} is wakker', naps: '{{vm}} zijn wakker' },
      },
      requests: { of: { naps: 'dutjes van {{vm}}' } },
      step: { doze: 'In slaap brengen', wake: 'Wekken' },
    },
    errors: { 'nap-gone': { message: '{{vm}} is er niet meer.', remedy: 'Zoek de machine.' } },
    help: { summary: { nap: 'Laat machines slapen en wekt ze.' } },
  },
});

export const napping: Partial<Features> = {
  commands: [command],
  requestKinds: [nap, naps],
  stepHandlers: { doze, wake },
  texts: [texts],
};
