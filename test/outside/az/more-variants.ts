import { people } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { deleteKeys } from '../../../sandbox/world/vm-changes.ts';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import { restoreLines } from '../../../src/by-hand/rules/restore-lines.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { findLeftovers } from '../../../src/restore/rules/leftovers.ts';
import type { RestoreInput } from '../../../src/restore/rules/restore-kinds.ts';
import type { Az, Who } from './az-shell.ts';
import { findMachine, type Result, typed } from './by-hand.ts';
import { type Facts, factsOf, linesOf, made } from './variants.ts';

/** Lines whose facts a request knows only later, of models that no machine here has, and what is left of keys. */
export async function moreByHand(azure: Az, who: Who): Promise<Result[]> {
  const results: Result[] = [];
  const step = async (name: string, run: () => Promise<Result>) => {
    const failed = (error: Error): Result => ({ name, lines: 0, failure: error.message });
    results.push(await run().catch(failed));
    azure.move(60);
  };
  const known = async (vm: string, wanted: RestoreInput): Promise<Facts> => {
    const facts = await factsOf(azure, vm, wanted);
    const from = azure.world.clock.now();
    const begun = await typed(azure, who, vm, [typedLines(restoreLines(facts), 'az').join('\n')]);
    if (begun.failure) throw new Error(begun.failure);
    const { jobs } = azure.services.azure;
    const { vault } = await findMachine(azure, vm);
    const listed = (await jobs.list(vault, {})).find(
      ({ operation, startedAt, vmName }) => operation === 'Restore' && vmName === vm && startedAt >= from,
    );
    const properties = listed && (await jobs.get(vault, listed.id))?.properties;
    if (!listed || !properties) throw new Error('its job is not listed');
    return factsOf(azure, vm, wanted, { 'restore-disks': { jobId: listed.id, properties } });
  };

  await step('the disks are known', async () => {
    const facts = await known('app-01', { make: 'isolated', name: 'app-known' });
    if (!facts.disks) throw new Error('its disks are not known');
    return made(azure, who, 'the disks are known', facts);
  });
  await step('the files are known', async () => {
    const facts = await known('legacy-01', { make: 'disks' });
    if (!facts.files) throw new Error('its files are not known');
    return made(azure, who, 'the files are known', facts);
  });
  await step('a zone, a set and a model of its own', async () => {
    const set = `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/diskEncryptionSets/des-app`;
    const facts = await factsOf(azure, 'app-01', { make: 'isolated', name: 'app-model' });
    const plan = { name: 'ten', publisher: 'contoso', product: 'shop' };
    const model = { plan, licenseType: 'SLES_BYOS', diskController: 'NVMe', acceleratedNetworking: true };
    const machine = { ...facts.machine, ...model, zone: '2', security: ['encryption-at-host' as const] };
    const body = { ...facts.plan.body, zones: ['2'], diskEncryptionSetId: set };
    return made(azure, who, 'a zone, a set and a model of its own', {
      ...facts,
      machine,
      plan: { ...facts.plan, body },
    });
  });
  await step('a secret alone is gone', async () => {
    const { item } = await findMachine(azure, 'web-01');
    deleteKeys(azure.world, item.vmId, azure.world.clock.now(), true);
    return made(
      azure,
      who,
      'a secret alone is gone',
      await factsOf(azure, 'web-01', { make: 'isolated', name: 'web-key' }),
    );
  });
  await step('a deployment is under way', async () => {
    const facts = await factsOf(azure, 'app-01', { make: 'isolated', name: 'app-deployed' });
    const group = '--resource-group rg-restore --name strongroom-hand';
    const template = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [],
    });
    const begun = await typed(azure, who, 'deployment', [
      `printf %s '${template}' > empty.json`,
      `az deployment group create ${group} --template-file empty.json --no-wait`,
    ]);
    if (begun.failure) return begun;
    const done = byHand(facts).map(({ kind }) => kind);
    const underWay = { kind: 'deploy-vm', attemptId: 'a', deployment: 'strongroom-hand' };
    const waits = { ...facts, underWay, done: done.filter((kind) => kind !== 'deploy-vm') };
    return typed(azure, who, 'a deployment is under way', linesOf(waits));
  });
  await step('what is left of keys and disks', async () => {
    const { machine } = await known('app-01', { make: 'disks' });
    const span = { from: new Date(0), to: azure.world.clock.now() };
    const kept = azure.world.keyVault('kv-prod');
    const key = [...kept.keys.keys()].find((name) => name.startsWith('kek-')) ?? '';
    const version = kept.keys.get(key)?.versions.at(-1)?.version ?? '';
    const secret = [...kept.secrets.keys()][0] ?? '';
    const listed = await azure.services.azure.resources.inGroup(machine.groupId);
    const ids = listed
      .filter(({ type, name }) => /\/disks$/i.test(type) && name.startsWith('app-01'))
      .map(({ id }) => id);
    const source = {
      request: { id: 'R-7K2M', requester: '', vm: 'app-01', endedAt: span.to },
      restores: [],
      made: { ids, span },
      blobs: [],
      restoredKeys: [
        { url: `https://kv-prod.vault.azure.net/keys/${key}/${version}`, only: 'version' as const },
        { url: `https://kv-prod.vault.azure.net/secrets/${secret}`, only: 'whole' as const },
      ],
    };
    const lines = findLeftovers([source], listed).flatMap(({ line }) => (typeof line === 'string' ? line : []));
    // The owner of a subscription reaches no key of a vault with access policies before giving themselves one.
    const rights = `--key-permissions get update --secret-permissions get delete --output none`;
    const own = `az keyvault set-policy --name kv-prod --object-id ${people.platform.objectId} ${rights}`;
    return typed(azure, 'platform', 'what is left of keys and disks', [own, ...lines]);
  });
  return results;
}
