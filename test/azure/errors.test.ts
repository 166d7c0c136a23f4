import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azureAction } from '../../src/azure/action.ts';
import { deniedAction, parseErrorBody, secondsFromMessage } from '../../src/azure/errors.ts';
import { parseRetryAfter } from '../../src/kernel/throttling.ts';

const vault =
  'https://management.azure.com/subscriptions/AAAA/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v';

test('a call is named as Azure names it', () => {
  const named = (method: string, path: string) => azureAction(method, `${vault}${path}?api-version=1`).action;
  const items = '/backupFabrics/Azure/protectionContainers/c%3Brg%3Bvm/protectedItems/i';
  assert.equal(named('GET', '/backupJobs'), 'Microsoft.RecoveryServices/vaults/backupJobs/read');
  assert.equal(named('GET', '/backupJobs/j1'), 'Microsoft.RecoveryServices/vaults/backupJobs/read');
  assert.equal(
    named('POST', `${items}/recoveryPoints/1/restore`),
    'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action',
  );
  assert.equal(
    named('PUT', items),
    'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write',
  );
  assert.equal(named('GET', ''), 'Microsoft.RecoveryServices/vaults/read');
  assert.equal(
    azureAction('GET', 'https://management.azure.com/subscriptions/s/resourceGroups/rg').action,
    'Microsoft.Resources/subscriptions/resourceGroups/read',
  );
  assert.equal(
    azureAction('GET', `${vault}/providers/Microsoft.Authorization/roleAssignments`).action,
    'Microsoft.Authorization/roleAssignments/read',
  );
  assert.deepEqual(
    { ...azureAction('GET', `${vault}/backupJobs/J1`), action: '' },
    {
      subscriptionId: 'aaaa',
      action: '',
      path: '/subscriptions/AAAA/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/backupJobs/J1',
      what: 'backupJobs/J1',
    },
  );
});

test('a refusal names the missing action and its scope', () => {
  const call = azureAction('GET', `${vault}/backupJobs`);
  assert.deepEqual(
    deniedAction(
      "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope '/subscriptions/s/resourceGroups/rg' or the scope is invalid.",
      call,
    ),
    { action: 'Microsoft.Compute/virtualMachines/read', scope: '/subscriptions/s/resourceGroups/rg' },
  );
});

test('a linked refusal names the action that is missing, not the one that is held', () => {
  const call = azureAction('POST', `${vault}/restore`);
  assert.deepEqual(
    deniedAction(
      "The client has permission to perform action 'Microsoft.RecoveryServices/vaults/write' on scope '/subscriptions/s/v'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/subscriptions/s/subnet' (respectively) or the linked scope(s) are invalid.",
      call,
    ),
    { action: 'Microsoft.Network/virtualNetworks/subnets/join/action', scope: '/subscriptions/s/subnet' },
  );
});

test('a refusal without words names the call', () => {
  const call = azureAction('GET', `${vault}/backupJobs`);
  assert.deepEqual(deniedAction('', call), { action: call.action, scope: call.path });
});

test('error bodies are read nested, flat and not at all', () => {
  assert.deepEqual(parseErrorBody('{"error":{"code":"A","message":"b"}}'), { code: 'A', message: 'b' });
  assert.deepEqual(parseErrorBody('{"code":"A","message":"b"}'), { code: 'A', message: 'b' });
  for (const body of ['<html>', '', '{', 'null', '[]', '{"error":null}', undefined, null]) {
    assert.deepEqual(parseErrorBody(body), { code: '', message: '' }, String(body));
  }
});

test('seconds to wait come from the header, as number or date, or from the text', () => {
  const now = Date.parse('2026-11-24T01:00:00Z');
  const said = (header: string | undefined) => parseRetryAfter(header, now);
  assert.equal(said('60'), 60);
  assert.equal(said('Tue, 24 Nov 2026 01:02:00 GMT'), 120);
  const none = [undefined, '', '0', '-5', 'soon', 'NaN', 'Infinity', '1e9', 'Tue, 24 Nov 2026 00:00:00 GMT'];
  for (const header of none) assert.equal(said(header), undefined, header);
  assert.equal(
    secondsFromMessage(
      "Number of requests for action 'Microsoft.RecoveryServices/vaults/backupOperations/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds.",
    ),
    324,
  );
  assert.equal(secondsFromMessage('Please retry later.'), undefined);
});
