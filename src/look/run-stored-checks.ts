import { endMovedSubscriptions } from '../jobs/end-subscription.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { isFailing } from '../machines/rules/item-state.ts';
import { checkPace, isCheckDue, storedCheck } from '../machines/rules/stored-check.ts';
import { choosable } from '../restore/rules/points.ts';
import type { RestoreServices } from '../restore/services.ts';
import { type CheckRow, forgetChecks, forgetVaultChecks, listChecks, putCheck } from '../store/checks.ts';
import { listSubscriptions } from '../store/conversations.ts';
import { watchedVaults } from '../store/jobs.ts';
import { findPerson } from '../store/people.ts';
import type { StoredCheck } from '../store/rules/finding.ts';

/**
 * Checks each machine of a subscribed vault once a day, as far as its subscription's limits allow, spread over the day.
 * Those that were never checked go first, then those whose backup fails, then the longest unchecked.
 */
export async function runStoredChecks(services: RestoreServices, vaultId: string): Promise<void> {
  const { store, inventory, clock, log } = services;
  const [subscription] = await listSubscriptions(store.db, { vaultId });
  if (!subscription) return store.transaction((tx) => forgetVaultChecks(tx, vaultId));
  const { subscribed } = await watchedVaults(store.db, subscriptionOf(vaultId));
  let pace = checkPace(0, subscribed);
  try {
    const vault = await inventory.knownVault(vaultId);
    const all = await inventory.targetsOf(vault);
    const targets = all.filter(({ item }) => !item.softDeleted);
    // Rows are found by the vault's id as the list spells it now, as their readers do.
    const rows = new Map((await listChecks(store.db, log, [vault.id])).map((row) => [row.container_name, row]));
    const known = new Set(targets.map(({ item }) => item.containerName.toLowerCase()));
    const gone = [...rows.keys()].filter((container) => !known.has(container));
    await store.transaction((tx) => forgetChecks(tx, vault.id, gone));
    const findRow = ({ item }: Target) => rows.get(item.containerName.toLowerCase());
    // A vault may have more machines than a day has checks.
    const need = (target: Target) => (!findRow(target) ? 2 : isFailing(target.item) ? 1 : 0);
    const due = targets
      .filter((target) => isCheckDue(findRow(target), clock.now()))
      .sort(
        (a, b) => need(b) - need(a) || (findRow(a)?.tried_at.getTime() ?? 0) - (findRow(b)?.tried_at.getTime() ?? 0),
      );
    pace = checkPace(targets.length, subscribed);
    for (const target of due.slice(0, pace.perRun)) {
      await checkOne(services, target, findRow(target), subscription.by_oid);
    }
    // Subscriptions are stored with the vault's id as in this timer; the list may spell it otherwise by now.
    await endMovedSubscriptions(
      services,
      { ...vault, id: vaultId },
      all.map(({ item }) => item),
    );
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ vaultId, failure: asFailure(error) }, 'stored checks wait');
  }
  await store.transaction((tx) => tx.wake('timer', `checks:${vaultId}`, inSeconds(tx.now(), pace.everyMs / 1000)));
}

async function checkOne(
  services: RestoreServices,
  target: Target,
  row: CheckRow | undefined,
  oid: string,
): Promise<void> {
  const { azure, checks, inventory, store, log } = services;
  const { vault, item } = target;
  let result: StoredCheck | undefined;
  try {
    const person = await findPerson(store.db, oid);
    if (!person) return;
    const requester = { objectId: oid, tenantId: person.tenant_id, name: person.name, teamsId: person.teams_id };
    const points = choosable(await azure.points.list(item.id));
    const now = await inventory.readNow(target);
    const { findings, conclusion, encryption } = await checks.run(now, points, points[0]?.name, requester);
    result = storedCheck(findings, conclusion.kind, encryption.kind);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ vm: item.vmName, failure: asFailure(error) }, 'a stored check was not possible');
  }
  const container = item.containerName.toLowerCase();
  await store.transaction(async (tx) => {
    const now = tx.now();
    const standing = (await listChecks(tx.db, log, [vault.id])).find(
      ({ container_name }) => container_name === container,
    );
    // Another process has checked the machine since, with a newer result.
    if (standing?.tried_at.getTime() !== row?.tried_at.getTime()) return;
    await putCheck(tx, {
      vault_id: vault.id,
      container_name: container,
      vm_name: item.vmName,
      tried_at: now,
      // The previous result stays, with its age, if this check failed.
      result: result ?? row?.result ?? null,
      checked_at: result ? now : (row?.checked_at ?? null),
      before: (result ? row?.result : row?.before) ?? null,
      before_at: (result ? row?.checked_at : row?.before_at) ?? null,
    });
  });
}
