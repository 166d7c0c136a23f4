import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { roles } from '../../infra/roles.ts';
import { groupId } from '../../sandbox/world/arm-id.ts';
import { bot } from '../../sandbox/world/people.ts';
import { prod, vaultIds } from '../../sandbox/world/places.ts';
import { azureAction } from '../../src/azure/action.ts';
import { openAzure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { memoryThrottles } from '../azure/wire-fixture.ts';
import { setting } from '../sandbox/azure/setting.ts';
import { samples } from './calls.ts';

/** The local Azure checks roles of Resource Manager alone: no data plane, no Graph. */
const calls = Object.entries(samples).filter(
  ([name]) => !/^(storedKeys|setKeys|managedHsms|directory|self|stagingBlobs|keyRecovery|anchor|erasable)\./.test(name),
);

/** A bot that holds the roles of infra/roles on a local Azure, where main.bicep gives them, less one action. */
async function botWithout(t: TestContext, missing?: string) {
  const { world, credential, httpClient } = await setting(t);
  world.roles.assignments = world.roles.assignments.filter(({ principalId }) => principalId !== bot.objectId);
  for (const role of roles) {
    const scope = role.scope.startsWith('each vault') ? vaultIds.prod : `/subscriptions/${prod.id}`;
    world.roles.assign(bot.objectId, definitionOf(role, missing), scope, 'ServicePrincipal');
  }
  // Of the built-in role beside tier protect, what the local Azure asks for.
  const onMachines = definitionOf({
    name: 'machines',
    permissions: [{ action: 'Microsoft.Compute/virtualMachines/write' }],
  });
  world.roles.assign(bot.objectId, onMachines, groupId(prod.id, 'rg-restore'), 'ServicePrincipal');
  const asked = new Set<string>();
  const azure = openAzure({
    credential,
    cloud: clouds.public as Cloud,
    httpClient: {
      sendRequest(request) {
        asked.add(azureAction(request.method, request.url).action.toLowerCase());
        return httpClient.sendRequest(request);
      },
    },
    subscriptions: [prod.id],
    clock: new Clock(),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    throttles: memoryThrottles(),
  });
  return { azure, asked };
}

function definitionOf(role: { name: string; permissions: { action: string }[] }, missing?: string) {
  const actions = role.permissions.map(({ action }) => action).filter((action) => action.toLowerCase() !== missing);
  return {
    name: role.name,
    roleName: role.name,
    description: '',
    actions,
    notActions: [],
    dataActions: [],
    notDataActions: [],
  };
}

test('with the roles of infra no call is forbidden; without an action, each call that asks for it is', async (t) => {
  const whole = await botWithout(t);
  const asking = new Map<string, string[]>();
  for (const [name, { call }] of calls) {
    whole.asked.clear();
    assert.equal(await isForbidden(call(whole.azure)), false, `${name} is forbidden`);
    // One action at the place of the call: what a list of roles is read for comes after the list.
    for (const action of whole.asked) asking.set(action, [...(asking.get(action) ?? []), name]);
  }
  assert.ok(asking.size > 10);
  const open = 'microsoft.authorization/roledefinitions/read';
  for (const [action, names] of asking) {
    const bare = await botWithout(t, action);
    for (const name of names) {
      const { call } = samples[name] ?? assert.fail();
      // Azure lets everybody who is signed in read what built-in roles allow, though not list roles.
      const readsBuiltIn = action === open && name !== 'roleDefinitions.find';
      // And everybody the subscriptions in which they have a role.
      const isOpen = readsBuiltIn || action === 'microsoft.resources/subscriptions/read';
      assert.equal(await isForbidden(call(bare.azure)), !isOpen, `${name} without ${action}`);
    }
  }
});

async function isForbidden(call: Promise<unknown>): Promise<boolean> {
  try {
    const result = await call;
    if (result === 'unknown') return true;
    const { failure } = (result ?? {}) as { failure?: { code: string } };
    return failure?.code === 'azure.forbidden';
  } catch (error) {
    return error instanceof CodedError && error.code === 'azure.forbidden';
  }
}
