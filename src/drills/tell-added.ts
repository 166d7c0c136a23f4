import { forgetful } from '../kernel/stored.ts';
import { postToThread } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { storedResults } from '../restore/rules/results.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import type { RequestRow } from '../store/requests.ts';
import { listSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';

/** What the look after boot found of identities and extensions that no plan gives a copy. */
const told: Readonly<Record<string, string>> = {
  'identity-added': 'drill-identity-added',
  'extensions-added': 'drill-extensions-added',
};

/** Said once, in the thread: a copy that may act as somebody is less apart than its network. */
export async function tellAdded(services: RequestServices, tx: Tx, { id, vm_name: vm }: RequestRow): Promise<void> {
  const verified = (await listSteps(tx.db, id)).find(({ kind, state }) => kind === 'verify' && state === 'done');
  // What is damaged keeps no copy from being cleaned up.
  const found = (verified && forgetful(storedResults.verify).parse(verified.result)?.differences) ?? [];
  const added = found.flatMap(({ code, params }) => (told[code] ? [{ code: told[code], params }] : []));
  if (added.length === 0 || (await claimKey(tx, `drill-added ${id}`))) return;
  for (const { code, params } of added) await postToThread(services, tx, id, { code, params: { ...params, vm } });
}
