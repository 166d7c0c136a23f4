import type { SendOutcome } from '../../azure/calls.ts';
import { isStagingBlob } from '../../azure/rules/staging.ts';
import { nameOf, resourceGroupIdOf, sameArmId, subscriptionOf } from '../../kernel/arm-id.ts';
import { CodedError, type Failure, readValue, tryRead } from '../../kernel/errors.ts';
import { isPassing } from '../../kernel/is-passing.ts';
import type { ListedResource } from '../../kernel/place-facts.ts';
import { requestTag } from '../../kernel/request.ts';
import { gatherUnread, type Target, unreadVaults } from '../../machines/inventory.ts';
import type { Made } from '../../requests/rules/stored-parts.ts';
import type { RequestServices } from '../../requests/services.ts';
import { jobsOfRestore } from '../../restore/is-making.ts';
import { listGroup, madeInterface, madeVm } from '../../restore/read-made.ts';
import { compareWithRecord, hasJobTag } from '../../restore/rules/made.ts';
import { defineRecordingStep, defineStep, type StepAt } from '../../saga/step-handler.ts';
import { everyAuditRow } from '../../store/audit.ts';
import { findPlan } from '../../store/requests.ts';
import { listSteps } from '../../store/steps.ts';
import { listDrillFiles, recordedFiles } from '../drill-files.ts';
import { cleanUpRequest, type SoftDeleted, storedConfirmed } from '../request-kinds/clean-up.ts';
import { asDrill, type StoredCleanUp, type StoredDrill } from '../stored-drill.ts';

type At = Pick<StepAt<StoredCleanUp>, 'plan'>;

type Found = { immutableId?: string; deletedWith?: string[] };

const readers: Readonly<Record<Made['what'], (services: RequestServices, id: string) => Promise<Found | undefined>>> = {
  vm: ({ azure }, id) => azure.vms.get(id),
  interface: ({ azure }, id) => azure.interfaces.get(id),
  disk: ({ azure }, id) => azure.disks.get(id),
};

/** ARM ids that Azure would delete along with the copy, because somebody attached them, but that aren't on record. */
function foreignWith({ deletedWith = [] }: Found, { plan }: StoredCleanUp): string[] {
  return deletedWith.filter((id) => !plan.effects.made.some((made) => sameArmId(made.id, id)));
}

function isInDrillGroup({ config }: Pick<RequestServices, 'config'>, { id }: Made): boolean {
  return config.restoreProfiles.some(({ drill }) => drill && sameArmId(drill.resourceGroupId, resourceGroupIdOf(id)));
}

function isInDrillAccount({ config, azure }: Pick<RequestServices, 'config' | 'azure'>, uri: string): boolean {
  const { suffix } = azure.stagingBlobs;
  return config.restoreProfiles.some(({ drill }) => drill && isStagingBlob(uri, drill.stagingStorageAccountId, suffix));
}

/**
 * A step that does something to each of what is found, and is done once nothing is found any more. Each is found right
 * before it is sent, so that another resource under a name stays. One that is refused doesn't stop the others.
 */
function sweep<One>(
  found: (services: RequestServices, at: At) => AsyncIterable<One>,
  sendOne: (services: RequestServices, one: One, clientRequestId: string) => Promise<SendOutcome>,
) {
  const isLeft = async (services: RequestServices, at: At) => {
    for await (const _ of found(services, at)) return true;
    return false;
  };
  return defineStep(cleanUpRequest, {
    job: 'none',
    tidies: 'recorded',
    needed: async (services, at) => ((await isLeft(services, at)) ? { kind: 'yes' } : { kind: 'no' }),
    async send(services, at) {
      let outcome: SendOutcome = { kind: 'accepted' };
      for await (const one of found(services, at)) {
        const sent = await sendOne(services, one, at.attempt.id);
        if (sent.kind !== 'accepted') outcome = sent;
      }
      return outcome;
    },
    find: async (services, at) => ((await isLeft(services, at)) ? { kind: 'absent' } : { kind: 'done' }),
  });
}

/**
 * Deletes each resource of one kind on record that is still what the drill made, if nothing else would be deleted along
 * with it. Whatever a row of the database says, this tier never deletes anything outside a group or staging account that
 * the settings name for drills.
 */
function remove(what: Made['what'], how: keyof RequestServices['azure']['removals']) {
  async function* found(services: RequestServices, { plan }: At): AsyncGenerator<string> {
    for (const made of plan.plan.effects.made) {
      if (made.what !== what || !isInDrillGroup(services, made)) continue;
      const one = await readers[what](services, made.id);
      if (one && compareWithRecord(made, one) === 'same' && foreignWith(one, plan).length === 0) yield made.id;
    }
  }
  return sweep(found, ({ azure }, id, clientRequestId) => azure.removals[how]({ id, clientRequestId }));
}

export const removeVmStep = remove('vm', 'vm');
export const removeNicStep = remove('interface', 'networkInterface');
export const removeDisksStep = remove('disk', 'disk');

/** Deallocates a copy that may not be deleted: nobody can reach it then, and it costs only its disks. */
export const stopCopyStep = sweep(findRunning, ({ azure }, vmId, clientRequestId) =>
  azure.power.deallocate({ vmId, clientRequestId }),
);

async function* findRunning(services: RequestServices, { plan }: At): AsyncGenerator<string> {
  const made = plan.plan.effects.made.find(({ what }) => what === 'vm');
  const vm = made && (await services.azure.vms.get(made.id));
  if (vm && compareWithRecord(made, vm) === 'same' && vm.power !== 'deallocated') yield vm.id;
}

/** Deletes files that Azure Backup wrote for the drill's own job, in the staging account for drills. */
export const removeFilesStep = sweep(findFiles, ({ azure }, uri, clientRequestId) =>
  azure.stagingBlobs.delete({ uri, clientRequestId }),
);

async function* findFiles(services: RequestServices, { plan }: At): AsyncGenerator<string> {
  const files = plan.plan.effects.files.filter((uri) => isInDrillAccount(services, uri));
  yield* (await findThere(services, plan, files)) ?? [];
}

/** @returns undefined: the account is gone, with everything in it */
async function findThere(
  services: RequestServices,
  cleanUp: StoredCleanUp,
  uris: readonly string[],
): Promise<string[] | undefined> {
  const found: string[] = [];
  try {
    for (const uri of uris) if (await services.azure.stagingBlobs.exists(uri)) found.push(uri);
    return found;
  } catch (error) {
    // A deleted account has no address, so a request for its files never gets an answer. A moved account is gone from
    // its id only, and still answers.
    const isSilent = error instanceof CodedError && error.code === 'azure.unreachable';
    if (isSilent && (await isAccountGone(services, cleanUp))) return undefined;
    throw error;
  }
}

async function isAccountGone(
  { azure, store, requestKinds }: RequestServices,
  { drill }: StoredCleanUp,
): Promise<boolean> {
  const place = asDrill((await findPlan(store.db, requestKinds, drill))?.body)?.place;
  const account = place && (await tryRead(() => azure.places.storageAccount(place.stagingId)));
  return account?.kind === 'read' && !account.value;
}

/**
 * Data that only the drill's own jobs hold: which disks are theirs, and their files, even if the clean-up was planned
 * while they were unreadable.
 * @returns undefined: the vault or job is gone, and the drill's record can't replace it
 * @throws azure.*
 */
async function readByJobs(
  services: RequestServices,
  cleanUp: StoredCleanUp,
  made: StoredDrill | undefined,
): Promise<{ jobIds: string[]; files: string[] } | undefined> {
  const { drill, target, plan } = cleanUp;
  try {
    // Disks get the drill's own tag once they are recorded; until then, only the job's tag tells whose they are.
    const { jobIds } = await jobsOfRestore(services, drill, target);
    const files = made ? await listDrillFiles(services, drill, made) : plan.effects.files;
    return { jobIds, files: (await findThere(services, cleanUp, files)) ?? [] };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === 'azure.not-found') return undefined;
    if (error.code !== 'vault-not-found') throw error;
    const recorded = made && recordedFiles(services, made, await listSteps(services.store.db, drill));
    if (!recorded) return undefined;
    const jobIds = [recorded.jobId];
    if (recorded.isWhole) return { jobIds, files: (await findThere(services, cleanUp, recorded.files)) ?? [] };
    const there = await tryRead(() => findThere(services, cleanUp, recorded.files));
    // The copy of the keys went with the account.
    return there.kind === 'read' && there.value === undefined ? { jobIds, files: [] } : undefined;
  }
}

/**
 * Reads everything once more. Tags and the group show here what else may be left; it is reported and never deleted,
 * because anybody may have set them.
 */
export const confirmGoneStep = defineRecordingStep(cleanUpRequest, storedConfirmed, async (services, at) => {
  const { azure } = services;
  const { plan } = at;
  const { made } = plan.plan.effects;
  const live: Made[] = [];
  const foreign: string[] = [];
  for (const one of made) {
    const standing = compareWithRecord(one, await readers[one.what](services, one.id));
    if (standing === 'same') live.push(one);
    if (standing === 'other') foreign.push(nameOf(one.id));
  }
  const drill = asDrill((await findPlan(services.store.db, services.requestKinds, plan.drill))?.body);
  const moved = [...(await listMoved(services, plan)), ...(await listProtected(services, plan))];
  const [group, byJobs, unproven] = await Promise.all([
    listGroup(services, plan.groupId),
    readByJobs(services, plan, drill),
    listUnproven(services, plan, drill),
  ]);
  const isUnknown = byJobs === undefined;
  const { jobIds, files } = byJobs ?? {
    jobIds: [],
    files: (await findThere(services, plan, plan.plan.effects.files)) ?? [],
  };
  const isTagged = (one: ListedResource) =>
    one.tags[requestTag] === plan.drill || jobIds.some((jobId) => hasJobTag(one, jobId));
  const tagged = group.filter((one) => isTagged(one) && !made.some(({ id }) => sameArmId(id, one.id)));
  const named = new Set([...unproven, ...tagged.map(({ name }) => name)]);
  const told = [...moved, ...named, ...files.map((uri) => nameOf(new URL(uri).pathname))];
  const names = [...live.map(({ id }) => nameOf(id)), ...told];
  const isTakenAtWord =
    isUnknown && (await everyAuditRow(services.store.db, { requestId: plan.drill, event: 'drill.cleaned' })).length > 0;
  if (names.length === 0 && isUnknown && !isTakenAtWord) {
    const params = { id: plan.drill, vault: plan.target.vaultName };
    return { kind: 'stop', failure: { code: 'drill-left-unknown', params } };
  }
  if (names.length === 0) {
    const kept = await readSoftDeleted(services, plan);
    const proves = {
      live: 0,
      deleted: made.map(({ id }) => id),
      ...(kept.softDeletedUntil && { softDeletedUntil: kept.softDeletedUntil.toISOString() }),
      ...(kept.softDeletedUnread && { softDeleted: 'unread' }),
      // A person stated it under their name; nothing readable confirmed it.
      ...(isTakenAtWord && { keyCopy: 'by word' }),
    };
    return { kind: 'no', state: 'done', result: { live: 0, foreign, ...kept }, proves };
  }
  const locks = live[0] ? await tryRead(() => azure.locks.on(live[0]?.id ?? '')) : undefined;
  const held = locks?.kind === 'read' && locks.value.length > 0 ? locks.value.join(', ') : '-';
  const shown = names.slice(0, 6).join(', ').slice(0, 300);
  const params: Failure['params'] = {
    id: plan.drill,
    count: names.length,
    names: shown,
    held,
    group: nameOf(plan.groupId),
    vms: live.filter(({ what }) => what === 'vm').length,
    unproven: unproven.join(', ').slice(0, 200),
  };
  if (unproven.length > 0) return { kind: 'stop', failure: { code: 'drill-left-unproven', params } };
  if (live.some((one) => !isInDrillGroup(services, one))) {
    return { kind: 'stop', failure: { code: 'drill-left-outside', params } };
  }
  const attached = await listAttached(services, plan, live);
  if (attached.length > 0) {
    const foreign = attached.map(nameOf).join(', ').slice(0, 200);
    return { kind: 'stop', failure: { code: 'drill-left-attached', params: { ...params, foreign } } };
  }
  const elsewhere = files.find((uri) => !isInDrillAccount(services, uri));
  if (elsewhere) {
    const group = new URL(elsewhere).hostname.split('.')[0] ?? '';
    return { kind: 'stop', failure: { code: 'drill-left-outside', params: { ...params, group } } };
  }
  return { kind: 'stop', failure: { code: held === '-' ? 'drill-left' : 'drill-left-locked', params } };
});

/**
 * Resources that would be deleted along with the rest of the copy but aren't the drill's.
 * @throws azure.*
 */
async function listAttached({ azure }: RequestServices, plan: StoredCleanUp, live: readonly Made[]): Promise<string[]> {
  const vms = await Promise.all(live.filter(({ what }) => what === 'vm').map(({ id }) => azure.vms.get(id)));
  return vms.flatMap((vm) => (vm ? foreignWith(vm, plan) : []));
}

/**
 * Until when Azure keeps deleted data: files in an account with soft delete, and deleted backups that a policy had made
 * of the copy. Machines, disks and interfaces are gone at once, and a drill deletes no keys.
 */
async function readSoftDeleted(services: RequestServices, plan: StoredCleanUp): Promise<SoftDeleted> {
  const { azure, clock } = services;
  const now = clock.now();
  const inspections = await Promise.all(
    plan.plan.effects.files.map((uri) => tryRead(() => azure.stagingBlobs.softDeletedUntil(uri, now))),
  );
  const files = inspections.flatMap((inspection) => readValue(inspection) ?? []);
  const { found, isUnread } = await listBackups(services, plan);
  const backups = found.filter(({ item }) => item.softDeleted);
  const ends = backups.flatMap(({ item }) => item.deletedForGoodAt ?? []);
  const last = [...files, ...ends].toSorted((a, b) => b.getTime() - a.getTime())[0];
  const unread = isUnread || ends.length < backups.length || inspections.some(({ kind }) => kind === 'unread');
  return { ...(last && { softDeletedUntil: last }), ...(unread && { softDeletedUnread: true }) };
}

/**
 * Machines or interfaces with a name of the copy that can't be proven to be it, for example after somebody removed the
 * tags: they aren't on record, so they stay and may run.
 */
async function listUnproven(
  { azure }: RequestServices,
  { plan }: StoredCleanUp,
  drill: StoredDrill | undefined,
): Promise<string[]> {
  if (!drill) return [];
  const [vmId, nicId] = [madeVm(drill.restore), madeInterface(drill.restore)];
  const found = await Promise.all([azure.vms.get(vmId), azure.interfaces.get(nicId)]);
  const isOnRecord = (id: string) => plan.effects.made.some((made) => sameArmId(made.id, id));
  return found.flatMap((one) => (one && !isOnRecord(one.id) ? [nameOf(one.id)] : []));
}

/** Recorded resources that were moved: their id differs from the recorded one, so they are not ours to delete. */
async function listMoved({ azure }: RequestServices, { plan, groupId }: StoredCleanUp): Promise<string[]> {
  const subscriptionId = groupId.split('/')[2] ?? '';
  const [vms, disks] = await Promise.all([azure.vms.list(subscriptionId), azure.disks.list(subscriptionId)]);
  return [...vms, ...disks].flatMap((found) =>
    plan.effects.made.some((made) => compareWithRecord(made, found) === 'same' && !sameArmId(made.id, found.id))
      ? [found.id]
      : [],
  );
}

/**
 * A policy that protects every machine has protected the copy as well; the vault keeps its backups, and they cost
 * money.
 */
async function listProtected(services: RequestServices, plan: StoredCleanUp): Promise<string[]> {
  const { found } = await listBackups(services, plan);
  return found.flatMap(({ item, vault }) => (item.softDeleted ? [] : [`${vault.name}/${item.vmName}`]));
}

/**
 * @throws azure.* that may pass. isUnread: a vault that refuses to list may hold one, but doesn't stop the clean-up
 * from ending
 */
async function listBackups(
  { azure }: RequestServices,
  { plan, groupId }: StoredCleanUp,
): Promise<{ found: Target[]; isUnread: boolean }> {
  const vms = plan.effects.made.filter(({ what }) => what === 'vm');
  if (vms.length === 0) return { found: [], isUnread: false };
  const vaults = await azure.vaults.listOf(subscriptionOf(groupId));
  const looked = await Promise.all(
    vaults.map(async (vault) => ({ vault, read: await tryRead(() => azure.items.list(vault)) })),
  );
  const { why } = gatherUnread([], unreadVaults(looked));
  if (why && isPassing(why)) throw new CodedError(why.code, why.params);
  const found = looked.flatMap(({ vault, read }) =>
    (readValue(read) ?? []).flatMap((item) =>
      vms.some(({ id }) => sameArmId(id, item.vmId)) ? [{ vault, item }] : [],
    ),
  );
  return { found, isUnread: why !== undefined };
}
