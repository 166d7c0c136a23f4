import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { roles } from '../../infra/roles.ts';
import { backupManagementService, bot, people, tenantId } from '../../sandbox/world/people.ts';
import {
  auditAnchor,
  drillPlace,
  prod,
  quarantinePlace,
  restoreTargets,
  test as testPlace,
  vaultIds,
} from '../../sandbox/world/places.ts';
import { roles as known } from '../../sandbox/world/role-definitions.ts';
import { addCertificate } from '../../sandbox/world/seed-key-vaults.ts';
import { peerShutNetwork } from '../../sandbox/world/shut-networks.ts';
import { createAccess } from '../../src/access/access.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { createOwnIdentity } from '../../src/azure/clients.ts';
import { openAzure } from '../../src/azure/open.ts';
import { doctorLine } from '../../src/doctor/cards/doctor.ts';
import { examine } from '../../src/doctor/doctor.ts';
import type { Diagnosis, DiagnosisCode } from '../../src/doctor/rules/diagnosis.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { type Config, loadConfig } from '../../src/kernel/config/config.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { languages } from '../../src/kernel/languages.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { putSetting } from '../../src/store/settings.ts';
import { memoryThrottles } from '../azure/wire-fixture.ts';
import { setting } from '../sandbox/azure/setting.ts';
import { sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const policyFile = join(mkdtempSync(join(tmpdir(), 'strongroom-doctor-')), 'approval-policy.yaml');
const misspelt = join(dirname(policyFile), 'misspelt.yaml');
before(() => {
  writeFileSync(policyFile, 'rules: [{ name: all, who: [holders] }, { name: r, when: { operations: [drill] } }]\n');
  writeFileSync(misspelt, 'rules: [{ name: r, when: { operations: [drils] } }]\n');
});
after(() => rmSync(dirname(policyFile), { recursive: true }));

const elsewhere = '99999999-0000-4000-8000-000000000007';
const profile = restoreTargets.find(({ vault }) => vault === 'rsv-prod') ?? assert.fail();

/** A tenant set up as docs/deploy.md says, with the roles of infra/roles, on the local Azure. */
async function installed(
  t: TestContext,
  options: { without?: string; config?: Partial<Config>; refuse?: RegExp } = {},
) {
  const { world, credential, httpClient } = await setting(t);
  world.roles.assignments = world.roles.assignments.filter(({ principalId }) => principalId !== bot.objectId);
  // A tenant has one role of a name: those of tiers that the world begins with make way.
  const others = world.roles.definitions.filter(({ roleName }) => !roleName.startsWith('Strongroom '));
  world.roles.definitions.splice(0, world.roles.definitions.length, ...others);
  const give = (name: string, scope: string, actions: string[], dataActions: string[] = []) => {
    const left = (all: string[]) => all.filter((action) => action.toLowerCase() !== options.without?.toLowerCase());
    const definition = {
      name: name.toLowerCase().replaceAll(' ', '-'),
      roleName: name,
      description: '',
      notActions: [],
      notDataActions: [],
    };
    const role = { ...definition, actions: left(actions), dataActions: left(dataActions) };
    world.roles.define(role);
    world.roles.assign(bot.objectId, role, scope, 'ServicePrincipal');
  };
  for (const role of roles) {
    const scope = role.scope.startsWith('each vault')
      ? vaultIds.prod
      : role.scope.startsWith('each key vault')
        ? world.keyVault('kv-rbac').id
        : `/subscriptions/${prod.id}`;
    give(
      role.name,
      scope,
      role.permissions.map(({ action }) => action),
      role.dataPermissions.map(({ action }) => action),
    );
  }
  // Contributor and Storage Account Contributor, as far as they are asked for.
  const disks = ['Microsoft.Compute/disks/write', 'Microsoft.Compute/virtualMachines/write'];
  for (const [name, group, staging] of [
    ['profile', profile.targetResourceGroupId, profile.stagingStorageAccountId],
    ['drills', drillPlace.resourceGroupId, drillPlace.stagingStorageAccountId],
    ['quarantine', quarantinePlace.resourceGroupId, quarantinePlace.stagingStorageAccountId],
  ] as const) {
    give(`contributor of ${name}`, group, disks);
    give(`storage of ${name}`, staging, ['Microsoft.Storage/storageAccounts/write']);
  }
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    await putSetting(tx, 'bot', 'approvals', '19:approvals', people.platform.objectId);
    await putSetting(tx, '19:incidents', 'channel', { commands: 'all', vaults: 'all' }, people.platform.objectId);
  });
  const config: Config = {
    ...loadConfig({ TENANT_ID: tenantId, BOT_APP_ID: bot.appId, SUBSCRIPTIONS: prod.id }),
    admins: [people.platform.objectId],
    approvalPolicy: policyFile,
    restoreProfiles: restoreTargets,
    ...options.config,
  };
  const clock = new Clock();
  const azure = openAzure({
    credential,
    cloud: clouds.public as Cloud,
    httpClient: {
      sendRequest(request) {
        if (!options.refuse?.test(request.url)) return httpClient.sendRequest(request);
        return Promise.resolve({ request, status: 403, headers: createHttpHeaders(), bodyAsText: '{}' });
      },
    },
    subscriptions: [prod.id],
    clock,
    log: quiet,
    throttles: memoryThrottles(),
  });
  const access = createAccess(azure, clock);
  return { world, patient: { config, azure, access, requestKinds: { all: requestKinds }, store, now: clock.now() } };
}

function about(diagnoses: Diagnosis[], code: DiagnosisCode, more: Record<string, string> = {}): Diagnosis {
  const wanted = Object.entries(more);
  const found = diagnoses.find(
    (one) => one.code === code && wanted.every(([name, value]) => one.params[name] === value),
  );
  return found ?? assert.fail(`nothing about ${code} ${JSON.stringify(more)}`);
}

test('a tenant set up as deploy.md says has nothing to mend', async (t) => {
  const { patient } = await installed(t);
  const diagnoses = await examine(patient);
  assert.deepEqual(
    diagnoses.filter(({ state }) => state === 'bad' || state === 'unknown'),
    [],
  );
  for (const tier of ['observe', 'protect', 'restore', 'rebuild', 'drill', 'quarantine']) {
    assert.equal(about(diagnoses, 'tier', { tier, vault: 'rsv-prod' }).state, 'good', tier);
  }
  for (const tier of ['keys', 'grant']) assert.equal(about(diagnoses, 'key-tier', { tier }).state, 'good', tier);
  assert.equal(about(diagnoses, 'apart', { vault: 'rsv-prod', tier: 'drill', subnet: 'drill' }).state, 'good');
  assert.ok(
    !diagnoses.some(({ code, params }) => code === 'tier' && params.tier === 'drill' && params.vault === 'rsv-guarded'),
  );
  // Only rsv-prod was named in the deployment.
  assert.equal(about(diagnoses, 'tier', { tier: 'restore', vault: 'rsv-guarded' }).state, 'off');
});

test('a subscription that nobody listed is named once the bot may read it, as below a management group; one that Azure does not tell of is unknown', async (t) => {
  const { world, patient } = await installed(t);
  assert.equal(about(await examine(patient), 'unlisted').state, 'good');
  // Where restores go: its subscription shows, with none of its vaults.
  world.subscriptions.push({ id: elsewhere, name: 'landing-zone-7' });
  world.roles.assign(bot.objectId, known.reader, `/subscriptions/${elsewhere}/resourceGroups/rg`, 'ServicePrincipal');
  assert.equal(about(await examine(patient), 'unlisted').state, 'good');
  world.roles.assign(
    bot.objectId,
    known.reader,
    '/providers/Microsoft.Management/managementGroups/landing-zones',
    'ServicePrincipal',
  );
  const found = about(await examine(patient), 'unlisted');
  assert.deepEqual([found.state, found.params.count, found.params.vaults], ['off', 3, 2]);
  assert.match(String(found.params.names), new RegExp(`^${testPlace.name} \\(${testPlace.id}\\), .*${elsewhere}`));
  const listed = { ...patient.config, subscriptions: world.subscriptions.map(({ id }) => id.toUpperCase()) };
  assert.equal(about(await examine({ ...patient, config: listed }), 'unlisted').state, 'good');
});

test('whether there are subscriptions that nobody listed is unknown where Azure does not say', async (t) => {
  const list = await installed(t, { refuse: /\/subscriptions\?/ });
  assert.deepEqual(about(await examine(list.patient), 'unlisted'), {
    code: 'unlisted',
    state: 'unknown',
    params: { code: 'azure.forbidden' },
  });
  const { patient } = await installed(t);
  const azure: typeof patient.azure = {
    ...patient.azure,
    subscriptions: { list: () => Promise.resolve([{ id: elsewhere, name: 'landing-zone-7' }]) },
    vaults: {
      ...patient.azure.vaults,
      listOf: (id) =>
        id === elsewhere ? Promise.reject(new CodedError('azure.timeout', {})) : patient.azure.vaults.listOf(id),
    },
  };
  const diagnoses = await examine({ ...patient, azure });
  assert.equal(about(diagnoses, 'unlisted').state, 'good');
  assert.deepEqual(about(diagnoses, 'unlisted-unread').params, {
    code: 'azure.timeout',
    names: `landing-zone-7 (${elsewhere})`,
  });
});

test('each right that is taken away is named, with the commands that go with it', async (t) => {
  const items = 'Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems';
  for (const [without, tier, state, command] of [
    [`${items}/backup/action`, 'protect', 'bad', 'backup'],
    [`${items}/recoveryPoints/restore/action`, 'restore', 'off', 'restore'],
    ['Microsoft.Storage/storageAccounts/write', 'restore', 'bad', 'restore'],
    ['Microsoft.Resources/deployments/write', 'rebuild', 'bad', 'restore'],
    ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', 'rebuild', 'off', 'restore'],
    ['Microsoft.Compute/virtualMachines/runCommands/write', 'drill', 'bad', 'drill'],
    ['Microsoft.Network/networkInterfaces/delete', 'drill', 'bad', 'drill new'],
    ['Microsoft.Network/networkInterfaces/effectiveRouteTable/action', 'quarantine', 'bad', 'release'],
  ] as const) {
    const { patient } = await installed(t, { without });
    const found = about(await examine(patient), 'tier', { tier, vault: 'rsv-prod' });
    assert.equal(found.state, state, without);
    assert.match(String(found.params.lacking), new RegExp(without.split('/').slice(-2).join('/'), 'i'));
    assert.match(String(found.params.commands), new RegExp(command));
  }
});

test('a subnet of drills that somebody has peered meanwhile is said', async (t) => {
  const { world, patient } = await installed(t);
  peerShutNetwork(world, drillPlace, true);
  const found = about(await examine(patient), 'apart', { vault: 'rsv-prod', tier: 'drill' });
  assert.equal(found.state, 'bad');
  assert.match(String(found.params.found), /peering: vnet-app/);
});

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);

test('each setting that is taken away is said', async (t) => {
  const expected: [Partial<Config>, DiagnosisCode, Diagnosis['state']][] = [
    [{ admins: [] }, 'admins', 'off'],
    [{ restoreProfiles: [] }, 'profile', 'off'],
    [{ botAppId: '33333333-3333-4333-8333-333333333333' }, 'bot-id', 'bad'],
    [{ signIn: { kind: 'managed-identity' } }, 'sign-in', 'good'],
    [{ signIn: { kind: 'secret', secret: 'x' } }, 'secret', 'unknown'],
    [{ signIn: { kind: 'secret', secret: 'x', ends: inDays(29.9) } }, 'secret', 'bad'],
    [{ signIn: { kind: 'secret', secret: 'x', ends: inDays(30.5) } }, 'secret', 'good'],
    [{ signIn: { kind: 'certificate', file: 'x', ends: inDays(-1) } }, 'certificate', 'bad'],
  ];
  for (const [config, code, state] of expected) {
    const { patient } = await installed(t, { config });
    assert.equal(about(await examine(patient), code).state, state, code);
  }
});

test('a release from quarantine for which no group is named is said, and no more once one is or nothing can be released', async (t) => {
  const { patient } = await installed(t);
  const told = about(await examine(patient), 'release');
  const { state, message } = doctorLine(told, { language: 'en', timeZone: 'UTC' });
  assert.deepEqual([state, /names no group for releases/.test(message)], ['off', true]);
  const approvalPolicy = join(dirname(policyFile), 'second-group.yaml');
  writeFileSync(
    approvalPolicy,
    `groups: { second: { people: [${people.platform.objectId}] } }
rules: [{ name: out, when: { operations: [release] }, who: [second] }, { name: all, who: [holders] }]
`,
  );
  const restoreProfiles = restoreTargets.map((each) =>
    'quarantine' in each ? { ...each, quarantine: { ...each.quarantine, releaseSubnetIds: [] } } : each,
  );
  for (const change of [{ approvalPolicy }, { restoreProfiles }]) {
    const diagnoses = await examine({ ...patient, config: { ...patient.config, ...change } });
    assert.deepEqual(
      [about(diagnoses, 'policy').state, diagnoses.some(({ code }) => code === 'release')],
      ['good', false],
    );
  }
});

test('channels that nobody set, and a database that is away, are said', async (t) => {
  const { patient } = await installed(t);
  await patient.store.transaction((tx) =>
    tx.db
      .deleteFrom('settings')
      .execute()
      .then(() => undefined),
  );
  const bare = await examine(patient);
  assert.equal(about(bare, 'approvals-channel').state, 'off');
  assert.equal(about(bare, 'channels').state, 'off');
  const { store: _, ...without } = patient;
  assert.equal(about(await examine(without), 'database').state, 'unknown');
});

test('who besides the bot can append heads of the audit is named', async (t) => {
  const { world, patient } = await installed(t);
  const heads = async (azure = patient.azure) => {
    const found = about(
      await examine({ ...patient, azure, config: { ...patient.config, auditAnchor } }),
      'audit-heads',
    );
    return doctorLine(found, { language: 'en', timeZone: 'UTC' }).message;
  };
  assert.match(await heads(), /^✓ Who besides the bot can append heads of the audit in audit-heads: –\.$/);
  const actions = { actions: [], notActions: [], notDataActions: [] };
  const appends = ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'];
  const appender = { name: 'appender', roleName: 'Appender', description: '', ...actions, dataActions: appends };
  world.roles.define(appender);
  world.roles.assign(people.oncall.objectId, appender, auditAnchor);
  world.roles.assign(bot.objectId, appender, auditAnchor, 'ServicePrincipal');
  assert.match(await heads(), new RegExp(`in audit-heads: ${people.oncall.name}\\.$`));
  const given = () => Promise.reject(new CodedError('azure.forbidden'));
  const silent = { ...patient.azure, access: { ...patient.azure.access, given } };
  assert.match(await heads(silent), /^\? I can't read who can append heads of the audit in audit-heads\.$/);
  assert.ok(!(await examine(patient)).some(({ code }) => code === 'audit-heads'), 'without an anchor');
});

test('without Graph it is said that nobody may change anything, and what to give', async (t) => {
  const { world, patient } = await installed(t);
  assert.equal(about(await examine(patient), 'members').state, 'good');
  world.directory.readable = false;
  assert.equal(about(await examine(patient), 'members').state, 'bad');
});

test('Azure Backup that the tenant does not know is said', async (t) => {
  const { patient } = await installed(t);
  assert.deepEqual(about(await examine(patient), 'graph').params, { objectId: backupManagementService.objectId });
  const elsewhere = { ...patient, config: { ...patient.config, cloud: clouds.usgov as Cloud } };
  assert.equal(about(await examine(elsewhere), 'graph').state, 'bad');
});

test('each tier of key vaults that is taken away is said', async (t) => {
  for (const [tier, without, config, state] of [
    ['keys', 'Microsoft.KeyVault/vaults/keys/restore/action', {}, 'off'],
    ['grant', 'Microsoft.Authorization/roleAssignments/write', {}, 'off'],
    ['grant', 'Microsoft.Authorization/roleAssignments/write', { grantKeyAccess: true }, 'bad'],
    ['grant', 'Microsoft.KeyVault/vaults/accessPolicies/write', { grantKeyAccess: true }, 'good'],
  ] as const) {
    const { patient } = await installed(t, { without, config });
    assert.equal(about(await examine(patient), 'key-tier', { tier }).state, state, `${tier} ${state}`);
  }
});

test('secrets beside those of disks that tier keys can read are said, and where that is unknown', async (t) => {
  const { world, patient } = await installed(t);
  const said = async (one = patient) =>
    (await examine(one))
      .filter(({ code }) => code === 'other-secrets')
      .map(({ state, params }) => `${state} ${params.places}`);
  assert.deepEqual(await said(), []);
  addCertificate(world, 'kv-rbac', 'cert-web');
  assert.deepEqual(await said(), ['warn kv-rbac']);
  const shutOut = await installed(t, { refuse: /kv-rbac\.vault\.azure\.net\/secrets/ });
  assert.deepEqual(await said(shutOut.patient), ['unknown kv-rbac']);
  // Which key vaults a group has is not looked up.
  const wide = await installed(t);
  const keys = wide.world.roles.definitions.find(({ roleName }) => roleName === 'Strongroom keys') ?? assert.fail();
  wide.world.roles.assign(bot.objectId, keys, `/subscriptions/${prod.id}/resourceGroups/rg-pair`, 'ServicePrincipal');
  assert.deepEqual(await said(wide.patient), ['unknown rg-pair']);
});

test('an identity that Entra refuses is said with its code, and nothing is thrown', async (t) => {
  const { patient } = await installed(t);
  const refused = Object.assign(new Error('AADSTS7000222: The provided client secret keys are expired.'), {
    name: 'AuthenticationError',
  });
  for (const [thrown, code] of [
    [refused, 'AADSTS7000222'],
    [new Error('what a library throws'), 'NoToken'],
  ] as const) {
    const self = createOwnIdentity({ getToken: () => Promise.reject(thrown) }, 'scope');
    const diagnoses = await examine({ ...patient, azure: { ...patient.azure, self } });
    assert.deepEqual(about(diagnoses, 'identity'), { code: 'identity', state: 'bad', params: { code } });
    assert.equal(about(diagnoses, 'tier', { tier: 'restore', vault: 'rsv-prod' }).state, 'unknown');
  }
});

test('Entra that does not answer is said as that, and nothing of the secret is doubted', async (t) => {
  const { patient } = await installed(t);
  const silent = Object.assign(
    new Error('network_error: See https://aka.ms/msal.js.errors#network_error for details'),
    {
      name: 'AuthenticationRequiredError',
    },
  );
  const self = createOwnIdentity({ getToken: () => Promise.reject(silent) }, 'scope');
  const diagnoses = await examine({ ...patient, azure: { ...patient.azure, self } });
  assert.deepEqual(about(diagnoses, 'entra'), { code: 'entra', state: 'bad', params: { code: 'azure.unreachable' } });
  assert.ok(!diagnoses.some(({ code }) => code === 'identity'));
});

test('Graph that refuses, Azure that refuses and messages that wait are said', async (t) => {
  const graph = await installed(t, { refuse: /graph\./ });
  assert.equal(about(await examine(graph.patient), 'graph').state, 'unknown');
  const reads = await installed(t, { refuse: /Microsoft\.RecoveryServices\/vaults\?/i });
  assert.equal(about(await examine(reads.patient), 'subscriptions').state, 'bad');
  const half = await installed(t, {
    config: { subscriptions: [prod.id, testPlace.id] },
    refuse: new RegExp(`${testPlace.id}.*Microsoft\\.RecoveryServices/vaults\\?`, 'i'),
  });
  const diagnoses = await examine(half.patient);
  assert.equal(about(diagnoses, 'subscriptions').state, 'good');
  assert.deepEqual(about(diagnoses, 'subscription').params, { id: testPlace.id, code: 'azure.forbidden' });
  assert.equal(about(diagnoses, 'tier', { tier: 'restore', vault: 'rsv-prod' }).state, 'good');
  const { patient } = await installed(t);
  await patient.store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:incidents', kind: 'channel', reference: {} });
    tx.post({ conversationId: '19:incidents', body: { text: 'on its way' } });
  });
  const inAnHour = new Date(patient.now.getTime() + 3_600_000);
  const late = about(await examine({ ...patient, now: inAnHour }), 'messages');
  assert.deepEqual([late.state, late.params.waiting], ['bad', 1]);
  assert.equal(about(await examine(patient), 'messages').state, 'good');
});

test('Azure that is slow or out of reach is unknown, and nobody is told to give rights', async (t) => {
  const { patient } = await installed(t, { config: { subscriptions: [prod.id, testPlace.id] } });
  const { azure } = patient;
  const slow = async () => {
    throw new CodedError('azure.timeout', { seconds: 30, action: 'read' });
  };
  const vaults = { ...azure.vaults, listOf: (id: string) => (id === prod.id ? azure.vaults.listOf(id) : slow()) };
  const one = await examine({ ...patient, azure: { ...azure, vaults } });
  assert.deepEqual(about(one, 'subscription').state, 'unknown');
  const all = await examine({ ...patient, azure: { ...azure, vaults: { ...vaults, listOf: slow } } });
  assert.deepEqual(
    [about(all, 'subscriptions').state, about(all, 'subscriptions').params.code],
    ['unknown', 'azure.timeout'],
  );
  const roles = await examine({ ...patient, access: { ...patient.access, rights: slow } });
  assert.equal(about(roles, 'vault-roles', { vault: 'rsv-prod' }).state, 'unknown');
  assert.equal(about(roles, 'key-roles').state, 'unknown');
  for (const language of languages) {
    for (const each of [...one, ...all, ...roles].filter(({ params }) => params.code === 'azure.timeout')) {
      const { message, remedy } = doctorLine(each, { language, timeZone: 'UTC' });
      assert.match(message, /azure\.timeout/);
      assert.doesNotMatch(`${message} ${remedy}`, /missing text|observe/);
    }
  }
});

test('a clock that is minutes off is said', async (t) => {
  const { patient } = await installed(t);
  for (const [skew, state] of [
    [5 * 60_000, 'bad'],
    [-5 * 60_000, 'bad'],
    [2_000, 'good'],
    [undefined, 'unknown'],
  ] as const) {
    const azure = { ...patient.azure, clockSkewMs: () => skew };
    assert.equal(about(await examine({ ...patient, azure }), 'clock').state, state, String(skew));
  }
});

test('an approval policy that cannot be read, or names what no request is, is said, and takes nothing else with it', async (t) => {
  const { patient } = await installed(t, { config: { approvalPolicy: join(policyFile, 'gone.yaml') } });
  const diagnoses = await examine(patient);
  assert.equal(about(diagnoses, 'policy').state, 'bad');
  const config = { ...patient.config, approvalPolicy: misspelt };
  assert.equal(about(await examine({ ...patient, config }), 'policy').state, 'bad');
  assert.equal(about(diagnoses, 'tier', { tier: 'restore', vault: 'rsv-prod' }).state, 'good');
});
