import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import { pairedPlace, prod, uncommonVaultIds, vaultIds } from '../../sandbox/world/places.ts';
import { protectedItemIdOf } from '../../src/kernel/arm-id.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { skipWithoutSpecs, specsFolder } from '../sandbox/azure/openapi/specs.ts';
import { localAzure } from './local-setting.ts';
import { azureOn, itemId, startWire } from './wire-fixture.ts';

const document =
  'specification/recoveryservicesbackup/resource-manager/Microsoft.RecoveryServices/stable/2023-01-15/examples/AzureIaasVm';

test('the list of the paired region in the published example is read', { skip: skipWithoutSpecs }, async () => {
  const example = JSON.parse(readFileSync(join(specsFolder, document, 'RecoveryPoints_List.json'), 'utf8'));
  const wire = await startWire(() => ({ status: 200, json: example.responses['200'].body }));
  try {
    const points = await azureOn(wire.port).azure.points.inPair(itemId);
    assert.deepEqual(
      points.map(({ name, at, tiers, encrypted }) => [name, at.toISOString(), tiers.length, encrypted]),
      [
        ['22244821112382', '2017-12-21T22:48:25.435Z', 2, 'no'],
        ['24977149827250', '2017-12-20T22:49:44.331Z', 2, 'no'],
      ],
    );
    const [request] = wire.requests;
    assert.equal(request?.query.get('api-version'), '2023-01-15', 'no other version tells of the paired region');
    assert.match(request?.path ?? '', /\/protectedItems\/[^/]+\/recoveryPoints\/?$/);
  } finally {
    await wire.close();
  }
});

test('numbers for tiers, as recorded, are read, and an answer without a list is no empty one', async () => {
  const properties = {
    objectType: 'IaasVMRecoveryPoint',
    recoveryPointTime: '2026-11-20T01:00:00Z',
    recoveryPointTierDetails: [{ type: 2, status: 1 }],
  };
  const answers: object[] = [{ value: [{ id: `${itemId}/recoveryPoints/1`, name: '1', properties }] }, {}];
  const wire = await startWire(() => ({ status: 200, json: answers.shift() }));
  try {
    const { points } = azureOn(wire.port).azure;
    assert.deepEqual((await points.inPair(itemId))[0]?.tiers, [{ tier: 'vault-standard', status: 'valid' }]);
    await assert.rejects(points.inPair(itemId), CodedError);
  } finally {
    await wire.close();
  }
});

describe('on the local Azure', () => {
  let s: Awaited<ReturnType<typeof localAzure>>;
  before(async () => {
    s = await localAzure({ uncommon: true });
  });
  after(() => s.close());

  const itemOf = (vault: string, group: string, name: string) =>
    protectedItemIdOf(
      vault,
      `/subscriptions/${prod.id}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`,
    );

  it('the copies are those of the vault tier, half a day later', async () => {
    const item = itemOf(uncommonVaultIds.pairs, 'rg-uncommon', 'pair-01');
    const [home, there] = [await s.azure.points.list(item), await s.azure.points.inPair(item)];
    assert.ok(there.length > 0 && there.length < home.length);
    assert.ok(there.every(({ tiers }) => tiers.length === 1 && tiers[0]?.tier === 'vault-standard'));
    s.pass(12 * 60);
    const later = await s.azure.points.inPair(item);
    assert.equal(later[0]?.name, home[0]?.name);
  });

  it('copies that stopped get no newer', async () => {
    const there = await s.azure.points.inPair(itemOf(uncommonVaultIds.pairs, 'rg-uncommon', 'pair-03'));
    const days = (s.world.origin.getTime() - (there[0]?.at.getTime() ?? 0)) / 86_400_000;
    assert.ok(days > 5 && days < 7, String(days));
  });

  it('a vault without cross-region restore refuses', async () => {
    await assert.rejects(s.azure.points.inPair(itemOf(vaultIds.prod, 'rg-app', 'sql-01')), (error: CodedError) =>
      /CrossRegionRestoreNotEnabled/.test(JSON.stringify(error.params)),
    );
  });

  it('a group and a set tell their region, and nothing is no region', async () => {
    assert.equal(await s.azure.places.groupRegion(pairedPlace.resourceGroupId), 'northeurope');
    assert.equal(await s.azure.places.groupRegion(`${pairedPlace.resourceGroupId}-none`), undefined);
    assert.equal((await s.azure.diskEncryptionSets.get(pairedPlace.diskEncryptionSetId))?.location, 'northeurope');
  });
});
