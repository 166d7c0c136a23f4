import { needsToReadVault } from '../../access/access.ts';
import { restoreAction } from '../../access/rules/actions.ts';
import { askWhich } from '../../chat/arguments.ts';
import { changeForm, openForm, ownForm, ownFormCard, requireNoneOpen } from '../../chat/forms.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireInterest, requireNonce, requireRequest, requireRequestId, resolveTarget } from '../../chat/targets.ts';
import { type Command, defineFormKind } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { fullName, type Target } from '../../machines/inventory.ts';
import { shownTiers } from '../../machines/rules/item-state.ts';
import { requireDeciders } from '../../requests/approvals.ts';
import type { Elsewhere } from '../../requests/cards/request.ts';
import { findPlan, type RequestRow } from '../../store/requests.ts';
import { listSteps } from '../../store/steps.ts';
import { pointsInForm } from '../cards/restore-form.ts';
import type { RestoreHints } from '../cards/restore-hints.ts';
import { choosePoint, restoreHints } from '../choose-point.ts';
import type { PointRead } from '../planning.ts';
import { elsewhereFor } from '../request-kinds/restore.ts';
import {
  confirmText,
  type RestoreForm,
  restoreFormCardOf,
  restoreFormOf,
  storedRestoreForm,
} from '../restore-forms.ts';
import { longestReason, requireOffered, restoreOptions, restoreSpec, typedInput } from '../restore-input.ts';
import { choosable } from '../rules/points.ts';
import { makeOf, toRestoreChoice } from '../rules/restore-kinds.ts';
import type { RestoreServices, RestoreTurn } from '../services.ts';
import { asRestore, type StoredRestore } from '../stored-restore.ts';
import { planForm, submitForm, submitMended } from './confirm.ts';

/** Restores by form, or in one line with a point and a reason; either way the plan is shown before anyone is asked. */
export const restore: Command = {
  spec: restoreSpec,
  takes: 'restore',

  run: async (turn: RestoreTurn<'text'>, { args }) =>
    args.vm === undefined ? askWhich(turn, 'restore') : beginRestore(turn, args.vm, args),

  pick: (turn: RestoreTurn<'action'>, name) => beginRestore(turn, name, {}),

  verbs: {
    'open-restore': (turn: RestoreTurn<'action'>) => {
      const { id } = turn.incoming.data;
      if (typeof id !== 'string') throw new CodedError('stale-card');
      return beginRestore(turn, id, {});
    },

    /** Asks anew, with the same answers, for what came to nothing. */
    'restore-again': async (turn: RestoreTurn<'action'>) => {
      const { store, requestKinds } = turn.services;
      const request = await requireRequest(turn, requireRequestId(turn));
      await requireInterest(turn, request);
      // What was put away is its requester's to ask anew; what failed at night is anybody's.
      if (request.state === 'rejected' || request.state === 'withdrawn') requireOwn(turn, request);
      const plan = asRestore(requestKinds, (await findPlan(store.db, requestKinds, request.id))?.body);
      if (!plan) throw new CodedError('stale-card');
      const { target, choice } = plan;
      const elsewhere = await elsewhereChosen(turn, request, plan);
      const { size, zone, luns } = { ...choice, ...elsewhere };
      // Azure makes a machine in the size of its point: another takes a machine that we deploy.
      const make = makeOf({ ...choice, ...(elsewhere?.size && { mode: 'rebuild' }) });
      const asked = {
        reason: request.reason,
        [make]: '',
        ...(size && { size }),
        ...(zone && { zone }),
        ...(luns && { lun: luns.length > 0 ? luns.join(' ') : 'os' }),
      };
      // Who chose what else to ask for sees the plan at once: a form hides it behind "Change".
      const { pointName, vaultId } = target;
      const from = { vaultId, pointName, plans: elsewhere !== undefined };
      return beginRestore(turn, fullName(target.vmId), asked, from);
    },

    'restore-plan': submitForm,

    'restore-mended': submitMended,

    'restore-change': (turn) =>
      once(turn, async (tx) => {
        const form = await ownForm(turn.services, tx, requireRequestId(turn), turn.incoming.from);
        requireNonce(turn, form.nonce);
        const { plan: _, problem: __, mend: ___, ...data } = restoreFormOf(form);
        const changed = await changeForm(turn.services, tx, form, { state: 'open', data });
        return { kind: 'card', card: ownFormCard(turn.services, changed, turn.personal), text: '' };
      }),
  },
};

/** The size or zone of the button, looked up among those that the card offers. @throws stale-card for any other */
async function elsewhereChosen(
  { incoming, services }: RestoreTurn<'action'>,
  { id }: RequestRow,
  plan: StoredRestore,
): Promise<Elsewhere | undefined> {
  const { choice } = incoming.data;
  if (choice === undefined) return undefined;
  const step = (await listSteps(services.store.db, id)).find(({ state }) => state === 'failed');
  const found = step && elsewhereFor(plan, step).find(({ size, zone }) => (size ?? zone) === choice);
  if (!found) throw new CodedError('stale-card');
  return found;
}

/** @throws not-your-request */
function requireOwn(
  { incoming }: RestoreTurn<'action'>,
  { id, requester_oid, requester_name: name }: RequestRow,
): void {
  if (requester_oid.toLowerCase() !== incoming.from.objectId.toLowerCase())
    throw new CodedError('not-your-request', { id, name });
}

/**
 * Opens the form, or with a point and a reason shows the plan at once.
 * @param asked what was typed behind the name, by the names of restoreSpec
 * @param from.vaultId of the card, where one was clicked: a namesake may be all that its reader sees
 * @param from.pointName to preselect, while it is there
 * @param from.plans shows the plan for that point
 */
async function beginRestore(
  turn: RestoreTurn<'text' | 'action'>,
  name: string,
  asked: Readonly<Record<string, string>>,
  from: { vaultId?: string; pointName?: string; plans?: boolean } = {},
): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const target = await resolveTarget(turn, name);
  if (from.vaultId && !sameArmId(from.vaultId, target.vault.id)) throw new CodedError('stale-card');
  const vm = target.item.vmName;
  await services.access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
  const profile = services.planning.profileOf(target.vault.name);
  const points = choosable(await services.azure.points.list(target.item.id));
  const typedPoint = asked['as-of'] ?? asked.point;
  const kept = points.find(({ name }) => name === from.pointName);
  const isPointed = typedPoint !== undefined || (from.plans === true && kept !== undefined);
  const complete = isPointed && asked.reason !== undefined;
  const help = complete ? undefined : await restoreHints(services, target, points);
  const chosen =
    typedPoint === undefined ? (kept ?? help?.best ?? points[0]) : choosePoint(turn, points, typedPoint, vm);
  if (!chosen) throw new CodedError('no-points', { vm });
  const options = await restoreOptions(services, target, chosen.name, incoming.from);
  const { offered, refused, tags } = options;
  await requireDeciders(
    services,
    { by: incoming.from, place: incoming.place },
    {
      operation: 'restore',
      target: { vaultName: target.vault.name, vmName: vm, vmId: target.item.vmId },
      gated: { action: restoreAction, scope: target.vault.id, ...(tags && { tags }) },
    },
  );
  if (asked.region !== undefined) await requireRegion(services, target, options.read, asked.region);
  const input = typedInput(asked, options);
  if (!complete) requireOffered(input.make, options);
  const form: RestoreForm = {
    ownerName: incoming.from.name,
    ownerTeamsId: incoming.from.teamsId,
    vmName: vm,
    vaultId: target.vault.id,
    vaultName: target.vault.name,
    itemId: target.item.id,
    target: { group: nameOf(profile.targetResourceGroupId), staging: nameOf(profile.stagingStorageAccountId) },
    points: points.slice(0, pointsInForm(points.indexOf(chosen))).map(({ name: id, at, consistency, tiers }) => ({
      name: id,
      at,
      consistency,
      tiers: shownTiers({ tiers }),
    })),
    offers: { offered, refused, options: options.options },
    wish: input,
    chosen: chosen.name,
    ...(help && { hints: typedPoint !== undefined && help.best !== chosen ? withoutAdvice(help.hints) : help.hints }),
    ...(asked.reason !== undefined && { reason: asked.reason.slice(0, longestReason) }),
  };
  const { reason } = form;
  const planned =
    complete && reason !== undefined
      ? await planForm(turn, { ...form, chosen: chosen.name, reason }, { target, points, read: options.read })
      : undefined;
  const problem = planned?.problem;
  // Where one tap mends it, the form opens with that button.
  if (problem && !planned?.mend) throw new CodedError(problem.code, problem.params);
  const hints = problem && (await restoreHints(services, target, points)).hints;
  const data: RestoreForm = { ...form, ...planned, ...(hints && { hints }) };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen<RestoreForm>(services, tx, at, {
        kind: 'restore',
        vms: vm,
        isSame: ({ itemId }) => sameArmId(itemId, target.item.id),
      });
    const state = data.plan ? 'confirming' : 'open';
    await openForm(services, tx, at, { kind: 'restore', state, data });
    if (!problem) return { kind: 'nothing' };
    return { kind: 'reply', body: { text: failureText(texts(shared.language), problem, shared) } };
  });
}

/** Whoever named a point, or a time before which it was taken, is not told to take another. */
function withoutAdvice({ advice: _, ...hints }: RestoreHints): RestoreHints {
  return hints;
}

/**
 * Refuses another region than the vault's own, and explains with the lines that restore there; nothing is sent.
 * @throws plan.other-region-*
 */
async function requireRegion(
  { planning }: RestoreServices,
  target: Target,
  read: PointRead,
  region: string,
): Promise<void> {
  const { outcome } = await planning.plan(
    target,
    read.point.name,
    { ...toRestoreChoice({ make: 'disks' }), region },
    { read },
  );
  const why = outcome.kind === 'refused' && outcome.violations.find(({ code }) => code.startsWith('other-region'));
  if (why) throw new CodedError(`plan.${why.code}`, why.params);
}

export const restoreFormKind = defineFormKind<RestoreForm>({
  name: 'restore',
  stored: storedRestoreForm,
  card: restoreFormCardOf,
  vms: ({ vmName }) => vmName,
  command: ({ vmName }) => ({ command: 'restore', rest: vmName }),
  confirmText: (_services, form, reader) => confirmText(form, reader),
  openOwn: (turn: RestoreTurn<'action'>, { vaultId, vaultName, vmName }) =>
    beginRestore(turn, `${vaultName}/${vmName}`, {}, { vaultId }),
});
