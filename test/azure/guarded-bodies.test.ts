import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SendOutcome } from '../../src/azure/calls.ts';
import type { Azure } from '../../src/azure/open.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import { specsFolder } from '../sandbox/azure/openapi/specs.ts';
import { azureOn, item, pointId, startWire, vaultId } from './wire-fixture.ts';

/** Members of a guarded call, compared with Microsoft's documents in the version that it names. */

type Member = { since: string | null; readOnly?: boolean; enum?: string[]; ref?: string };
type Definition = Record<string, Member> & { $meta?: { extends?: string } };

const overlay = join(specsFolder, 'overlays/backup-2026-07-01.json');
const skip = existsSync(overlay) ? false : `${overlay} does not exist; set STRONGROOM_SPECS`;

const guardRequests = ['/g/requests/default'];
const vmId = '/subscriptions/s/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01';
const ofItem = { vault: vaultId, vmId, item, clientRequestId: '5f0c2a8e-6f6b-5c1d-9a55-0d3c5b1e7a01', guardRequests };
const body: RestoreBody = {
  objectType: 'IaasVMRestoreRequest',
  recoveryPointId: pointId.split('/').at(-1) ?? '',
  recoveryType: 'RestoreDisks',
  storageAccountId: '/subscriptions/s/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststaging',
  createNewCloudService: false,
  originalStorageAccountOption: false,
  sourceResourceId: vmId,
  region: 'westeurope',
  restoreDiskLunList: [],
  targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' },
};

const calls: [name: string, definition: string, send: (azure: Azure) => Promise<SendOutcome>][] = [
  [
    'restore, which is raw',
    'IaasVMRestoreRequest',
    (azure) => azure.restores.send({ ...ofItem, pointName: body.recoveryPointId, body }),
  ],
  ['stop', 'AzureIaaSVMProtectedItem', (azure) => azure.protection.stop(ofItem)],
  ['suspend', 'AzureIaaSVMProtectedItem', (azure) => azure.protection.suspend(ofItem)],
  [
    'another policy',
    'AzureIaaSVMProtectedItem',
    (azure) => azure.protection.resume({ ...ofItem, policyId: `${vaultId}/backupPolicies/short` }),
  ],
];

for (const [name, definition, send] of calls) {
  test(`a guarded ${name} says nothing that its version does not know, and names the guard's request`, {
    skip,
  }, async () => {
    const wire = await startWire(() => ({ status: 202, headers: { location: 'https://management.azure.com/x/op' } }));
    const { azure } = azureOn(wire.port);
    const { kind } = await send(azure as Azure);
    await wire.close();
    assert.equal(kind, 'accepted');
    const [request] = wire.requests;
    const version = request?.query.get('api-version') ?? '';
    const { properties } = JSON.parse(request?.body ?? '') as { properties: Record<string, unknown> };
    assert.deepEqual(properties.resourceGuardOperationRequests, guardRequests);
    assert.deepEqual(strangers(definition, properties, version), []);
  });
}

test('a restore with a set for each confidential data disk says nothing that its version does not know', {
  skip,
}, async () => {
  const wire = await startWire(() => ({ status: 202, headers: { location: 'https://management.azure.com/x/op' } }));
  const { azure } = azureOn(wire.port);
  const securedVMDetails = {
    securedVMOsDiskEncryptionSetId: '/sets/os',
    dataDiskEncryptionSettings: { perDiskEncryptionSetIds: [{ lun: 0, diskEncryptionSetId: '/sets/data' }] },
  };
  const { guardRequests: _, ...unguarded } = ofItem;
  for (const one of [unguarded, ofItem]) {
    const call = { ...one, pointName: body.recoveryPointId, body: { ...body, securedVMDetails } };
    assert.equal((await (azure as Azure).restores.send(call)).kind, 'accepted');
  }
  await wire.close();
  for (const [index, request] of wire.requests.entries()) {
    const { properties } = JSON.parse(request.body ?? '') as { properties: Record<string, unknown> };
    assert.deepEqual(properties.securedVMDetails, securedVMDetails, 'the client of the SDK drops the data disks');
    assert.equal('resourceGuardOperationRequests' in properties, index === 1);
    assert.deepEqual(strangers('IaasVMRestoreRequest', properties, request.query.get('api-version') ?? ''), []);
  }
});

test('the comparison finds a member that came later, one that nobody knows and a wrong value', { skip }, () => {
  const said = { resourceGuardOperationRequests: [], restoreDiskLuns: [], recoveryType: 'Disks' };
  assert.deepEqual(strangers('IaasVMRestoreRequest', said, '2023-06-01'), [
    'resourceGuardOperationRequests',
    'restoreDiskLuns',
    'recoveryType',
  ]);
});

function strangers(definition: string, said: object, version: string): string[] {
  const { definitions } = JSON.parse(readFileSync(overlay, 'utf8')) as { definitions: Record<string, Definition> };
  const known = (name: string): Record<string, Member> => {
    const { $meta, ...members } = definitions[name] ?? {};
    return { ...($meta?.extends ? known($meta.extends) : {}), ...(members as Record<string, Member>) };
  };
  const wrong = (members: Record<string, Member>, value: object): string[] =>
    Object.entries(value).flatMap(([name, given]) => {
      const member = members[name];
      const fits = member && !member.readOnly && (member.since ?? '9') <= version;
      if (!fits || (member.enum && !member.enum.includes(given as string))) return [name];
      return member.ref && typeof given === 'object' ? wrong(known(member.ref), given as object) : [];
    });
  return wrong(known(definition), said);
}
