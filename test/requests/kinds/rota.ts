import { z } from 'zod/v4';
import { restoreAction } from '../../../src/access/rules/actions.ts';
import { defineFeature } from '../../../src/chat/feature.ts';
import { once } from '../../../src/chat/idempotency.ts';
import { resolveTarget } from '../../../src/chat/targets.ts';
import type { Command, Turn } from '../../../src/chat/turn.ts';
import { keyword } from '../../../src/i18n/texts.ts';
import { effectsHash } from '../../../src/kernel/request.ts';
import { defineStored } from '../../../src/kernel/stored.ts';
import { requireStanding, submitRun } from '../../../src/requests/definition.ts';
import { defineRequestKind } from '../../../src/requests/request-kind.ts';
import { scopeShape } from '../../../src/requests/rules/definition-scope.ts';
import { gatedNeed, planTargetSchema, signed } from '../../../src/requests/rules/stored-parts.ts';
import { inLanguages } from '../../chat/rules/specs.ts';
import { plantTexts } from '../../i18n/plant-texts.ts';
import { napOf, needsOf, type StoredNap, storedNap } from './nap.ts';
import { askApproval, ownSubject, wholeTarget } from './own-kind.ts';

/** Approved once, for a month or a day: naps of these machines, two a month. */
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

type StoredRota = z.infer<typeof storedRota.schema>;

const rota = defineRequestKind({
  name: 'rota',
  stored: storedRota,
  stepKinds: {},
  definition: { scope: ({ plan }) => plan.effects },
  approval: { operations: ['rota'] },
  needs: ({ naps }) => naps.flatMap(needsOf),
  replan: async (_, { naps }) => ({ kind: 'same', needs: naps.flatMap(needsOf) }),
  subject: ownSubject('rota'),
  ownNeeds: () => [],
});

async function napsOf(turn: Turn<'text'>, names: readonly string[]): Promise<StoredNap[]> {
  return Promise.all(names.map(async (name) => napOf(await resolveTarget(turn, name))));
}

function rotaOf(naps: StoredNap[], days: number): StoredRota {
  const target = wholeTarget(naps);
  const effects = {
    runs: 'nap',
    days,
    machines: naps.map((each) => each.target.vmId),
    fixed: { order: 'one by one' },
    allowed: {},
    perRun: { naps: 1 },
    perMonth: { naps: 2 },
  };
  const gated = { action: restoreAction, scope: target.vaultId };
  return { kind: 'rota', target, naps, plan: { hash: effectsHash(effects), effects }, gated };
}

const rotaNew: Command = {
  spec: {
    name: 'rota new',
    aliases: inLanguages({ en: [], nl: ['rooster nieuw'] }),
    arguments: [
      { kind: 'many', name: 'vms', required: true },
      { kind: 'keyword', name: 'briefly', words: inLanguages({ en: ['briefly'], nl: ['kort'] }), takes: 'nothing' },
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
    aliases: inLanguages({ en: [], nl: ['rooster start'] }),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'vm', required: true },
    ],
    sideEffect: 'changes',
    section: 'restore',
  },

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const { from: by, place } = incoming;
    const plan = napOf(await resolveTarget(turn, args.vm ?? ''));
    const seen = await requireStanding(services, args.id ?? '', by, plan);
    return once(turn, async (tx) => {
      await submitRun(services, tx, { by, place }, seen, plan);
      return { kind: 'nothing' };
    });
  },
};

plantTexts({
  en: {
    audit: { event: { nap: { asked: 'began a nap' } } },
    cards: {
      gated: {
        heading: { rota: 'Rota of {{vm}}' },
        paragraph: { rota: 'Naps of {{vm}}.' },
        short: { rota: 'Naps of {{vm}}.' },
      },
    },
    help: { summary: { 'rota new': 'Asks for naps for a while.', 'rota run': 'Begins a nap.' } },
  },
  nl: {
    audit: { event: { nap: { asked: 'begon een dutje' } } },
    cards: {
      gated: {
        heading: { rota: 'Rooster van {{vm}}' },
        paragraph: { rota: 'Dutjes van {{vm}}.' },
        short: { rota: 'Dutjes van {{vm}}.' },
      },
    },
    help: { summary: { 'rota new': 'Vraagt een tijd lang dutjes aan.', 'rota run': 'Begint een dutje.' } },
  },
});

/** On top of napping. */
export const rotas = defineFeature({
  name: 'rotas',
  commands: [rotaNew, rotaRun],
  requestKinds: [rota],
});
