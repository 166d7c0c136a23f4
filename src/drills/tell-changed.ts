import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import { postToThread } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { everyAuditRow } from '../store/audit.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { findMachines } from './find-machines.ts';
import type { StoredDefinition } from './stored-definition.ts';
import { mentionTold } from './tell-people.ts';

/** What is not drilled: what its tag or vault means since, what has the name of an approved machine, and what is left of one. */
const changes = {
  gained: { event: 'drill.gained', code: 'drill-gained' },
  remade: { event: 'drill.remade', code: 'drill-remade' },
  gone: { event: 'drill.gone', code: 'drill-gone' },
} as const;

/** What its tag or vault means since: it is not drilled, as nobody agreed to it. */
export async function tellGained(services: RequestServices, { id }: RequestRow, plan: StoredDefinition): Promise<void> {
  const { inventory, log } = services;
  const { selection, target } = plan;
  if (selection.by === 'name') return;
  try {
    const found = await findMachines(inventory, await inventory.vault(target.vaultId), selection);
    const gained = found.filter(({ item }) => !plan.plan.effects.machines.some((one) => sameArmId(one, item.vmId)));
    await tellOnce(
      services,
      id,
      'gained',
      gained.map(({ item }) => item.vmName),
    );
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ requestId: id, error }, 'what a definition of drills means now cannot be read');
  }
}

/** What has the name of an approved machine and is another: the same holds for it. @param vmIds of those that are due */
export async function tellRemade(
  services: RequestServices,
  { id }: RequestRow,
  vmIds: readonly string[],
): Promise<void> {
  await tellOnce(services, id, 'remade', vmIds.map(nameOf));
}

/**
 * No point tells which machine it is of: whoever may make another under the name, back it up and delete it leaves points, too.
 * Each is told by itself, so that it stays once, whichever others are due.
 */
export async function tellGone(
  services: RequestServices,
  definition: RequestRow,
  { plan }: StoredDefinition,
  vmId: string,
): Promise<void> {
  await tellOnce(services, definition.id, 'gone', [nameOf(vmId)], armIdKey(vmId), (tx) =>
    mentionTold(services, tx, definition, plan.effects.told ?? []),
  );
}

/**
 * Said once for each set of names, as long as the definition lives: claimed keys are forgotten in time, the audit is not.
 * @param about what tells machines of one name apart
 */
async function tellOnce(
  services: RequestServices,
  id: string,
  how: keyof typeof changes,
  machines: readonly string[],
  about?: string,
  alsoTell?: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (machines.length === 0) return;
  const names = machines.join(', ');
  const { event, code } = changes[how];
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `${code} ${id} ${about ?? names}`)) return;
    const told = await everyAuditRow(tx.db, { requestId: id, event });
    const same = ({ about: before, machines: those }: Record<string, unknown>) => before === about && those === names;
    if (told.some(({ details }) => same(asObject(details)))) return;
    tx.audit({ event, requestId: id, details: { machines: names, ...(about !== undefined && { about }) } });
    await postToThread(services, tx, id, { code, params: { id, names: names.slice(0, 300) } });
    await alsoTell?.(tx);
  });
}
