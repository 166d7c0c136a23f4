import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { infra } from './bicep.ts';

const home = '11111111-0000-4000-8000-000000000001';
const other = '11111111-0000-4000-8000-000000000002';
const bot = '22222222-0000-4000-8000-000000000001';
const released = `registry.example/strongroom@sha256:${'a'.repeat(64)}`;
const built = 'reg.azurecr.io/strongroom@sha256:0123456789ab';

/** Keeps its environment as a file each, and says on standard output that it knows no such value, as the real one does. */
const azd = `#!/usr/bin/env bash
case "$2" in
  set) printf '%s' "$4" >"$VALUES/$3" ;;
  get-value) if [ -f "$VALUES/$3" ]; then cat "$VALUES/$3"; echo; else echo "ERROR: key '$3' not found"; exit 1; fi ;;
  get-values) node -e 'const fs = require("node:fs"); console.log(JSON.stringify(Object.fromEntries(fs.readdirSync(process.env.VALUES).map((name) => [name, fs.readFileSync(process.env.VALUES + "/" + name, "utf8")]))))' ;;
esac`;

/** Writes down what it is asked, remembers what was given and built, and refuses what matches REFUSE, as Azure would. */
const az = `#!/usr/bin/env bash
echo "$*" >>"$CALLS"
if [ -n "$REFUSE" ] && [[ "$*" =~ $REFUSE ]]; then echo '(AuthorizationFailed) The client does not have authorization' >&2; exit 1; fi
case "$*" in
  "account show --query id"*) echo "\${ACTIVE:-${home}}" ;;
  "account show --query tenantId"*) echo 33333333-0000-4000-8000-000000000001 ;;
  "cloud show --query name"*) echo AzureCloud ;;
  "cloud show --query endpoints"*) echo https://graph.example/ ;;
  *appRoles*) given=$*; given=\${given##*value==\\'}; echo "id-of-\${given%%\\'*}" ;;
  "rest --method get"*) [ ! -f "$STATE/graph" ] || cat "$STATE/graph" ;;
  "rest --method post --url https://graph.example/"*) given=$*; given=\${given##*appRoleId\\": \\"}; echo "\${given%%\\"*}" >>"$STATE/graph" ;;
  "group exists"*) echo "\${TAKEN:-false}" ;;
  "ad signed-in-user"*) echo 44444444-0000-4000-8000-000000000001 ;;
  "ad sp show"*) echo 55555555-0000-4000-8000-000000000001 ;;
  "rest --method post --url /providers/Microsoft.ResourceGraph"*) printf '%s\\n' \${VAULTS-${home} ${other}} ;;
  "provider list"*) printf '%s\\n' Microsoft.Network microsoft.insights ;;
  "identity list"*) printf '%s\\n' id-1 id-2 id-3 ;;
  "acr repository show"*) tag=\${7##*-}; if [ -f "$STATE/image-$tag" ]; then echo "sha256:$tag"; else exit 1; fi ;;
  "acr build"*) touch "$STATE/image-\${6##*-}" ;;
  "deployment sub create"*) echo "$* IMAGE=$IMAGE MIGRATE_IMAGE=$MIGRATE_IMAGE TIERS=$(env | grep -o '^TIER_[A-Z]*=true' | sort | paste -sd, -)" >>"$STATE/deployments" ;;
  *"job start"*) echo run-1 ;;
  *"execution show"*) echo "\${JOB:-Succeeded}" ;;
  "containerapp show"*) echo strongroom--2 ;;
  "containerapp replica list"*) printf '%s\\n' \${READY:-True True} ;;
  "role assignment list"*) for word in $*; do case $word in /subscriptions/* | ????????-*) [ ! -f "$STATE/\${word##*/}" ] || echo "$word/assignment" ;; esac; done ;;
  "role assignment create --role Reader --scope"*) touch "$STATE/\${7##*/}" ;;
  "role definition list"*) echo "definition-of-$5" ;;
esac`;

const git = `#!/usr/bin/env bash
[ "$1" = status ] || echo "\${COMMIT:-0123456789ab}"`;

const npm = `#!/usr/bin/env bash
echo "npm $*" >>"$CALLS"`;

/** An azd environment whose first and second question are answered, and an Azure to deploy to. */
function tenant(t: TestContext, values: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'strongroom-azd-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [bin = '', kept = '', state = ''] = ['bin', 'values', 'state'].map((name) => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  });
  for (const [name, text] of Object.entries({ az, azd, git, npm })) {
    writeFileSync(path.join(bin, name), text);
    chmodSync(path.join(bin, name), 0o755);
  }
  const calls = path.join(folder, 'calls');
  const set = (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) writeFileSync(path.join(kept, name), text);
  };
  set({
    AZURE_ENV_NAME: 'strongroom',
    AZURE_SUBSCRIPTION_ID: home,
    AZURE_LOCATION: 'northeurope',
    ...values,
  });
  const all = () =>
    Object.fromEntries(readdirSync(kept).map((name) => [name, readFileSync(path.join(kept, name), 'utf8')]));
  const run = (script: string, args: string[], more: Record<string, string>) => {
    writeFileSync(calls, '');
    const own = { PATH: `${bin}:${process.env.PATH}`, VALUES: kept, CALLS: calls, STATE: state, POLL_SECONDS: '0' };
    const env = { ...own, ...all(), ...more };
    const { status, stdout, stderr } = spawnSync(path.join(infra, 'azd', script), args, { env, encoding: 'utf8' });
    return { status, stdout, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n') };
  };
  const deployments = () => {
    const file = path.join(state, 'deployments');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.map((line) => line.replace(/^.*parameters infra\/(\w+)\.bicepparam --output none/, '$1'));
  };
  /** The hook before, the outputs of the deployment, the hook after: as azd does it. */
  const up = (more: Record<string, string> = {}) => {
    const before = run('preprovision.sh', [], more);
    if (before.status !== 0) return before;
    set({
      BOT_APP_ID: 'bot-id',
      HOST: 'bot.example',
      GROUP: 'rg-strongroom',
      PRINCIPAL_ID: bot,
      REGISTRY: 'reg.azurecr.io',
    });
    const after = run('postprovision.sh', [], more);
    return { ...after, stdout: before.stdout + after.stdout, calls: [...before.calls, ...after.calls] };
  };
  const rights = (more: Record<string, string> = {}) => run('graph-rights.sh', [bot], more);
  const stage = (line: string, ...values: string[]) => run('stage.sh', [...line.split(' '), ...values], {});
  return { up, stage, rights, all, set, deployments };
}

const changes = (calls: string[]) =>
  calls.filter(
    (call) => /\b(create|register|acr build|start|delete|npm ci)\b/.test(call) && !call.includes('ResourceGraph'),
  );

describe('azd up', () => {
  test('both hooks are of azure.yaml, and can be started', () => {
    const { hooks } = parse(readFileSync(path.join(infra, '../azure.yaml'), 'utf8'));
    assert.deepEqual(Object.keys(hooks), ['preprovision', 'postprovision']);
    for (const { run, shell } of Object.values(hooks) as { run: string; shell: string }[]) {
      assert.equal(shell, 'sh');
      assert.equal(spawnSync('test', ['-x', path.join(infra, '..', run)]).status, 0, run);
    }
  });

  test('finds who, where and what, builds the image, makes tables before the app, gives reading and writes the package', (t) => {
    const { up, all, deployments } = tenant(t);
    const { status, stdout, stderr, calls } = up();
    assert.equal(status, 0, stderr);
    const { INSTANCE, ADMIN_IDS, SUBSCRIPTION_IDS, IMAGE, MIGRATE_IMAGE } = all();
    assert.deepEqual(
      [INSTANCE, ADMIN_IDS, SUBSCRIPTION_IDS, IMAGE, MIGRATE_IMAGE],
      ['strongroom', '["44444444-0000-4000-8000-000000000001"]', JSON.stringify([home, other]), built, built],
    );
    assert.deepEqual(deployments(), [
      `main IMAGE= MIGRATE_IMAGE=${built} TIERS=`,
      `main IMAGE=${built} MIGRATE_IMAGE=${built} TIERS=`,
    ]);
    const order = [
      /deployment group create .*principalIds=\["id-1","id-2","id-3"\]/,
      /acr build/,
      /sub create/,
      /job start/,
      /sub create/,
      /replica list/,
      /assignment create --role Reader/,
      /npm run .*package -- --bot-id bot-id --host bot\.example/,
    ];
    let at = -1;
    for (const wanted of order) {
      const next = calls.findIndex((call, index) => index > at && wanted.test(call));
      assert.ok(next > at, `${wanted} in its turn`);
      at = next;
    }
    for (const id of [home, other])
      assert.ok(calls.some((call) => call.includes(`--role Reader --scope /subscriptions/${id} `)));
    assert.match(stdout, /stage observe/);
    assert.match(stdout, /- Teams administrator: .*without it/);
    assert.match(
      stdout,
      new RegExp(`- Privileged Role Administrator: bash infra/azd/graph-rights.sh ${bot} .*without it`),
    );
    assert.doesNotMatch(stdout, /- Owner/);
  });

  test('takes a published image by its digest, and needs no registry for it', (t) => {
    const { up, deployments } = tenant(t, { RELEASED_IMAGE: released });
    const { status, stderr, calls } = up();
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      calls.filter((call) => /^acr|deployment group|^identity/.test(call)),
      [],
    );
    assert.deepEqual(deployments(), [`main IMAGE=${released} MIGRATE_IMAGE=${released} TIERS=`]);
  });

  test('refuses a published image by its tag, which can be moved', (t) => {
    const { status, stderr } = tenant(t, { RELEASED_IMAGE: 'registry.example/strongroom:1.0.0' }).up();
    assert.equal(status, 1);
    assert.match(stderr, /by digest/);
  });

  test('changes nothing in a second run, but looks again whether the bot is ready', (t) => {
    const { up, all, deployments } = tenant(t);
    up();
    const before = { values: all(), deployments: deployments() };
    const { status, stderr, calls } = up();
    assert.equal(status, 0, stderr);
    assert.deepEqual({ values: all(), deployments: deployments() }, before);
    const left = changes(calls).filter((call) => !call.startsWith('provider register'));
    assert.deepEqual(left, []);
    assert.ok(calls.some((call) => call.startsWith('containerapp replica list')));
  });

  test('upgrades with no right to give rights: the job on the new image, then the app', (t) => {
    const { up, all, deployments } = tenant(t);
    up();
    const newer = 'reg.azurecr.io/strongroom@sha256:ba9876543210';
    const { status, stderr } = up({ COMMIT: 'ba9876543210', REFUSE: 'deployment group|role assignment create' });
    assert.equal(status, 0, stderr);
    assert.equal(all().IMAGE, newer);
    assert.deepEqual(deployments().slice(2), [
      `main IMAGE=${built} MIGRATE_IMAGE=${newer} TIERS=`,
      `main IMAGE=${newer} MIGRATE_IMAGE=${newer} TIERS=`,
    ]);
  });

  test('goes on where a run was cut off: the app waits for its tables', (t) => {
    const { up, all, deployments } = tenant(t);
    const cut = up({ JOB: 'Failed' });
    assert.equal(cut.status, 1);
    assert.match(cut.stderr, /tables were not made.*job logs show/);
    assert.equal(all().IMAGE, undefined);
    assert.equal(up().status, 0);
    assert.deepEqual(
      deployments().map((line) => line.split(' ')[1]),
      ['IMAGE=', `IMAGE=${built}`],
    );
  });

  test('says how to look when the bot does not become ready', (t) => {
    const { status, stderr } = tenant(t, { RELEASED_IMAGE: released }).up({ READY: 'True False', READY_SECONDS: '0' });
    assert.equal(status, 1);
    assert.match(stderr, /not ready: "az containerapp logs show/);
  });

  test('touches nothing where az is at another subscription than azd', (t) => {
    const { status, stderr, calls } = tenant(t).up({ ACTIVE: other });
    assert.equal(status, 1);
    assert.match(
      stderr,
      new RegExp(`az is at subscription ${other}, and azd at ${home}[\\s\\S]*az account set --subscription ${home}`),
    );
    assert.deepEqual(calls, ['account show --query id --output tsv']);
  });

  test('takes over no group that it did not make', (t) => {
    const { up, all } = tenant(t);
    const { status, stderr } = up({ TAKEN: 'true' });
    assert.equal(status, 1);
    assert.match(stderr, /a group rg-strongroom .* did not make/);
    assert.equal(all().INSTANCE, undefined);
  });

  test('wants a name that resources can have', (t) => {
    const { status, stderr } = tenant(t, { AZURE_ENV_NAME: 'Prod-1' }).up();
    assert.equal(status, 1);
    assert.match(stderr, /3 to 12 small letters and digits/);
  });

  test('looks at its own subscription where nobody sees a vault, and says so', (t) => {
    const { up, all } = tenant(t, { RELEASED_IMAGE: released });
    const { status, stdout } = up({ VAULTS: '' });
    assert.equal(status, 0);
    assert.match(stdout, /no Recovery Services vault/);
    assert.equal(all().SUBSCRIPTION_IDS, JSON.stringify([home]));
  });

  test('keeps what somebody set', (t) => {
    const { up, all } = tenant(t, {
      RELEASED_IMAGE: released,
      ADMIN_IDS: '["x"]',
      SUBSCRIPTION_IDS: JSON.stringify([other]),
    });
    const { calls } = up();
    assert.deepEqual([all().ADMIN_IDS, all().SUBSCRIPTION_IDS], ['["x"]', JSON.stringify([other])]);
    assert.ok(!calls.some((call) => /signed-in-user|ResourceGraph/.test(call)));
  });
});

describe('azd up without a right', () => {
  test('to register providers: says whose it is to give, before anything is made', (t) => {
    const { up, deployments } = tenant(t);
    const { status, stderr, calls } = up({ REFUSE: 'provider register' });
    assert.equal(status, 1);
    assert.match(stderr, /may not register Microsoft\.App[\s\S]*Contributor/);
    assert.deepEqual(changes(calls), ['provider register --namespace Microsoft.App --output none']);
    assert.deepEqual(deployments(), []);
  });

  test('to give reading: the bot runs, and one line says what its owner types and what fails without it', (t) => {
    const { up } = tenant(t);
    const { status, stdout, stderr } = up({ REFUSE: `role assignment create .*${other}` });
    assert.equal(status, 0, stderr);
    const lines = stdout.split('\n').filter((line) => line.startsWith('- Owner'));
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? '',
      new RegExp(
        `^- Owner of subscription ${other}: az role assignment create --role Reader --scope /subscriptions/${other} --assignee-object-id ${bot} .*without it`,
      ),
    );
  });

  test('to let the bot pull an image that is built: stops there, and names both ways on', (t) => {
    const { status, stderr, calls } = tenant(t).up({ REFUSE: 'deployment group create' });
    assert.equal(status, 1);
    assert.match(stderr, /may not pull[\s\S]*Role Based Access Control Administrator[\s\S]*RELEASED_IMAGE/);
    assert.ok(!calls.some((call) => call.startsWith('acr build')));
  });

  test('to tell who deploys: says that nobody may change settings', (t) => {
    const { up, all } = tenant(t, { RELEASED_IMAGE: released });
    const { status, stdout } = up({ REFUSE: 'signed-in-user' });
    assert.equal(status, 0);
    assert.match(stdout, /nobody may change settings yet/);
    assert.equal(all().ADMIN_IDS, undefined);
  });
});

describe('a stage', () => {
  const vault = `VAULT_IDS=["/subscriptions/${other}/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v"]`;
  const profiles = (more = '') => `RESTORE_PROFILES_JSON=[{"vault":"v"${more}}]`;
  const observed = (t: TestContext) => {
    const made = tenant(t, { RELEASED_IMAGE: released, APPROVAL_POLICY_YAML: "rules:\n  - name: it's one\n" });
    assert.equal(made.up().status, 0);
    return made;
  };

  test('is turned on by one command, which says the way back; the role of its own takes the place of Reader', (t) => {
    const { stage, all, deployments } = observed(t);
    const { status, stdout, stderr, calls } = stage('on protect', vault);
    assert.equal(status, 0, stderr);
    assert.equal(all().TIER_PROTECT, 'true');
    assert.deepEqual(deployments().slice(1), [
      `roles IMAGE=${released} MIGRATE_IMAGE=${released} TIERS=TIER_PROTECT=true`,
      `main IMAGE=${released} MIGRATE_IMAGE=${released} TIERS=TIER_PROTECT=true`,
    ]);
    assert.ok(
      calls.some(
        (call) =>
          call.startsWith(`role assignment list --subscription ${home} `) && call.includes("contains(['Reader']"),
      ),
    );
    assert.ok(calls.includes(`role assignment delete --ids ${home}/assignment`));
    assert.match(stdout, /stage\.sh off protect/);
  });

  test('is not on when its roles were refused', (t) => {
    const { stage, all, set } = observed(t);
    set({ REFUSE: 'infra/roles' });
    const { status, stderr } = stage('on protect', vault);
    assert.equal(status, 1);
    assert.match(stderr, /Nothing was turned on[\s\S]*Owner/);
    assert.equal(all().TIER_PROTECT, undefined);
  });

  for (const [line, values, what] of [
    ['on protect', [], /VAULT_IDS/],
    ['on restore', [vault], /RESTORE_PROFILES_JSON/],
    ['on rebuild', [], /tier restore/],
    ['on restore keys', [vault, profiles()], /KEY_VAULT_IDS/],
    ['on restore rebuild drill', [vault, profiles()], /a place "drill"/],
    ['on grant', [], /GRANT_KEY_VAULT_IDS/],
    ['on everything', [], /no tier/],
    ['on all', [], /by name/],
    ['maybe protect', [], /stage\.sh on/],
  ] as const) {
    test(`${line} says what it lacks, and changes nothing`, (t) => {
      const { stage, deployments } = observed(t);
      const { status, stderr } = stage(line, ...values);
      assert.equal(status, 1);
      assert.match(stderr, what);
      assert.equal(deployments().length, 1);
    });
  }

  test('of grant finds Azure Backup itself', (t) => {
    const { stage, all } = observed(t);
    assert.equal(stage('on grant', 'GRANT_KEY_VAULT_IDS=["/subscriptions/s/k"]').status, 0);
    assert.equal(all().BACKUP_SERVICE_ID, '55555555-0000-4000-8000-000000000001');
  });

  test('is turned off by one command, wherever its roles were given, but not those that another needs', (t) => {
    const { stage, all } = observed(t);
    assert.equal(stage('on protect restore', vault, profiles()).status, 0);
    const { status, stderr, calls } = stage('off restore');
    assert.equal(status, 0, stderr);
    assert.equal(all().TIER_RESTORE, 'false');
    const [list = ''] = calls.filter((call) => call.startsWith(`role assignment list --subscription ${other}`));
    for (const role of ['Strongroom restore', 'Contributor', 'Storage Account Contributor'])
      assert.ok(list.includes(`'${role}'`), role);
    for (const role of ['Strongroom protect', 'Virtual Machine Contributor'])
      assert.ok(!list.includes(`'${role}'`), role);
  });

  test('stays while another goes by it', (t) => {
    const { stage } = observed(t);
    assert.equal(stage('on restore rebuild', vault, profiles()).status, 0);
    const { status, stderr } = stage('off restore');
    assert.equal(status, 1);
    assert.match(stderr, /rebuild goes with tier restore/);
    assert.equal(stage('off rebuild restore').status, 0);
  });

  test('off all takes every right away, and names what is left', (t) => {
    const { stage } = observed(t);
    stage('on protect', vault);
    const { status, stdout, calls } = stage('off all');
    assert.equal(status, 0);
    const [list = ''] = calls.filter((call) => call.startsWith(`role assignment list --subscription ${home}`));
    for (const role of ['Reader', 'AcrPull', 'Strongroom observe', 'Strongroom drill'])
      assert.ok(list.includes(`'${role}'`), role);
    assert.ok(calls.some((call) => call.startsWith(`role definition delete --subscription ${home} `)));
    assert.match(stdout, /az group delete --name rg-strongroom; az group delete --name rg-strongroom-identity/);
  });
});

test('the rights in Graph are given once, and a right that is missing stops there', (t) => {
  const { rights } = tenant(t);
  const given = (calls: string[]) => calls.filter((call) => call.startsWith('rest --method post'));
  const first = rights();
  assert.equal(first.status, 0, first.stderr);
  assert.equal(given(first.calls).length, 3);
  assert.match(
    given(first.calls)[0] ?? '',
    new RegExp(`servicePrincipals/${bot}/appRoleAssignments .*id-of-User.Read.All`),
  );
  assert.deepEqual(given(rights().calls), []);
  const { status, calls } = tenant(t).rights({ REFUSE: 'rest --method post' });
  assert.equal(status, 1);
  assert.equal(given(calls).length, 1);
});
