import { z } from 'zod/v4';
import { restoreAction } from '../../../src/access/rules/actions.ts';
import type { Command } from '../../../src/chat/command.ts';
import { once } from '../../../src/chat/idempotency.ts';
import type { Turn } from '../../../src/chat/turn.ts';
import type { Features } from '../../../src/features/features.ts';
import { keyword } from '../../../src/i18n/command-words.ts';
import { defineTexts } from '../../../src/i18n/own-texts.ts';
import { effectsHash } from '../../../src/kernel/effects-hash.ts';
import { defineStored } from '../../../src/kernel/stored.ts';
import { requireStanding, submitRun } from '../../../src/requests/definition.ts';
import { defineRequestKind } from '../../../src/requests/request-kind.ts';
import { scopeShape } from '../../../src/requests/rules/definition-scope.ts';
import { memberEffects, memberShape } from '../../../src/requests/rules/member-effects.ts';
import { gatedNeed, planTargetSchema, signed } from '../../../src/requests/rules/stored-parts.ts';
import { napOf, needsOf, type StoredNap, storedNap } from './nap.ts';
import { askApproval, ownSubject, wholeTarget } from './own-kind.ts';

/** Approved once, for a month or a day: naps of these machines, one by one, two in a round and three a month. */
const storedRota = defineStored(
  'plan rota',
  z.object({
    kind: z.literal('rota'),
    target: planTargetSchema,
    naps: z.array(storedNap.schema),
    plan: z.object({ hash: z.string(), effects: signed('rota', scopeShape) }),
    gated: gatedNeed,
  }),
);

/** One run under it, of several machines. */
const storedRound = defineStored(
  'plan round',
  z.object({
    kind: z.literal('round'),
    target: planTargetSchema,
    naps: z.array(storedNap.schema),
    plan: z.object({ hash: z.string(), effects: signed('round', memberShape) }),
  }),
);

type StoredRota = z.infer<typeof storedRota.schema>;
type StoredRound = z.infer<typeof storedRound.schema>;

const rota = defineRequestKind({
  name: 'rota',
  stored: storedRota,
  stepKinds: [],
  standing: ({ plan }) => plan.effects,
  operations: ['rota'],
  needs: ({ naps }) => naps.flatMap(needsOf),
  replan: async (_, { naps }) => ({ kind: 'same', needs: naps.flatMap(needsOf) }),
  subject: ownSubject('rota'),
  ownNeeds: () => [],
});

const round = defineRequestKind({
  name: 'round',
  stored: storedRound,
  stepKinds: [],
  members: ({ naps, plan }) => ({ plans: naps, atOnce: plan.effects.atOnce }),
  extent: ({ kind, naps }) => ({
    kind,
    machines: naps.map(({ target }) => target.vmId),
    fixed: { order: 'one by one' },
    uses: {},
    amounts: { naps: naps.length },
  }),
  needs: ({ naps }) => naps.flatMap(needsOf),
  replan: async (_, { naps }) => ({ kind: 'same', needs: naps.flatMap(needsOf) }),
  subject: ownSubject('round'),
  ownNeeds: () => [],
});

async function napsOf({ services }: Turn<'text'>, names: readonly string[]): Promise<StoredNap[]> {
  return Promise.all(names.map(async (name) => napOf(await services.inventory.target(name))));
}

function rotaOf(naps: StoredNap[], days: number): StoredRota {
  const target = wholeTarget(naps);
  const effects = {
    runs: 'round',
    days,
    machines: naps.map((each) => each.target.vmId),
    fixed: { order: 'one by one' },
    allowed: {},
    perRun: { naps: 2 },
    perMonth: { naps: 3 },
  };
  const gated = { action: restoreAction, scope: target.vaultId };
  return { kind: 'rota', target, naps, plan: { hash: effectsHash(effects), effects }, gated };
}

function roundOf(naps: StoredNap[]): StoredRound {
  const effects = memberEffects(naps, 1);
  return { kind: 'round', target: wholeTarget(naps), naps, plan: { hash: effectsHash(effects), effects } };
}

const rotaNew: Command = {
  spec: {
    name: 'rota new',
    aliases: { en: [], nl: ['rooster nieuw'] },
    arguments: [
      { kind: 'many', name: 'vms', required: true },
      { kind: 'keyword', name: 'briefly', words: { en: ['briefly'], nl: ['kort'] }, takes: 'nothing' },
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },

  async run(turn, { args, lists }) {
    const plan = rotaOf(await napsOf(turn, lists.vms ?? []), args.briefly ? 1 : 30);
    return askApproval(turn, plan, args.reason);
  },
};

const rotaRun: Command = {
  spec: {
    name: 'rota run',
    aliases: { en: [], nl: ['rooster start'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'many', name: 'vms', required: true },
    ],
    sideEffect: 'changes',
    section: 'restore',
  },

  async run(turn, { args, lists }) {
    const { services, incoming } = turn;
    const { from: by, place } = incoming;
    const plan = roundOf(await napsOf(turn, lists.vms ?? []));
    const seen = await requireStanding(services, args.id ?? '', by, plan);
    return once(turn, async (tx) => {
      await submitRun(services, tx, { by, place }, seen, plan);
      return { kind: 'nothing' };
    });
  },
};

const texts = defineTexts({
  en: {
    audit: { event: { round: { asked: 'began a round' } } },
    cards: {
      gated: {
        heading: { rota: 'Rota of {{vm}}', round: 'Round of {{vm}}' },
        paragraph: { rota: 'Rounds of naps of {{vm}}.', round: 'Each of {{vm}} naps.' },
        short: { rota: 'Rounds of {{vm}}.', round: 'Naps of {{vm}}.' },
        what: { rota: 'the rota of {{vm}}', round: 'a round of {{vm}}' },
        done: { rota: '{{vm}} have napped', round: '{{vm}} are awake' },
      },
      requests: { of: { rota: 'rota of {{vm}}', round: 'round of {{vm}}' } },
    },
    help: { summary: { 'rota new': 'Asks for naps in rounds.', 'rota run': 'Begins a round.' } },
  },
  nl: {
    audit: { event: { round: { asked: 'begon een ronde' } } },
    cards: {
      gated: {
        heading: { rota: 'Rooster van {{vm}}', round: 'Ronde van {{vm}}' },
        paragraph: { rota: 'Rondes dutjes van {{vm}}.', round: '{{vm}} doen elk een dutje.' },
        short: { rota: 'Rondes van {{vm}}.', round: 'Dutjes van {{vm}}.' },
        what: { rota: 'het rooster van {{vm}}', round: 'een ronde van {{vm}}' },
        done: { rota: '{{vm}} hebben geslapen', round: '{{vm}} zijn wakker' },
      },
      requests: { of: { rota: 'rooster van {{vm}}', round: 'ronde van {{vm}}' } },
    },
    help: { summary: { 'rota new': 'Vraagt dutjes in rondes aan.', 'rota run': 'Begint een ronde.' } },
  },
});

/** On top of napping. */
export const rotas: Partial<Features> = {
  commands: [rotaNew, rotaRun],
  requestKinds: [rota, round],
  texts: [texts],
};
