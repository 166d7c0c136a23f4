import { needsToReadVault } from '../../access/access.ts';
import { actions, restoreAction } from '../../access/rules/actions.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireRequest, resolveTarget } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import { CodedError, tryRead } from '../../kernel/errors.ts';
import { effectsHash } from '../../kernel/request.ts';
import { itemTarget } from '../../requests/stored-request.ts';
import { choosePoint } from '../../restore/choose-point.ts';
import { claimName } from '../../restore/restore-requests.ts';
import { choosable } from '../../restore/rules/points.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { findPlan, findRequest } from '../../store/requests.ts';
import { longestReason, prepareToAsk, submit, submitTyped } from '../ask-for-drills.ts';
import { watchLife } from '../copy-life.ts';
import { cleanUpsOf } from '../drill-files.ts';
import { parseDays } from '../drill-forms.ts';
import type { StoredException } from '../exceptions.ts';
import { makeDrill } from '../make-drill.ts';
import { drillNeeds } from '../request-kinds/drill.ts';
import { asCleanUp, asDrill } from '../stored-drill.ts';

/** Requests a drill of the named point, or of the point that proves the most. */
export const drill: Command = {
  spec: {
    ...named('drill'),
    arguments: [
      { kind: 'word', name: 'vm', required: true },
      { kind: 'phrase', name: 'point' },
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services, incoming } = turn;
    const { from: by, place } = incoming;
    const target = await resolveTarget(turn, args.vm ?? '');
    await services.access.require(by.objectId, needsToReadVault(target.vault.id), false);
    const points = choosable(await services.azure.points.list(target.item.id));
    const asked = args.point === undefined ? undefined : choosePoint(turn, points, args.point, target.item.vmName);
    const plan = await makeDrill(services, target, points, { requester: by, asked });
    const ready = await prepareToAsk(turn, plan, args.reason ?? texts(turn.shared.language).t('drill.reason'));
    return oncePerActivity(turn, async (tx) => {
      await claimName(services, tx, plan.restore);
      watchLife(tx, await submit(turn, tx, ready, { place }));
      return { kind: 'nothing' };
    });
  },
};

const usualDays = 30;

/** Records why a machine isn't drilled, for a quarter at most; an approver of drills must agree. */
export const drillExcept: Command = {
  spec: {
    ...named('drill except'),
    partOf: 'drill new',
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('days', 'phrase'), keyword('reason', 'rest')],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services, incoming } = turn;
    const target = await resolveTarget(turn, args.vm ?? '');
    await services.access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
    const why = args.reason?.trim().slice(0, longestReason);
    if (!why) throw new CodedError('drill-except-why', { vm: target.item.vmName });
    const effects = {
      runs: '',
      days: parseDays(args.days) ?? usualDays,
      machines: [target.item.vmId],
      fixed: {},
      allowed: {},
      perRun: {},
      perMonth: {},
      why,
    };
    const vm = await tryRead(() => services.azure.vms.get(target.item.vmId));
    // Null for a deleted machine: a later machine of that name is a different one.
    const immutableId = vm.kind === 'read' ? (vm.value ? vm.value.immutableId : null) : undefined;
    const { itemId: _id, itemName: _name, ...about } = itemTarget(target);
    const plan: StoredException = {
      kind: 'drill-exception',
      target: about,
      plan: { hash: effectsHash(effects), effects },
      gated: { action: restoreAction, scope: target.vault.id },
      ...(immutableId !== undefined && { immutableId }),
    };
    return submitTyped(turn, await prepareToAsk(turn, plan, why));
  },
};

/** Records what is done about a failed drill, and by when: evidence of the quarter shows it. */
export const drillReviewed: Command = {
  spec: {
    ...named('drill reviewed'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      keyword('days', 'phrase'),
      keyword('reason', 'rest'),
    ],
    sideEffect: 'changes',
    section: 'restore',
    partOf: 'drill new',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const { id, kind, state, vm_name: vmName } = await requireRequest(turn, args.id ?? '');
    const plan = asDrill((await findPlan(services.store.db, services.requestKinds, id))?.body);
    if (!plan || kind !== 'drill' || state !== 'failed') throw new CodedError('drill-reviewed-none', { id });
    await services.access.require(incoming.from.objectId, drillNeeds(plan), false);
    const action = args.reason?.trim().slice(0, longestReason);
    if (!action) throw new CodedError('drill-reviewed-why', { id });
    const days = parseDays(args.days) ?? usualDays;
    return once(turn, async (tx) => {
      const due = new Date(tx.now().getTime() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
      tx.audit({ actor: incoming.from, event: 'drill.reviewed', requestId: id, vmName, details: { action, due } });
      return { kind: 'reply', body: { text: texts(shared.language).t('drill.reviewed', { id, due }) } };
    });
  },
};

/** Failure of a clean-up that only a vault or job that is gone could resolve. */
const untold = 'drill-left-unknown';

/**
 * Takes a person's word that no copy of the keys is left, if only a vault or job that is gone could tell. The word
 * counts for nothing else, and only from somebody who could have put the copy there; everything on record is still
 * read.
 */
export const drillCleaned: Command = {
  spec: {
    ...named('drill cleaned'),
    partOf: 'drill new',
    arguments: [{ kind: 'request-id', name: 'id', required: true }, keyword('reason', 'rest')],
    sideEffect: 'changes',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const { store, requestKinds, access } = services;
    const asked = await requireRequest(turn, args.id ?? '');
    const cleanUp = asCleanUp((await findPlan(store.db, requestKinds, asked.id))?.body);
    const drill = cleanUp ? await requireRequest(turn, cleanUp.drill) : asked;
    const plan = asDrill((await findPlan(store.db, requestKinds, drill.id))?.body);
    const [last] = plan ? await cleanUpsOf(services, drill) : [];
    const failure = last && (await findRequest(store.db, last.id))?.failure;
    const { id, vm_name: vmName } = drill;
    if (!plan || last?.state !== 'failed' || failure?.code !== untold) {
      throw new CodedError('drill-cleaned-known', { id });
    }
    await access.require(incoming.from.objectId, [{ action: actions.writeStaging, scope: plan.place.stagingId }], true);
    const why = args.reason?.trim().slice(0, longestReason);
    if (!why) throw new CodedError('drill-cleaned-why', { id });
    return once(turn, async (tx) => {
      tx.audit({ actor: incoming.from, event: 'drill.cleaned', requestId: id, vmName, details: { why } });
      tx.wake('timer', `drill-ended:${id}`);
      return { kind: 'reply', body: { text: texts(shared.language).t('drill.cleaned', { id }) } };
    });
  },
};
