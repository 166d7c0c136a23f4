import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { StoredError } from '../kernel/stored.ts';
import { asRelease } from '../protection/stored.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPlan, type ListedRequest, listRequests, requestsPart } from '../store/requests.ts';
import { ask, type Part, whenUnread } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { listSteps } from '../store/steps.ts';
import { listInQuarantine } from './rules/made.ts';
import { asQuarantine, type StoredQuarantine } from './stored-restore.ts';

type Parts = Pick<RequestServices, 'store' | 'requestKinds'>;
type DbParts = Pick<RequestServices, 'requestKinds'> & { store: Pick<RequestServices['store'], 'db'> };

/** A copy that is in quarantine, with what is on record of it. */
export type HeldCopy = {
  request: ListedRequest;
  plan: StoredQuarantine;
  /** Name of the copy. */
  name: string;
  machine: Made;
  nic: Made;
  disks: Made[];
  since: Date;
};

/** The release that was carried out of a quarantine, or that is under way. */
export async function findRelease(
  { store, requestKinds }: DbParts,
  { id, vm_id: vmId }: Pick<ListedRequest, 'id' | 'vm_id'>,
  states: readonly ListedRequest['state'][],
): Promise<ListedRequest | undefined> {
  for (const row of await listRequests(store.db, { kinds: ['release'], vmId, states })) {
    const plan = asRelease((await findPlan(store.db, requestKinds, row.id))?.body);
    if (plan?.plan.effects.quarantine === id) return row;
  }
  return undefined;
}

/** undefined: it did not end well, was released, or has no machine on record. */
export async function readHeldCopy(services: Parts, request: ListedRequest): Promise<HeldCopy | undefined> {
  const { store, requestKinds } = services;
  if (request.state !== 'succeeded' || !request.ended_at) return undefined;
  const plan = asQuarantine((await findPlan(store.db, requestKinds, request.id))?.body);
  if (!plan || (await findRelease(services, request, ['succeeded']))) return undefined;
  const steps = await listSteps(store.db, request.id);
  const made = listInQuarantine(
    Object.fromEntries(steps.flatMap(({ kind, result }) => (result === null ? [] : [[kind, result]]))),
  );
  const machine = made.find(({ what }) => what === 'vm');
  const nic = made.find(({ what }) => what === 'interface');
  if (!machine || !nic) return undefined;
  const disks = made.filter(({ what }) => what === 'disk');
  return { request, plan, name: nameOf(machine.id), machine, nic, disks, since: request.ended_at };
}

/** Requests whose copy may be in quarantine, the newest first. @param vmId of the original; absent: of whichever */
export function quarantines(db: Db, vmId?: string): Part<ListedRequest[]> {
  return requestsPart(db, { kinds: ['quarantine'], states: ['succeeded'], ...(vmId && { vmId }) });
}

/**
 * The copies of these, or of all, that are in quarantine.
 * @param tell hears of each that cannot be read and is left out
 */
export async function listHeldCopies(
  services: Parts,
  tell: (error: StoredError, row: { requestId: string }) => void,
  of?: readonly ListedRequest[],
): Promise<HeldCopy[]> {
  const { db } = services.store;
  const held: HeldCopy[] = [];
  for (const row of of ?? (await ask(db, quarantines(db)))) {
    const unread = whenUnread((error) => tell(error, { requestId: row.id }));
    const copy = await readHeldCopy(services, row).catch(unread);
    if (copy) held.push(copy);
  }
  return held;
}

/**
 * The reason against changing a machine that is a copy in quarantine; undefined: it is none.
 * @throws NewerStoredError, stored.unreadable: a copy that cannot be read may be this machine
 */
export async function findQuarantine(services: Parts, vmId: string): Promise<Failure | undefined> {
  const held = (await listHeldCopies(services, rethrow)).find(({ machine }) => sameArmId(machine.id, vmId));
  return held && { code: 'quarantine-in-the-way', params: { vm: held.name, id: held.request.id } };
}

function rethrow(error: StoredError): never {
  throw error;
}
