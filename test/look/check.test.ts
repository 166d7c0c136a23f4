import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { plantedMarkers } from '../../sandbox/world/markers.ts';
import { bot } from '../../sandbox/world/people.ts';
import { guardId, restoreTargets } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { ofType } from '../cards/every-card.ts';
import { control, type Message } from '../faults/control.ts';
import { until } from '../faults/until.ts';
import { openSandbox } from '../open-sandbox.ts';

let sandbox: Sandbox;
let close: (() => Promise<void>) | undefined;
let api: ReturnType<typeof control>;
const said: Message[] = [];

before(async () => {
  ({ sandbox, close } = await openSandbox({ world: { fleetSize: 3 } }));
  sandbox.teams.connector.limits.enabled = false;
  api = control(sandbox.address);
});
after(() => close?.());

/** The bot's answer in the thread of this line: its sentence, and all text of its card. */
async function ask(line: string, as = 'oncall', where = 'ops'): Promise<{ text: string; card: string }> {
  // A second card of the answer before may still be on its way.
  await sandbox.settled();
  const { message } = await api.say(as, where, line);
  const reply = await until(`the answer to ${line}`, async () =>
    (await api.messages(where, message)).find((one) => one.from === 'bot' && (one.card !== null || one.text !== '')),
  );
  said.push(reply);
  const words = ofType(reply.card ?? {}, /^TextBlock$/).map((block) => String(block.text));
  return { text: reply.text, card: words.join('\n') };
}

const clear = /Nothing found that would stop a restore \(14 checks\)/;

/** VM, the verdict that stands on the card, the line that says why, the remedy. Underscores are escaped on cards. */
const table: [vm: string, verdict: RegExp, finding: RegExp, remedy: RegExp][] = [
  ['legacy-01', clear, /Warning\*\*.*\n.*unmanaged disks: only its disks come back, as VHD/, /"commands legacy-01"/],
  [
    'pki-01',
    clear,
    /Stops the next backup\*\*, Keys.*\n.*belongs to a certificate.*existing points can be restored/,
    /stand-alone key/,
  ],
  ['huge-01', clear, /Stops the next backup\*\*.*\n.*4500 GB/, /next backups will fail: exclude/],
  [
    'locked-01',
    clear,
    /Stops the next backup\*\*.*\n.*kv-locked, Azure Backup lacks keys get, list, backup; secrets get, list/,
    /"check locked-01 grant"/,
  ],
  [
    'rbac-01',
    clear,
    /Stops the next backup\*\*.*\n.*kv-rbac, Azure Backup lacks the right to list keys, back up keys, list secrets/,
    /"check rbac-01 grant".*five data actions/,
  ],
  [
    'rotated-01',
    clear,
    /Warning\*\*, Recovery point\n.*changed after this point/,
    /Point #3 is in the vault tier\.\n.*restore rotated-01 #3/,
  ],
  [
    'softkey-01',
    /A restore needs something done/,
    /To do\*\*, Keys.*\n.*soft-deleted.*kek-softkey/,
    /recovers them in "Restore the keys".*"commands softkey-01"/,
  ],
  [
    'lostkey-01',
    /A restore needs something done/,
    /To do\*\*, Keys.*\n.*no longer in.*kek-lostkey/,
    /takes them from .*in "Restore the keys".*"commands lostkey-01"/,
  ],
  [
    'off-01',
    clear,
    /Good to know\*\*, Encryption\n.*its encryption can't be read\. The point says/,
    /The point says it's encrypted/,
  ],
  [
    'agentless-01',
    clear,
    /Warning\*\*.*\n.*agent.*n't ready: its next backups will fail.*n't affected/,
    /Restart the agent/,
  ],
  ['drift-01', clear, /Stops the next backup\*\*.*\n.*kv-drift, Azure Backup lacks keys get/, /"check drift-01 grant"/],
  [
    'drift-01',
    clear,
    /Warning\*\*, Encryption\n.*encrypted today, but wasn't at this point/,
    /Encrypt them before use/,
  ],
  [
    'guarded-01',
    /Something stops a restore/,
    /Stops a restore\*\*, Resource Guard\n.*guard-vaults.*until the right on it is active/,
    /owners of guard-vaults \(group rg-security.*activate Backup MUA Operator/,
  ],
  ['undead-01', /A restore needs something done/, /To do\*\*, Vault.*\n.*soft-deleted/, /"undelete undead-01" first/],
];

describe('check tells of a machine what stands against a restore', () => {
  const answers = new Map<string, { text: string; card: string }>();

  for (const [vm, verdict, finding, remedy] of table) {
    it(`${vm}: ${finding.source}`, async () => {
      const answer = answers.get(vm) ?? (await ask(`check ${vm}`));
      answers.set(vm, answer);
      assert.match(answer.card, verdict);
      assert.match(answer.card, finding);
      assert.match(answer.card, remedy);
      assert.match(answer.text, new RegExp(`^${vm}: `));
      assert.doesNotMatch(answer.card, /will restore/i);
    });
  }

  for (const vm of ['sql-01', 'web-01', 'app-01', 'dev-01', 'host-01']) {
    it(`${vm} has nothing against it, and says that this was never proven`, async () => {
      const { card, text } = await ask(`check ${vm}`);
      assert.match(card, clear);
      assert.doesNotMatch(card, /Warning|Stops|To do|Not possible|other checks? passed/);
      assert.match(card, /Never test-restored/);
      assert.match(text, clear);
    });
  }

  it('an older point is looked at when it is named', async () => {
    assert.match((await ask('check rotated-01 #3')).card, /looked at point #3[\s\S]*Nothing found that would stop/);
  });

  it('speaks Dutch to a personal chat that does', async () => {
    await ask('settings language nl', 'oncall', 'personal-oncall');
    const { card } = await ask('controleer locked-01', 'oncall', 'personal-oncall');
    assert.match(card, /Niets gevonden dat terugzetten tegenhoudt \(14 controles\)/);
    assert.match(card, /Houdt de volgende back-up tegen\*\*.*\n.*kv-locked mist Azure Backup keys get, list, backup/);
    assert.match(card, /Typ "controleer locked-01 geven"/);
    assert.match(card, /Nooit op proef teruggezet\./);
  });
});

describe('check answers from what it could read', () => {
  it('a right that the one who asks lacks stops their restore, and is named', async () => {
    const { card } = await ask('check sql-01', 'approver-1');
    assert.match(card, /Something stops a restore/);
    assert.match(
      card,
      /Stops a restore\*\*, The requester.*\n.*Anton Visser.*the right to create and change virtual machines on sql-01/,
    );
  });

  it('what Azure refuses to tell is not possible to check, with the reason, and never fine', async () => {
    sandbox.world.directory.readable = false;
    try {
      const { card } = await ask('check web-01');
      assert.match(card, /Nothing found that would stop a restore \(14 checks, 1 not possible\)/);
      assert.match(
        card,
        /Not possible to check\*\*, Azure Backup's rights.*\nAzure refused Strongroom access to .*\n.*the right to see service principals/,
      );
    } finally {
      sandbox.world.directory.readable = true;
    }
  });

  it('a customer key that is disabled has to be mended first, and stops the next backup', async () => {
    const version = sandbox.world.keyVault('kv-prod').keys.get('cmk-app')?.versions[0];
    assert.ok(version);
    version.enabled = false;
    try {
      const { card } = await ask('check app-01');
      assert.match(card, /A restore needs something done/);
      assert.match(card, /Stops the next backup/);
      assert.match(card, /To do\*\*, Keys.*\n.*cmk-app.*des-app, which encrypts \S+, is disabled in key vault kv-prod/);
    } finally {
      version.enabled = true;
    }
  });

  it('a guard whose right is active no longer stops', async () => {
    sandbox.world.roles.assign(bot.objectId, roles.backupMuaOperator, guardId, 'ServicePrincipal');
    // Rights are read at most once a minute.
    await api.advance(61);
    const { card } = await ask('check guarded-01');
    assert.match(card, clear);
    assert.match(card, /Good to know\*\*, Resource Guard\n.*the right on it is active/);
  });

  it('who may not read the vault is told so in private', async () => {
    const { message } = await api.say('outsider', 'ops', 'check sql-01');
    const note = await until('the refusal', async () =>
      (await api.messages('personal-outsider')).find(({ text }) => text.includes('in the vaults you can read')),
    );
    assert.match(note.text, /ask an owner of its vault/);
    assert.doesNotMatch(note.text, /rsv-/);
    const inChannel = (await api.messages('ops', message)).filter(({ from }) => from === 'bot');
    assert.ok(inChannel.every(({ text }) => !text.includes('Nothing found')));
  });

  it('no key material is in any answer', () => {
    const text = JSON.stringify(said);
    for (const marker of plantedMarkers) assert.ok(!text.includes(marker), marker);
  });
});

describe('a restore is checked as it is asked for', () => {
  async function plan(vm: string): Promise<{ card: string; thread: string; id: string }> {
    const { message: thread } = await api.say('oncall', 'ops', `restore ${vm} latest because INC0012345 table dropped`);
    const found = await until(`the plan for ${vm}`, async () =>
      (await api.messages('ops', thread)).find(
        ({ text, from }) => from === 'bot' && /check the plan for .*then ask/.test(text),
      ),
    );
    said.push(found);
    const words = ofType(found.card ?? {}, /^TextBlock$/).map((block) => String(block.text));
    return { card: words.join('\n'), thread, id: /\((R-\w+)\)/.exec(found.text)?.[1] ?? '' };
  }

  it('the plan says that nothing was found against it', async () => {
    assert.match((await plan('dev-01')).card, /✓ 14 checks passed\./);
  });

  it('the plan and the request show what was found, worst first, with its remedy', async () => {
    const { card, thread, id } = await plan('locked-01');
    const lines = /Stops the next backup\*\*.*kv-locked.*[\s\S]*Warning\*\*.*last backup.*failed/;
    assert.match(card, lines);
    await api.say('oncall', 'ops', `confirm ${id}`, thread);
    const request = await until(`the card of ${id}`, async () =>
      (await api.messages('ops', thread)).find(({ text }) => text.includes('Approve or reject')),
    );
    said.push(request);
    const words = ofType(request.card ?? {}, /^TextBlock$/).map((block) => String(block.text));
    assert.match(words.join('\n'), lines);
  });

  it('after a rotation the point to take is named, and told once', async () => {
    const { card } = await plan('rotated-01');
    assert.match(card, /Point #3 is in the vault tier\./);
    assert.equal(card.match(/vault-tier|vault tier/gi)?.length, 1, card);
  });

  it('a key that belongs to a certificate is told beside the plan: it stops the next backup, and no restore', async () => {
    const { card } = await plan('pki-01');
    assert.match(card, /belongs to a certificate/);
  });

  it('what surely stops it before its step ends it unsent, with the reason', async () => {
    const { thread, id } = await plan('web-01');
    await api.say('oncall', 'ops', `confirm ${id}`, thread);
    const asked = await until(`the card of ${id}`, async () =>
      (await api.messages('ops', thread)).find(({ text }) => text.includes('Approve or reject')),
    );
    const piece = new RegExp(`approve ${id} ([0-9A-F]{4})`).exec(JSON.stringify(asked.card))?.[1] ?? '';
    const since = new Date().toISOString();
    const staging = restoreTargets[0]?.stagingStorageAccountId ?? '';
    const resource = sandbox.world.resources.get(staging);
    assert.ok(resource);
    sandbox.world.resources.delete(staging);
    try {
      await api.say('approver-1', 'ops', `approve ${id} ${piece}`, thread);
      await until(`the reason why ${id} ended`, async () =>
        (await api.messages('ops', thread)).find(
          ({ text, mentions }) =>
            mentions.some(({ name }) => name === 'Olivia Novak') &&
            text.includes(`${id} failed`) &&
            /[Ss]taging account \S+ doesn't exist/.test(text),
        ),
      );
    } finally {
      sandbox.world.resources.put(resource);
    }
    const calls = await api.requests(since);
    assert.deepEqual(
      calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/restore')),
      [],
    );
  });
});
