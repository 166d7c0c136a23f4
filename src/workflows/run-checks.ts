import { asFailure, CodedError } from '../domain/errors.ts';
import { type StoredCheck, storedCheck } from '../domain/notify/stored-check.ts';
import { choosable } from '../domain/recovery-points.ts';
import type { Target } from '../services/inventory.ts';
import type { Services } from '../services/services.ts';
import { type CheckRow, checksOf, forgetChecks, putCheck } from '../store/checks.ts';
import { toJson } from '../store/columns.ts';
import { findPerson } from '../store/people.ts';
import { subscriptionsOf } from '../store/subscriptions.ts';
import { inSeconds } from './at-step.ts';

/** A check takes some twenty calls to Azure; a few each quarter of an hour leave the limits to people. */
const everySeconds = 15 * 60;
const mostPerRun = 3;
const runsPerDay = 96;
/** What got worse is told against a check that is so old at least. */
const yesterdayMs = 20 * 3_600_000;

/** Checks the machines of a subscribed vault in turn, spread over the day; the least recently checked first. */
export async function runStoredChecks(services: Services, vaultId: string): Promise<void> {
  const { store, inventory, log } = services;
  const [subscription] = await subscriptionsOf(store.db, { vaultId });
  if (!subscription) return;
  const again = () =>
    store.transaction((tx) => tx.wake('timer', `checks:${vaultId}`, inSeconds(tx.now(), everySeconds)));
  try {
    const all = await inventory.targetsOf(await inventory.vault(vaultId));
    const targets = all.filter(({ item }) => !item.softDeleted);
    const rows = new Map((await checksOf(store.db, [vaultId])).map((row) => [row.container_name, row]));
    const known = new Set(targets.map(({ item }) => item.containerName.toLowerCase()));
    const gone = [...rows.keys()].filter((container) => !known.has(container));
    await store.transaction((tx) => forgetChecks(tx, vaultId, gone));
    const age = ({ item }: Target) => rows.get(item.containerName.toLowerCase())?.checked_at.getTime() ?? 0;
    const next = [...targets].sort((a, b) => age(a) - age(b));
    for (const target of next.slice(0, Math.min(mostPerRun, Math.ceil(targets.length / runsPerDay)))) {
      await checkOne(services, target, rows.get(target.item.containerName.toLowerCase()), subscription.by_oid);
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ vaultId, failure: asFailure(error) }, 'stored checks wait');
  }
  await again();
}

async function checkOne(services: Services, target: Target, row: CheckRow | undefined, oid: string): Promise<void> {
  const { azure, checks, clock, store, log } = services;
  const { vault, item } = target;
  let result: StoredCheck | undefined;
  try {
    const person = await findPerson(store.db, oid);
    if (!person) return;
    const requester = { objectId: oid, tenantId: person.tenant_id, name: person.name, teamsId: person.teams_id };
    const points = choosable(await azure.points.list(item.id), clock.now());
    const { findings, conclusion, encryption } = await checks.run(target, points, points[0]?.name, requester);
    result = storedCheck(findings, conclusion.kind, encryption.kind);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ vm: item.vmName, failure: asFailure(error) }, 'a stored check was not possible');
    // Keeps its turn in the round; what was known stays known.
    if (!row) return;
  }
  await store.transaction(async (tx) => {
    const old = row && result && tx.now().getTime() - (row.before_at ?? row.checked_at).getTime() >= yesterdayMs;
    const isFirstPair = row !== undefined && row.before_at === null && result !== undefined;
    const moves = old || isFirstPair;
    const before = moves ? row.result : (row?.before ?? null);
    await putCheck(tx, {
      vault_id: vault.id,
      container_name: item.containerName.toLowerCase(),
      vm_name: item.vmName,
      result: toJson(result ?? row?.result),
      checked_at: tx.now(),
      before: before && toJson(before),
      before_at: moves ? row.checked_at : (row?.before_at ?? null),
    });
  });
}
