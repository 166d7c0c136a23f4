import { type createCall, Refused } from './call.ts';
import type { Journal } from './journal.ts';
import { machines, placeOf, tag } from './place.ts';

/** Something that is still there, and why. */
export type Left = { what: string; why: string };

type Item = {
  id: string;
  properties: { sourceResourceId?: string; isScheduledForDeferredDelete?: boolean };
};

/**
 * Deletes all that a run made, from its journal alone, and looks whether anything is left: by the tag, and by each id
 * that was noted. A group without the tag of the run is not touched, nor are backups of a machine outside its groups.
 * Repeating it is safe.
 */
export async function clean(journal: Journal, { call, done }: ReturnType<typeof createCall>): Promise<Left[]> {
  const place = placeOf(journal.start);
  const { subscriptionId, location, run } = place;
  const left: Left[] = [];
  const keep = (what: string, why: string) => left.push({ what, why });
  const kept = (what: string, why: string) => (error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    keep(what, `${why} (${error.codes.join(', ') || error.status})`);
  };

  const own: string[] = [];
  for (const group of place.groups) {
    const { status, body } = await call('GET', group, version);
    if (status === 404) continue;
    if ((body.tags as Record<string, string> | undefined)?.[tag] === run) own.push(group);
    else keep(group, 'it has not the tag of the run: look whose it is');
  }
  if (own.includes(place.group)) {
    const items = await call('GET', `${place.vault}/backupProtectedItems`, '2023-06-01');
    for (const { id, properties } of (items.body.value ?? []) as Item[]) {
      const machine = properties.sourceResourceId?.toLowerCase() ?? '';
      if (!place.groups.some((group) => machine.startsWith(`${group.toLowerCase()}/`)))
        keep('backups in the vault', 'their machine is not of the run: look whose they are');
      else if (!properties.isScheduledForDeferredDelete)
        await done('DELETE', id, '2023-06-01').catch(kept('backups in the vault', 'Azure does not delete them yet'));
    }
    await done('DELETE', place.vault, '2023-06-01').catch(
      kept('the vault', 'Azure keeps deleted points for 14 days, free of charge: run "clean" again after that'),
    );
    for (const id of [place.keyVault, place.setKeyVault]) {
      await call('DELETE', id, version).catch(kept('a key vault', 'Azure does not delete it yet'));
    }
  }
  for (const group of own) {
    await done('DELETE', group, version).catch(kept('a resource group', 'it holds what Azure does not delete yet'));
  }
  const deleted = async (id: string) => {
    const name = id.split('/').at(-1);
    const path = `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;
    const { body } = await call('GET', path, version);
    const { vaultId } = (body.properties ?? {}) as { vaultId?: string };
    return vaultId?.toLowerCase() === id.toLowerCase() ? path : undefined;
  };
  const known = await deleted(place.keyVault);
  if (known !== undefined)
    await done('POST', `${known}/purge`, version).catch(kept('a deleted key vault', 'Azure does not purge it yet'));

  const tagged = encodeURIComponent(`tagName eq '${tag}' and tagValue eq '${run}'`);
  const found = await call('GET', `/subscriptions/${subscriptionId}/resources?$filter=${tagged}`, version);
  for (const { type } of (found.body.value ?? []) as { type: string }[]) keep(type, 'it has the tag of the run');
  const noted = journal.paths().flatMap((path) => /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/i.exec(path) ?? []);
  for (const group of new Set(noted)) {
    if (left.some(({ what }) => what === group)) continue;
    const { status } = await call('GET', group, version);
    if (status !== 404) keep(group, 'its group is still there');
  }
  // Azure Backup keeps its snapshots in a group of its own, as long as the points that it keeps.
  const snapshots = await call(
    'GET',
    `/subscriptions/${subscriptionId}/resourceGroups/AzureBackupRG_${location}_1/resources`,
    version,
  );
  const ofRun = ((snapshots.body.value ?? []) as { name: string }[]).filter(({ name }) =>
    Object.values(machines).some((machine) => name.toLowerCase().includes(machine)),
  );
  if (ofRun.length > 0) keep("Azure Backup's snapshots", free);
  // What Azure keeps by itself for a while costs nothing, and nobody can take it away.
  if (await deleted(place.setKeyVault)) keep('a deleted key vault, under purge protection', free);
  if (left.every(({ why }) => why === free)) journal.forget();
  return left;
}

const version = '2023-07-01';

/** Reason of what stays deleted for its time. */
export const free = 'Azure keeps it for 7 to 14 days after its deletion, free of charge';
