import { asFailure, CodedError, type Failure } from '../domain/errors.ts';
import { choosable } from '../domain/recovery-points.ts';
import type { Answer } from '../domain/turn.ts';
import { readVault } from '../services/access.ts';
import { approvalsChannel } from '../services/approvals.ts';
import { changeForm, demandNoneOpen, openForm, ownForm, ownFormCard } from '../services/forms.ts';
import { lastOf } from '../services/plan-view.ts';
import { type RestoreForm, restoreFormOf } from '../services/restore-forms.ts';
import { makePlan } from '../services/restore-requests.ts';
import { findForm } from '../store/forms.ts';
import { failureText } from '../text/failure-text.ts';
import { texts } from '../text/texts.ts';
import { askWhich } from './ask-which.ts';
import { choosePoint } from './choose-point.ts';
import type { Command, Turn } from './command.ts';
import { once, oncePerActivity } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** What an approver reads is cut here; a reason is a sentence, not a report. */
const longestReason = 500;

/** By form, or in one line with a point and a reason; either way the plan is shown before anyone is asked. */
export const restore: Command = {
  spec: {
    name: 'restore',
    aliases: { en: ['recover'], nl: ['herstel', 'zet terug'] },
    arguments: [
      { kind: 'word', name: 'vm' },
      { kind: 'phrase', name: 'point' },
      {
        kind: 'keyword',
        name: 'reason',
        words: { en: ['because', 'reason'], nl: ['omdat', 'want', 'reden'] },
        takes: 'rest',
      },
    ],
    examples: [
      'restore sql-01',
      'restore sql-01 latest because INC0012345 table dropped',
      'restore sql-01 #2 because INC0012345',
      'restore sql-01 24 Nov 02:00 because INC0012345',
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  run: async (turn, { args }) =>
    args.vm === undefined
      ? askWhich(turn, 'restore')
      : beginRestore(turn, args.vm, {
          ...(args.point && { point: args.point }),
          ...(args.reason && { reason: args.reason }),
        }),

  verbs: {
    'open-restore': (turn) => {
      const { id } = turn.incoming.data;
      if (typeof id !== 'string') throw new CodedError('stale-card');
      return beginRestore(turn, id, {});
    },

    'restore-plan': showPlan,

    'restore-change': (turn) =>
      once(turn, async (tx) => {
        const form = await ownForm(tx, idOf(turn), turn.incoming.from);
        demandNonce(turn, form.nonce);
        const { plan: _, ...data } = restoreFormOf(form);
        const changed = await changeForm(turn.services, tx, form, { state: 'open', data });
        return { kind: 'card', card: ownFormCard(turn.services, changed, turn.personal), text: '' };
      }),
  },
};

/** Opens the form, or with a point and a reason shows the plan at once. */
export async function beginRestore(
  turn: Turn<'text' | 'action'>,
  name: string,
  asked: { point?: string; reason?: string },
): Promise<Answer> {
  const { services, incoming } = turn;
  const target = await services.inventory.target(name);
  await services.access.demand(incoming.from.objectId, readVault(target.vault.id), false);
  if (incoming.place.kind === 'personal' && !(await approvalsChannel(services.store.db))) {
    throw new CodedError('ask-in-channel', { vm: target.item.vmName });
  }
  const profile = services.planning.profileOf(target.vault.name);
  const points = choosable(await services.azure.points.list(target.item.id), services.clock.now());
  if (points.length === 0) throw new CodedError('no-points', { vm: target.item.vmName });
  const chosen = asked.point === undefined ? points[0] : choosePoint(turn, points, asked.point, target.item.vmName);
  if (!chosen) throw new CodedError('no-points', { vm: target.item.vmName });
  // Made even for an empty form: what stands against any restore is better said before the form than after it.
  const complete = asked.point !== undefined && asked.reason !== undefined;
  const plan = await makePlan(services, target, chosen.name, incoming.from, complete ? points : undefined);
  const data: RestoreForm = {
    ownerName: incoming.from.name,
    ownerTeamsId: incoming.from.teamsId,
    vmName: target.item.vmName,
    vaultId: target.vault.id,
    vaultName: target.vault.name,
    itemId: target.item.id,
    target: { group: lastOf(profile.targetResourceGroupId), staging: lastOf(profile.stagingStorageAccountId) },
    points: points.slice(0, 20).map(({ name: id, at, consistency, tiers }) => ({
      name: id,
      at,
      consistency,
      tiers: tiers.filter(({ status }) => status === 'valid').map(({ tier }) => tier),
    })),
    chosen: chosen.name,
    ...(asked.reason !== undefined && { reason: asked.reason.slice(0, longestReason) }),
    ...(complete && { plan }),
  };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action') await demandNoneOpen(tx, at, { kind: 'restore', vms: data.vmName });
    const state = data.plan ? 'confirming' : 'open';
    await openForm(services, tx, at, { kind: 'restore', state, data });
    return { kind: 'nothing' };
  });
}

/** The form's submit. What is wrong is said on the form, with the entries kept. */
async function showPlan(turn: Turn<'action'>): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const seen = await findForm(services.store.db, idOf(turn));
  if (!seen) throw new CodedError('stale-card');
  const data = restoreFormOf(seen);
  const { problem: _, ...before } = data;
  const { point, reason } = incoming.data;
  const chosen = data.points.find(({ name }) => name === point);
  const why = typeof reason === 'string' ? reason.trim().slice(0, longestReason) : '';
  const given = { ...before, ...(chosen && { chosen: chosen.name }), ...(why && { reason: why }) };
  if (!chosen || !why) {
    return sayOnForm(turn, seen.id, given, { code: chosen ? 'form-reason-missing' : 'form-point-missing', params: {} });
  }
  const vault = await services.inventory.vault(data.vaultId);
  const [item, points] = await Promise.all([
    services.azure.items.get(data.itemId),
    services.azure.points.list(data.itemId),
  ]);
  if (!item) throw new CodedError('vm-not-found', { name: data.vmName });
  const planned = await makePlan(services, { vault, item }, chosen.name, incoming.from, points).catch(
    (error: unknown) => {
      if (error instanceof CodedError && error.code.startsWith('plan.')) return error;
      throw error;
    },
  );
  if (planned instanceof CodedError) return sayOnForm(turn, seen.id, given, asFailure(planned));
  return once(turn, async (tx) => {
    const form = await ownForm(tx, seen.id, incoming.from);
    demandNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state: 'confirming', data: { ...given, plan: planned } });
    return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
  });
}

/** The form again, with what was given and what is wrong with it. */
function sayOnForm(turn: Turn<'action'>, id: string, data: RestoreForm, problem: Failure): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(tx, id, incoming.from);
    demandNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state: 'open', data: { ...data, problem } });
    const text = failureText(texts(personal.language), problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}
