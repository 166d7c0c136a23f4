import { type createCall, Refused } from './call.ts';
import type { Journal } from './journal.ts';
import { machines, placeOf, tag } from './place.ts';

/** Something that is still there, and why. */
export type Left = { what: string; why: string };

/**
 * Deletes all that a run made, from its journal alone, and looks whether anything is left: by the tag, and by each id
 * that was noted. Repeating it is safe.
 */
export async function clean(journal: Journal, { call, done }: ReturnType<typeof createCall>): Promise<Left[]> {
  const place = placeOf(journal.start);
  const { subscriptionId, location, run } = place;
  const left: Left[] = [];
  const items = await call('GET', `${place.vault}/backupProtectedItems`, '2023-06-01');
  for (const { id, properties } of (items.body.value ?? []) as {
    id: string;
    properties: { isScheduledForDeferredDelete?: boolean };
  }[]) {
    if (!properties.isScheduledForDeferredDelete) await done('DELETE', id, '2023-06-01');
  }
  const kept = (what: string, why: string) => (error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    left.push({ what, why: `${why} (${error.codes.join(', ') || error.status})` });
  };
  await done('DELETE', place.vault, '2023-06-01').catch(
    kept('the vault', 'Azure keeps deleted points for 14 days, free of charge: run "clean" again after that'),
  );
  const keyVaults = [place.keyVault, place.setKeyVault];
  for (const id of keyVaults) await call('DELETE', id, version);
  for (const group of place.groups) {
    await done('DELETE', group, version).catch(kept('a resource group', 'it holds what Azure does not delete yet'));
  }
  const deleted = (id: string) =>
    `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${id.split('/').at(-1)}`;
  const known = await call('GET', deleted(place.keyVault), version);
  if (known.status === 200) await done('POST', `${deleted(place.keyVault)}/purge`, version);

  const tagged = encodeURIComponent(`tagName eq '${tag}' and tagValue eq '${run}'`);
  const found = await call('GET', `/subscriptions/${subscriptionId}/resources?$filter=${tagged}`, version);
  for (const { type } of (found.body.value ?? []) as { type: string }[])
    left.push({ what: type, why: 'it has the tag of the run' });
  for (const path of journal.paths().filter((one) => one.startsWith('/subscriptions/'))) {
    const group = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/i.exec(path)?.[0];
    if (!group || left.some(({ what }) => what === group)) continue;
    const { status } = await call('GET', group, version);
    if (status !== 404) left.push({ what: group, why: 'its group is still there' });
  }
  // Azure Backup keeps its snapshots in a group of its own, as long as the points that it keeps.
  const own = await call(
    'GET',
    `/subscriptions/${subscriptionId}/resourceGroups/AzureBackupRG_${location}_1/resources`,
    version,
  );
  const snapshots = ((own.body.value ?? []) as { name: string }[]).filter(({ name }) =>
    Object.values(machines).some((machine) => name.toLowerCase().includes(machine)),
  );
  if (snapshots.length > 0) left.push({ what: "Azure Backup's snapshots", why: free });
  // What Azure keeps by itself for a while costs nothing, and nobody can take it away.
  const set = await call('GET', deleted(place.setKeyVault), version);
  if (set.status === 200) left.push({ what: 'a deleted key vault, under purge protection', why: free });
  if (left.every(({ why }) => why === free)) journal.forget();
  return left;
}

const version = '2023-07-01';

/** Reason of what stays deleted for its time. */
export const free = 'Azure keeps it for 7 to 14 days after its deletion, free of charge';
