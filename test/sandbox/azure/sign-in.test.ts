import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bot, people } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { all, setting } from './setting.ts';

const management = 'https://management.azure.com';

test('a client secret gives a token for the audience that was asked for, and for no other', async (t) => {
  const { azure, credential } = await setting(t);
  const { token } = (await credential.getToken('https://api.botframework.com/.default')) ?? { token: '' };
  const claims = await azure.verifyToken(token, 'https://api.botframework.com');
  assert.equal(claims?.appid, bot.appId);
  assert.equal(claims?.oid, bot.objectId);
  assert.equal(await azure.verifyToken(token, management), undefined);
  assert.equal(await azure.verifyToken(`${token.slice(0, -4)}AAAA`, 'https://api.botframework.com'), undefined);
});

test('a wrong client secret is refused as the sign-in service words it', async (t) => {
  const { credential } = await setting(t, { secret: 'wrong' });
  await assert.rejects(credential.getToken(`${management}/.default`), /AADSTS7000215/);
});

test('ARM refuses a call without a token and one with a token for something else', async (t) => {
  const { azure } = await setting(t);
  const address = `http://127.0.0.1:${azure.port}/subscriptions?api-version=2022-12-01`;
  const foreign = await azure.issueToken('https://api.botframework.com', bot.appId, bot.objectId);
  for (const headers of [{}, { authorization: `Bearer ${foreign}` }, { authorization: 'Bearer x.y.z' }]) {
    const answer = await fetch(address, { headers: headers as Record<string, string> });
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /Bearer/);
  }
});

test('a caller without the role is told which action on which scope is missing', async (t) => {
  const { azure, world, compute } = await setting(t);
  world.roles.assignments = world.roles.assignments.filter((one) => one.principalId !== bot.objectId);
  world.roles.assign(bot.objectId, roles.backupContributor, `/subscriptions/${prod.id}`, 'ServicePrincipal');
  await assert.rejects(
    compute.virtualMachines.get('rg-app', 'sql-01'),
    (error: { statusCode?: number; code?: string; message: string }) => {
      assert.equal(error.statusCode, 403);
      assert.equal(error.code, 'AuthorizationFailed');
      assert.match(
        error.message,
        /perform action 'Microsoft\.Compute\/virtualMachines\/read' over scope '\/subscriptions\/[^']+\/virtualMachines\/sql-01'/,
      );
      return true;
    },
  );
  assert.equal(azure.requests().at(-1)?.status, 403);
});

test('assignedTo finds the assignments of a person and of the groups the person is in, at, above and below a scope', async (t) => {
  const { world, authorization } = await setting(t);
  const group = 'cccccccc-0000-4000-8000-000000000001';
  world.roles.groups.push({ objectId: group, name: 'restorers', members: [people.outsider.objectId] });
  world.roles.assign(group, roles.reader, `/subscriptions/${prod.id}`, 'Group');
  const find = (scope: string, filter: string) => all(authorization.roleAssignments.listForScope(scope, { filter }));
  const [only, ...more] = await find(
    `/subscriptions/${prod.id}/resourceGroups/rg-app`,
    `assignedTo('${people.outsider.objectId}')`,
  );
  assert.equal(only?.principalId, group);
  assert.deepEqual(more, []);
  assert.deepEqual(await find(`/subscriptions/${prod.id}`, `principalId eq '${people.outsider.objectId}'`), []);
  const above = await find(`/subscriptions/${prod.id}`, `atScope() and assignedTo('${people.oncall.objectId}')`);
  assert.deepEqual(
    above.map((one) => one.scope),
    [`/subscriptions/${prod.id}`],
  );
});
