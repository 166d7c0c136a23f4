import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azureOn, startWire, subscription, type WireAnswer, type WireRequest } from './wire-fixture.ts';

const person = 'aaaaaaaa-0000-4000-8000-000000000001';
const scope = `/subscriptions/${subscription}`;

async function withAzure<T>(
  answer: (request: WireRequest) => WireAnswer,
  read: (azure: ReturnType<typeof azureOn>['azure']) => Promise<T>,
) {
  const wire = await startWire(answer);
  const result = await read(azureOn(wire.port).azure);
  await wire.close();
  return { result, requests: wire.requests };
}

test('assignments are asked with groups expanded, for a subscription by its bare id as well', async () => {
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/r1`;
  for (const given of [subscription, scope]) {
    const { result, requests } = await withAzure(
      () => ({
        status: 200,
        json: {
          value: [
            { id: 'a', properties: { roleDefinitionId, scope: '/', principalId: 'group' } },
            {
              id: 'b',
              properties: { roleDefinitionId, scope: `${scope}/resourceGroups/rg`, condition: "@Resource[x] eq 'y'" },
            },
          ],
        },
      }),
      (azure) => azure.access.assignments(person, given),
    );
    assert.equal(requests[0]?.path, `${scope}/providers/Microsoft.Authorization/roleAssignments`);
    assert.equal(requests[0]?.query.get('$filter'), `assignedTo('${person}')`);
    assert.deepEqual(result, [
      { roleDefinitionId, scope: '/' },
      { roleDefinitionId, scope: `${scope}/resourceGroups/rg`, condition: "@Resource[x] eq 'y'" },
    ]);
  }
});

test('a role definition has its permissions in full', async () => {
  const id = '/providers/Microsoft.Authorization/roleDefinitions/00c29273-979b-4161-815c-10b084fb9324';
  const { result } = await withAzure(
    ({ path }) => ({
      status: 200,
      json: {
        id: path,
        properties: { roleName: 'Backup Operator', permissions: [{ actions: ['a/*'], notActions: ['a/b'] }] },
      },
    }),
    (azure) => azure.access.roleDefinition(id),
  );
  assert.deepEqual(result, {
    id,
    name: 'Backup Operator',
    permissions: [{ actions: ['a/*'], notActions: ['a/b'], dataActions: [], notDataActions: [] }],
  });
});

test('denies count for everyone, for the person and through groups, unless surely excluded', async () => {
  const everyone = [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }];
  const deny = (id: string, properties: object) => ({
    id,
    properties: { denyAssignmentName: id, scope, permissions: [{ actions: ['*'] }], ...properties },
  });
  const all = [
    deny('everyone', { principals: everyone }),
    deny('not-me', { principals: everyone, excludePrincipals: [{ id: person.toUpperCase(), type: 'User' }] }),
    deny('perhaps-not-me', { principals: everyone, excludePrincipals: [{ id: 'g', type: 'Group' }] }),
    deny('my-group', { principals: [{ id: 'g2', type: 'Group' }], doNotApplyToChildScopes: true }),
    deny('others', { principals: [{ id: 'g3', type: 'Group' }] }),
  ];
  const { result } = await withAzure(
    ({ query }) => ({ status: 200, json: { value: query.has('$filter') ? [all[3]] : all } }),
    (azure) => azure.access.denyAssignments(scope, person),
  );
  assert.deepEqual(
    result.map(({ name, applies, doNotApplyToChildScopes }) => ({ name, applies, doNotApplyToChildScopes })),
    [
      { name: 'everyone', applies: 'yes', doNotApplyToChildScopes: false },
      { name: 'perhaps-not-me', applies: 'unknown', doNotApplyToChildScopes: false },
      { name: 'my-group', applies: 'yes', doNotApplyToChildScopes: true },
    ],
  );
});

test('where there are no denies it is one call', async () => {
  const { result, requests } = await withAzure(
    () => ({ status: 200, json: { value: [] } }),
    (azure) => azure.access.denyAssignments(scope, person),
  );
  assert.deepEqual(result, []);
  assert.equal(requests.length, 1);
});
