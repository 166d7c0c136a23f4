import type { ReadersPlaceAsked } from '../access/count-readers.ts';
import { changeForm } from '../chat/forms.ts';
import { nameOf, resourceGroupIdOf, sameArmId } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { minuteUtc } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RecoveryPointFacts, VmFacts } from '../kernel/facts.ts';
import type { RoleEnd } from '../kernel/permissions.ts';
import { readEach } from '../kernel/stored.ts';
import type { Target } from '../machines/inventory.ts';
import { submitForApproval } from '../requests/approvals.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { type FormRow, openForms } from '../store/forms.ts';
import { type ListedRequest, listRequests, lockTarget, unfinishedPlans } from '../store/requests.ts';
import type { Approvers } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { expectedOfPlan } from './choose-point.ts';
import { findQuarantine } from './held-copies.ts';
import { keyWarnings } from './key-rights.ts';
import { needsOf, type PointRead } from './planning.ts';
import { quarantinePlace } from './request-kinds/quarantine.ts';
import { type PreparedRestore, restoreFormOf } from './restore-forms.ts';
import { otherZonesOf } from './rules/offers.ts';
import { mayRestore, type RestoreChoice, type RestoreFacts, type RestorePlan, type Warning } from './rules/plan.ts';
import { machineOfPoint } from './rules/points.ts';
import { checkBesidePlan } from './rules/run-checks.ts';
import { requireGated } from './rules/steps.ts';
import { quarantineCodes, requireSegregated } from './segregation.ts';
import type { RestoreServices } from './services.ts';
import { asRestore, quarantineOf, type StoredRestore, type StoredView } from './stored-restore.ts';

/**
 * Makes the plan for a point, with everything that stands against it said.
 * @param points all there are, newest first: the check that is shown beside the plan reads them
 * @param read what this turn has read of the point already
 * @throws plan.<code> the first rule that refuses, plan.new-vm-name-wanted, not-allowed and not-known for a right that the requester lacks;
 * TierOffError with the plan
 */
export async function makePlan(
  services: RestoreServices,
  target: Target,
  pointName: string,
  requester: Person,
  choice: RestoreChoice,
  points: readonly RecoveryPointFacts[],
  read?: PointRead,
): Promise<StoredRestore> {
  const known = read && { read };
  const { outcome, vm, ...looked } = await services.planning.plan(target, pointName, choice, known);
  const { point, encryption } = looked;
  if (outcome.kind === 'refused') {
    const [first] = outcome.violations;
    throw new CodedError(`plan.${first?.code ?? 'point-not-read'}`, first?.params ?? {});
  }
  await services.access.require(requester.objectId, needsOf(outcome.plan), true);
  const aboutKeys = await keyWarnings(services, requester, outcome.plan, looked.keys);
  const others = await otherRestores(services, target);
  const plan = { ...outcome.plan, warnings: [...others, ...outcome.plan.warnings, ...aboutKeys] };
  const [checked, expected, roleEnd, readers] = await Promise.all([
    services.checks.ofPlan(target, points, { ...looked, vm: { kind: 'read', value: vm } }, requester, {
      facts: looked.facts,
      choice,
    }),
    expectedOfPlan(services, target.vault.id, plan),
    services.access.firstEnd(requester.objectId, needsOf(plan)),
    services.countReaders(readersPlace({ item: target.item, vm, encryption }, plan)),
  ]);
  const immutableId = machineOfPoint(point, vm);
  const stored: StoredRestore = {
    kind: 'restore',
    target: { ...itemTarget(target), pointId: point.id, pointName: point.name },
    choice,
    point,
    gated: { ...requireGated(plan.steps), ...(vm && { tags: vm.tags }) },
    plan,
    view: {
      ...planViewOf(target, { point, encryption, vm, choice }, plan),
      ...(expected && { expected }),
      ...endsEarly(requester.name, roleEnd, expected, services.clock.now()),
      ...checkBesidePlan(checked, plan),
      readers,
    },
    ...(immutableId !== undefined && { immutableId }),
    zones: otherZonesOf(looked.facts, choice, { now: services.clock.now() }),
  };
  if (choice.network === 'quarantine') await requireSegregated(services, quarantinePlace(stored), quarantineCodes);
  const held = choice.mode === 'replace' ? await findQuarantine(services, target.item.vmId) : undefined;
  if (held) throw new CodedError(held.code, held.params);
  await requireNamesFree(services, services.store.db, stored, services.clock.now());
  await requireOwnTiers(services, [stored]);
  return stored;
}

/** How long a copy is told of to whoever restores the machine again: it may still be there. */
const earlierMs = 7 * 24 * 60 * 60_000;

/** The newest other restore of the machine, which may make a second one needless. */
async function otherRestores({ store, requestKinds, clock }: RestoreServices, { item }: Target): Promise<Warning[]> {
  const rows = await listRequests(store.db, { kinds: leavingKinds(requestKinds), vmId: item.vmId });
  const isOpen = ({ state }: ListedRequest) => state === 'pending' || state === 'approved' || state === 'running';
  const since = clock.now().getTime() - earlierMs;
  const found =
    rows.find(isOpen) ?? rows.find(({ state, ended_at }) => state === 'succeeded' && Number(ended_at) > since);
  if (!found) return [];
  const params = { id: found.id, name: found.requester_name, vm: item.vmName };
  if (isOpen(found)) return [{ code: 'restored-too', params }];
  return [{ code: 'restored-before', params: { ...params, at: minuteUtc(found.ended_at ?? found.created_at) } }];
}

/** Requests of every kind that restores and whose copy stays. */
export function leavingKinds({ all }: Pick<RequestKinds, 'all'>): string[] {
  const restores = all.filter(({ stepKinds }) => Object.keys(stepKinds).some((kind) => mayRestore.includes(kind)));
  return restores.flatMap(({ name, lifecycle }) => (lifecycle?.temporary ? [] : [name]));
}

/**
 * The end of the requester's role, if a restore that is approved at once would usually outlast it; also without a
 * history, when nobody knows.
 */
function endsEarly(
  name: string,
  end: RoleEnd | undefined,
  expected: StoredRestore['view']['expected'],
  now: Date,
): Pick<StoredRestore['view'], 'roleEnd'> {
  if (!end) return {};
  const expectedEnd = expected && new Date(now.getTime() + expected.ms);
  if (expected?.all && expectedEnd && end.at > expectedEnd) return {};
  return { roleEnd: { name, role: end.role, at: end.at } };
}

/**
 * The form becomes a request that waits for a decision; its card is posted for the approvers.
 * @param form under lock
 */
export async function submitRequest(
  services: RestoreServices,
  tx: Tx,
  form: FormRow,
  { plan, reason }: PreparedRestore,
  requester: Person,
  approvers: Approvers | undefined,
): Promise<FormRow> {
  await claimName(services, tx, plan);
  const done = await changeForm(services, tx, form, { state: 'done' });
  const place = { conversationId: form.conversation_id, ...(form.thread_id && { threadId: form.thread_id }) };
  await submitForApproval(
    services,
    tx,
    { by: requester, place, id: form.id, ...(approvers && { approvers }) },
    plan.choice.network === 'quarantine' ? quarantineOf(plan) : plan,
    reason,
  );
  return done;
}

/** The plan in names that people know, as it is kept beside the plan: no address of key material in it. */
export function planViewOf(
  { vault, item }: Target,
  { point, encryption, vm, choice }: { choice: RestoreChoice } & Pick<RestoreFacts, 'point' | 'encryption' | 'vm'>,
  plan: RestorePlan,
): StoredView {
  const { effects } = plan;
  const { target } = effects;
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  // Effects hold it in comparable spelling; people read the one that was chosen.
  const machine =
    target.vm !== null && effects.mode !== 'replace' ? (choice.names?.vm ?? nameOf(target.vm)) : undefined;
  const byHand = plan.steps.filter((step) => step.byHand).map(({ kind }) => kind);
  return {
    mode: effects.mode,
    vm: item.vmName,
    vault: vault.name,
    point: { at: point.at, consistency: point.consistency, tier: effects.point.tier },
    target: {
      group: nameOf(target.resourceGroup ?? effects.staging),
      region: target.region,
      ...(machine && { vm: machine }),
      ...(target.size && { size: target.size }),
      ...(target.zone && { zone: target.zone }),
      ...(target.security && { security: target.security }),
    },
    staging: nameOf(effects.staging),
    ...(effects.network && { network: nameOf(effects.network) }),
    ...(effects.networkMode && { networkMode: effects.networkMode }),
    original: originalView(vm),
    encryption: encryption.kind,
    ...(keys && { keyVault: nameOf(keys.bek.keyVaultId) }),
    disks: effects.disks.included.map(({ name }) => name),
    ...(byHand.length > 0 && { byHand }),
    hash: plan.hash,
    warnings: plan.warnings,
  };
}

function originalView(vm: VmFacts | undefined): StoredView['original'] {
  if (!vm) return 'gone';
  if (vm.power === 'running' || vm.power === 'changing') return 'running';
  return vm.power === 'unknown' ? 'unknown' : 'stopped';
}

/**
 * Places of the copy and its original, for counting who gains access. A machine that is gone leaves its resource group.
 */
export function readersPlace(
  { item, vm, encryption }: Pick<RestoreFacts, 'item' | 'vm' | 'encryption'>,
  { target, effects }: Pick<RestorePlan, 'target' | 'effects'>,
): ReadersPlaceAsked {
  const disks = (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  const inGroup = target.form === 'managed' && effects.mode !== 'replace';
  return {
    original: { machine: item.vmId, disks: disks.length > 0 ? disks : [resourceGroupIdOf(item.vmId)] },
    copy: {
      ...(inGroup && { group: target.resourceGroupId }),
      staging: effects.staging,
      makesMachine: effects.mode === 'rebuild' || effects.mode === 'new-vm',
    },
    ...(keys && { keyVaultId: keys.bek.keyVaultId }),
  };
}

type Parts = Pick<RequestServices, 'store' | 'requestKinds' | 'log' | 'clock'>;

const unread = 'a name that may be wanted cannot be read';

/**
 * Names in a target group that nothing in Azure has yet: of machines that requests under way will make, and that stand
 * in forms. Two of one name at once would have the second request void after its approval.
 */
export async function wantedNames(services: Parts, groupId: string): Promise<string[]> {
  const { db } = services.store;
  const [requests, rows] = await Promise.all([
    unfinishedRestores(services, db, services.clock.now()),
    openForms(db, 'restore'),
  ]);
  const forms = readEach(rows, restoreFormOf, (error, { id }) => services.log.warn({ error, form: id }, unread));
  const group = nameOf(groupId).toLowerCase();
  return [
    ...requests.flatMap(({ plan }) => madeIn(plan, groupId) ?? []),
    ...forms.flatMap(({ target, wish: input }) => (target.group.toLowerCase() === group ? [input.name] : [])),
  ];
}

/** @throws plan.new-vm-name-wanted: another request under way will make a machine of that name */
export async function requireNamesFree(
  services: Pick<RequestServices, 'requestKinds' | 'log'>,
  db: Db,
  plan: StoredRestore,
  now: Date,
): Promise<void> {
  const { vmId, resourceGroupId } = plan.plan.target;
  if (vmId === undefined || !makesVm(plan)) return;
  const others = await unfinishedRestores(services, db, now);
  const other = others.find(({ plan: restore }) => makesVm(restore) && sameVm(restore, vmId));
  if (!other) return;
  throw new CodedError('plan.new-vm-name-wanted', {
    name: nameOf(vmId),
    group: nameOf(resourceGroupId),
    id: other.requestId,
  });
}

/**
 * The same in the transaction that commits the request: whoever is about to make a machine of that name waits here, and
 * then sees this one's row. Replicas that only looked would each have found the name free.
 * @throws plan.new-vm-name-wanted
 */
export async function claimName(services: Pick<RequestServices, 'requestKinds' | 'log'>, tx: Tx, plan: StoredRestore) {
  const { vmId } = plan.plan.target;
  if (vmId !== undefined && makesVm(plan)) await lockTarget(tx, vmId);
  await requireNamesFree(services, tx.db, plan, tx.now());
}

/** A plan that cannot be read has a name that nobody sees: whoever takes it as well is told by Azure, not by us. */
async function unfinishedRestores(
  { requestKinds, log }: Pick<RequestServices, 'requestKinds' | 'log'>,
  db: Db,
  now: Date,
) {
  const plans = await unfinishedPlans(db, requestKinds, now, (error, row) => log.warn({ error, ...row }, unread));
  return plans.flatMap(({ requestId, body }) => {
    const plan = asRestore(requestKinds, body);
    return plan ? [{ requestId, plan }] : [];
  });
}

function madeIn(restore: StoredRestore, groupId: string): string | undefined {
  if (!makesVm(restore)) return undefined;
  const { vmId, resourceGroupId } = restore.plan.target;
  return vmId !== undefined && sameArmId(resourceGroupId, groupId) ? nameOf(vmId) : undefined;
}

function makesVm({ choice }: StoredRestore): boolean {
  return choice.mode === 'rebuild' || choice.mode === 'new-vm';
}

function sameVm({ plan }: StoredRestore, vmId: string): boolean {
  return plan.target.vmId !== undefined && sameArmId(plan.target.vmId, vmId);
}
