import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ListedResource } from '../../../src/kernel/place-facts.ts';
import { findLeftovers, findLost, type LeftoverSource } from '../../../src/restore/rules/leftovers.ts';

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const group = '/subscriptions/s/resourceGroups/rg-restore/providers';
const request = { id: 'R-7K2M', requester: 'Olivia Novak', vm: 'sql-01', endedAt: new Date('2026-11-24T02:40:00Z') };
const source: LeftoverSource = {
  request,
  restores: [{ jobId: '12bea6a4-0fec-46f3-9df1-0574d511c777', span: { from: at('02:00'), to: at('02:20') } }],
  made: {
    ids: [
      `${group}/Microsoft.Compute/virtualMachines/copy`,
      `${group}/Microsoft.Network/networkInterfaces/copy-nic`,
      `${group}/Microsoft.Insights/x/alert`,
    ],
    span: { from: at('02:20'), to: at('02:40') },
  },
  blobs: [
    { uri: 'https://ststagingprod.blob.core.windows.net/box/azuredeploy.json', kind: 'blob' },
    { uri: 'https://ststagingprod.blob.core.windows.net/box/it%27s.json', kind: 'key-copy' },
  ],
  restoredKeys: [{ url: 'https://kv-prod.vault.azure.net/keys/kek-sql/1', only: 'whole' }],
};
const resource = (
  type: string,
  name: string,
  tags: Record<string, string>,
  createdAt: Date | undefined = at(type.endsWith('disks') ? '02:10' : '02:30'),
): ListedResource => ({
  id: `${group}/${type}/${name}`,
  name,
  type,
  tags,
  ...(createdAt && { createdAt }),
});
const ofJob = { RSVaultBackup: '12bea6a4-0fec-46f3-9df1-0574d511c777' };
const told = (found: ReturnType<typeof findLeftovers>) =>
  found.map(({ kind, name, line }) => `${kind} ${name}: ${typeof line === 'string' ? 'line' : line.why}`);

describe('what restores left behind', () => {
  it('is told with key material first, then what costs', () => {
    const found = findLeftovers(
      [source],
      [
        resource('Microsoft.Network/networkInterfaces', 'copy-nic', { 'strongroom-request': 'R-7K2M' }),
        resource('Microsoft.Compute/disks', 'os', { RSVaultBackup: '12BEA6A4-0FEC-46F3-9DF1-0574D511C777' }),
        resource('Microsoft.Compute/virtualMachines', 'copy', { 'strongroom-request': 'R-7K2M' }),
        resource('Microsoft.Insights/x', 'alert', { 'strongroom-request': 'R-7K2M' }),
      ],
    );
    assert.deepEqual(
      found.map(({ kind, why }) => `${kind} ${why}`),
      ['key-copy exposes', 'restored-key exposes', 'vm costs', 'disk costs', 'nic stays', 'blob costs', 'other stays'],
    );
    assert.deepEqual(
      found.map(({ line }) => line),
      [
        `az storage blob delete --auth-mode login --account-name ststagingprod --container-name box --name 'it'\\''s.json'`,
        'az keyvault key delete --vault-name kv-prod --name kek-sql',
        'az vm delete --subscription s --resource-group rg-restore --name copy --yes',
        'az disk delete --subscription s --resource-group rg-restore --name os --yes',
        'az network nic delete --subscription s --resource-group rg-restore --name copy-nic',
        'az storage blob delete --auth-mode login --account-name ststagingprod --container-name box --name azuredeploy.json',
        `az resource delete --ids ${group}/Microsoft.Insights/x/alert`,
      ],
    );
  });

  it('is nothing of other requests, and nothing that nobody tagged', () => {
    const bare = { request, restores: [], blobs: [], restoredKeys: [] };
    const others = [
      resource('Microsoft.Compute/disks', 'theirs', { 'strongroom-request': 'R-2222' }),
      resource('Microsoft.Compute/disks', 'job of another', { RSVaultBackup: 'other' }),
      resource('Microsoft.Compute/disks', 'bare', {}),
    ];
    assert.deepEqual(findLeftovers([bare], others), []);
  });

  it('is deleted in its own subscription, whichever one the shell that the line is pasted into stands in', () => {
    const named = ['test', 'prod'].map((subscription) => ({
      ...resource('Microsoft.Compute/disks', 'os', ofJob),
      id: `/subscriptions/${subscription}/resourceGroups/rg-restore/providers/Microsoft.Compute/disks/os`,
    }));
    assert.deepEqual(
      findLeftovers([{ ...source, blobs: [], restoredKeys: [] }], named).map(({ line }) => line),
      ['test', 'prod'].map((own) => `az disk delete --subscription ${own} --resource-group rg-restore --name os --yes`),
    );
  });

  it('of a secret that was set anew is its version alone', () => {
    const url = 'https://kv-prod.vault.azure.net/secrets/BEK/2';
    const [found] = findLeftovers([{ ...source, blobs: [], restoredKeys: [{ url, only: 'version' }] }], []);
    assert.equal(found?.line, `az keyvault secret set-attributes --id ${url} --enabled false --output none`);
  });

  it('is no disk that a machine of others runs on, as after its disks were replaced, but those that it had', () => {
    const disk = (name: string, managedBy?: string) => ({
      ...resource('Microsoft.Compute/disks', name, name.startsWith('new') ? ofJob : {}, at('01:00')),
      ...(managedBy && { managedBy: `${group}/Microsoft.Compute/virtualMachines/${managedBy}` }),
    });
    const swapped = {
      groupId: '/subscriptions/S/resourceGroups/RG-restore',
      names: ['old-os', 'old-data'],
      at: at('02:20'),
      ownedSince: new Map([[`${group}/Microsoft.Compute/disks/old-os`.toLowerCase(), at('02:31')]]),
    };
    const [restore] = source.restores;
    assert.ok(restore);
    const found = findLeftovers(
      [
        {
          ...source,
          restores: [{ ...restore, span: { from: at('01:00') } }],
          blobs: [],
          restoredKeys: [],
          replaced: swapped,
        },
      ],
      [disk('new-os', 'sql-01'), disk('new-of-copy', 'copy'), disk('new-loose'), disk('old-os'), disk('old-data', 'x')],
    );
    assert.deepEqual(told(found), ['disk new-of-copy: attached', 'disk new-loose: line', 'old-disk old-os: line']);
    const later = findLeftovers(
      [{ ...source, blobs: [], restoredKeys: [], replaced: { ...swapped, at: at('00:30') } }],
      [disk('old-os')],
    );
    assert.deepEqual(told(later), [], 'one that was made since is another of that name');
  });

  it('is no disk that the machine had at the point and that somebody took off before: who keeps it is told of no line', () => {
    const disk = resource('Microsoft.Compute/disks', 'old-os', {}, at('01:00'));
    const left = (...ownedSince: Date[]) =>
      told(
        findLeftovers(
          [
            {
              ...source,
              blobs: [],
              restoredKeys: [],
              replaced: {
                groupId: '/subscriptions/s/resourceGroups/rg-restore',
                names: ['old-os'],
                at: at('02:20'),
                ownedSince: new Map(ownedSince.map((one) => [disk.id.toLowerCase(), one])),
              },
            },
          ],
          [disk],
        ),
      );
    assert.deepEqual(left(at('02:31')), ['old-disk old-os: line']);
    assert.deepEqual(left(at('01:30')), []);
    assert.deepEqual(left(), ['old-disk old-os: named'], 'Azure does not tell when');
  });
});

describe('a tag, which whoever may tag can set', () => {
  const ofRequest = { 'strongroom-request': 'R-7K2M' };
  const left = (...resources: ListedResource[]) =>
    told(findLeftovers([{ ...source, blobs: [], restoredKeys: [] }], resources));

  it('names nothing for deletion that the request did not write down', () => {
    assert.deepEqual(
      left(
        resource('Microsoft.Compute/virtualMachines', 'payroll', { ...ofRequest, ...ofJob }),
        resource('Microsoft.Network/networkInterfaces', 'payroll-nic', { ...ofRequest, ...ofJob }),
        resource('Microsoft.KeyVault/vaults', 'kv', { ...ofRequest, ...ofJob }),
        resource('Microsoft.Compute/disks', 'loose', ofRequest),
      ),
      ['vm payroll: unproven', 'disk loose: unproven', 'nic payroll-nic: unproven', 'other kv: unproven'],
    );
  });

  it('names no disk for deletion that was there before the restore, or of which nobody knows since when', () => {
    assert.deepEqual(
      left(
        resource('Microsoft.Compute/disks', 'before', ofJob, at('01:50')),
        resource('Microsoft.Compute/disks', 'after', ofJob, at('03:00')),
        { ...resource('Microsoft.Compute/disks', 'undated', ofJob), createdAt: undefined },
        resource('Microsoft.Compute/disks', 'own', ofJob),
      ),
      ['disk before: unproven', 'disk after: unproven', 'disk undated: unproven', 'disk own: line'],
    );
  });

  it('nor does a name that the request wrote down, where what has it now was made at another time', () => {
    assert.deepEqual(left(resource('Microsoft.Compute/virtualMachines', 'copy', ofRequest, at('09:00'))), [
      'vm copy: unproven',
    ]);
    assert.deepEqual(left(resource('Microsoft.Compute/virtualMachines', 'copy', {}, at('09:00'))), []);
    assert.deepEqual(left(resource('Microsoft.Compute/virtualMachines', 'copy', {})), ['vm copy: line']);
  });

  it('and an attached disk is never named for deletion', () => {
    const copy = `${group}/Microsoft.Compute/virtualMachines/copy`;
    assert.deepEqual(left({ ...resource('Microsoft.Compute/disks', 'own', ofJob), managedBy: copy }), [
      'disk own: attached',
    ]);
  });
});

describe('what a request left of which the database knows nothing', () => {
  const vm = (name: string, tag: string) =>
    resource('Microsoft.Compute/virtualMachines', name, { 'strongroom-request': tag });
  const job = { id: 'j', vmName: 'sql-01', operation: 'Restore', startedAt: at('02:00') };
  const ours = '39347AD5-6CB6-5560-8182-F588C2E97224';
  const known = { requests: new Set(['R-7K2M']), attempts: new Set<string>() };

  it('is told by the tag of a request that there is not, and never with a line that deletes it', () => {
    const found = findLost([vm('known', 'R-7K2M'), vm('lost', 'r-9k9k'), vm('other', 'somebody')], [], known);
    assert.deepEqual(told(found), ['vm lost: lost-tag']);
    assert.equal(found[0]?.request.id, 'R-9K9K');
  });

  it('is told by a restore under an id as attempts have, and no other', () => {
    const jobs = [
      { ...job, activityId: ours },
      { ...job, activityId: ours, operation: 'Backup' },
      { ...job, activityId: '39347ad5-6cb6-4560-8182-f588c2e97224' },
      job,
    ];
    assert.deepEqual(told(findLost([], jobs, known)), ['job j: lost-job']);
    const attempts = new Set([ours.toLowerCase()]);
    assert.deepEqual(findLost([], jobs, { ...known, attempts }), []);
  });
});
