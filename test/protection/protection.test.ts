import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { vaultIds } from '../../sandbox/world/places.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';
import { askKeyAccess } from './ask-key-access.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
  const deleted = itemOf('undead-01') ?? assert.fail();
  deleted.hidesEnd = true;
});
after(() => talk.close());

const vaultOf = (id: string) => {
  const vault = talk.sandbox.world.vaults.get(id.toLowerCase());
  assert.ok(vault);
  return vault;
};
const itemOf = (vm: string, id = vaultIds.prod) => [...vaultOf(id).items.values()].find(({ vmName }) => vmName === vm);

async function click(as: string, card: Said, verb: string, inputs?: Record<string, string | string[]>): Promise<Said> {
  const { status } = await talk.click(as, card.id, verb, inputs ? { inputs } : {});
  assert.equal(status, 200);
  return talk.look(as, card);
}

/** Waits for the bot's newest message in the channel that matches. */
function comes(fits: RegExp): Promise<Said> {
  return talk.passes(
    `${fits}`,
    async () => (await talk.read('ops', 'platform')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    20,
  );
}

it('a button opens its own form beside one that asks for something else of the same machine', async () => {
  const stop = await talk.ask('oncall', 'ops', 'protection stop app-01', /filling in a form for app-01/);
  const card = await talk.ask('oncall', 'ops', 'vm app-01', /app-01 is protected/);
  assert.doesNotMatch((await talk.click('oncall', card.id, 'open-hold')).text ?? '', /already open/);
  assert.match((await talk.click('oncall', card.id, 'open-hold')).text ?? '', /already open/);
  const hold = await comes(/filling in a form for app-01/);
  for (const { id } of [stop, hold]) await talk.click('oncall', id, 'form-cancel');
});

describe('protect', () => {
  it('needs the names of machines', async () => {
    await talk.ask('oncall', 'ops', 'protect', /I need the names of machines\. For example: protect new-01/);
  });

  it('takes one machine from the line to its protection, and offers the first backup', async () => {
    const preview = await talk.ask('oncall', 'ops', 'protect plain-01 in rsv-prod with daily-30', /is this it\?/);
    assert.match(preview.all, /✓ \*\*plain-01\*\*: Platform-managed key\. No action needed\./);
    assert.match(JSON.stringify(preview.card), /Each day's last point is kept for 30 days/);
    await talk.ask('oncall', 'ops', `confirm ${idIn(preview.all)}`, /Protect plain-01/);
    const done = await comes(/is done: Protect plain-01/);
    assert.match(done.all, /Olivia Novak/);
    const card = await comes(/✓ Done[\s\S]*Start the first backup/);
    assert.match(card.all, /The first backup runs on schedule and can take hours\. Start it now\?/);
    assert.equal(itemOf('plain-01')?.policyName, 'daily-30');
    await click('oncall', card, 'protect-backup');
    await comes(/is filling in a form for rsv-prod\/plain-01|is filling in a form for plain-01/);
    const vm = await talk.ask('oncall', 'ops', 'vm plain-01', /plain-01 is protected by rsv-prod/);
    assert.match(vm.all, /Protected by rsv-prod, but: waits for its first backup[\s\S]*Policy: daily-30/);
  });

  it('shows a line for each of five, two of which cannot, and begins with those that can', async () => {
    const names = 'plain-02 plain-03 new-02 far-01 vast-01';
    const form = await talk.ask('oncall', 'ops', `protect ${names}`, /filling in a form/);
    assert.match(form.all, /✓ \*\*plain-02\*\*[\s\S]*✓ \*\*plain-03\*\*/);
    assert.match(
      form.all,
      /! \*\*new-02\*\*: [^\n]*In key vault kv-new-rbac, Azure Backup lacks the right to list keys/,
    );
    assert.match(form.all, /✗ \*\*far-01\*\*: You can't read any Recovery Services vault in northeurope/);
    assert.match(form.all, /✗ \*\*vast-01\*\*: Disk [^\n]* has 5000 GB/);
    assert.match(form.all, /rsv-prod \(westeurope, subscription [\w-]+, \d+ of 1000 VMs\)/);
    const preview = await click('oncall', form, 'protect-next', { vms: ['plain-02', 'plain-03'], policy: 'daily-30' });
    assert.match(preview.all, /Protect plain-02, plain-03 in rsv-prod: is this it\?/);
    await click('oncall', preview, 'protect-go');
    await comes(/is done: Protect plain-02/);
    await comes(/is done: Protect plain-03/);
    assert.equal(itemOf('new-02'), undefined, 'it was not chosen');
  });

  it('shows the policies of another vault once that is chosen', async () => {
    const form = await talk.ask('oncall', 'ops', 'protect new-02', /filling in a form for new-02/);
    const other = await click('oncall', form, 'protect-next', { vault: 'rsv-guarded', policy: 'daily-30' });
    assert.match(other.all, /\(•\) rsv-guarded/);
    assert.match(other.all, /Next/);
    await click('oncall', other, 'form-cancel');
  });

  it('is not given to who may write nothing in a vault, and says so', async () => {
    const said = await talk.ask('eligible', 'ops', 'protect new-02', /lack the right to enable and stop backup/);
    assert.doesNotMatch(said.all, /Next/);
  });

  const refusals: [line: string, english: RegExp, dutch: RegExp][] = [
    [
      'far-01',
      /can't read any Recovery Services vault in northeurope[\s\S]*az backup vault create --name rsv-northeurope --resource-group rg-backup --location northeurope --subscription aaaa0000/,
      /In northeurope is geen Recovery Services-kluis[\s\S]*az backup vault create --name rsv-northeurope/,
    ],
    ['mute-01', /VM agent of mute-01 isn't ready[\s\S]*waagent/, /VM-agent van mute-01 is niet gereed[\s\S]*waagent/],
    ['vast-01', /5000 GB[\s\S]*4096 GB can be backed up/, /5000 GB[\s\S]*4096 GB/],
    [
      'sql-01',
      /already protected by rsv-prod[\s\S]*backup sql-01/,
      /al beveiligd door rsv-prod[\s\S]*maak back-up van sql-01/,
    ],
    ['undead-01', /soft-deleted[\s\S]*undelete undead-01/, /voorlopig verwijderd[\s\S]*haal terug undead-01/],
    ['nothing-99', /nothing-99/, /nothing-99/],
  ];
  for (const [vm, english, dutch] of refusals) {
    it(`refuses ${vm} with the remedy, in both languages`, async () => {
      await talk.ask('oncall', 'ops', `protect ${vm}`, english);
      await talk.ask('oncall', 'personal-oncall', 'settings language nl', /Nederlands/);
      await talk.ask('oncall', 'personal-oncall', `beveilig ${vm}`, dutch);
      await talk.ask('oncall', 'personal-oncall', 'settings language en', /English/);
    });
  }

  it('refuses a vault of another region, an unknown vault and an unknown policy', async () => {
    await talk.ask('oncall', 'ops', 'protect new-02 in rsv-nowhere', /I can't find a vault rsv-nowhere[\s\S]*rsv-prod/);
    await talk.ask(
      'oncall',
      'ops',
      'protect new-02 in rsv-prod with gold',
      /rsv-prod has no policy gold[\s\S]*policies rsv-prod/,
    );
    await talk.ask(
      'oncall',
      'ops',
      'protect new-02 in rsv-test',
      /in another subscription than vault rsv-test, and may use Azure Disk Encryption/,
    );
  });
});

describe('keyaccess', () => {
  it('says of a machine what Azure Backup lacks: verbs, nothing on keys for a BEK alone, or data actions', async () => {
    const bek = await askKeyAccess(talk, 'new-01');
    assert.match(bek.all, /kv-new \(access policies\)\*\* Missing: secrets get, list, backup\./);
    assert.doesNotMatch(bek.all, /keys get/);
    const kek = await askKeyAccess(talk, 'locked-01');
    assert.match(kek.all, /secrets get, list, backup; keys get, list, backup/);
    const roles = await askKeyAccess(talk, 'rbac-01');
    assert.match(roles.all, /the right to list keys, back up keys, list secrets/);
    assert.match(roles.all, /never Key Vault Administrator/);
    const fine = /Nothing found that would stop a restore/;
    for (const vm of ['sql-01', 'app-01']) {
      const said = await talk.ask('oncall', 'ops', `check ${vm}`, fine);
      assert.doesNotMatch(said.all, /\[Key access\]/);
    }
    const bare = await talk.ask('oncall', 'ops', 'check far-01', /far-01 isn't protected/);
    assert.doesNotMatch(bare.all, /\[Key access\]/);
  });

  it('grant without the role to give, which Strongroom does not make, says how it is made', async (t) => {
    const tier = (on: boolean) =>
      fetch(`${talk.sandbox.address}/api/world/grant-tier`, { method: 'POST', body: JSON.stringify({ on }) });
    t.after(() => tier(true));
    assert.equal((await tier(false)).status, 200);
    const said = await askKeyAccess(talk, 'rbac-01');
    assert.match(JSON.stringify(said.card), /az role definition create --subscription [0-9a-f-]+ --role-definition '/);
    assert.doesNotMatch(said.all, /Ask for this access/);
    await talk.ask(
      'oncall',
      'ops',
      'check rbac-01 grant because x',
      /role Azure Backup disk keys \(aaaa0000\)[\s\S]*creates no roles[\s\S]*type "check rbac-01"/,
    );
  });

  it('grant asks someone who may write there; then the access is given and the waiting protection goes on', async () => {
    const form = await talk.ask('oncall', 'ops', 'protect new-01 in rsv-prod with daily-30', /is this it\?/);
    assert.match(form.all, /When you continue, I ask for that access/);
    await click('oncall', form, 'protect-go');
    const request = await comes(/asks\. Decide by[\s\S]*read the keys of new-01/);
    assert.match(request.all, /Then new-01 is protected in rsv-prod, as requested/);
    const refused = await talk.click('approver-1', request.id, 'approve');
    assert.match(
      JSON.stringify(refused.body),
      /don't let you do this on kv-new\..*the right to change access policies of the key vault/,
    );
    await click('platform', request, 'approve');
    const done = await comes(/is done: Let Azure Backup read the keys of new-01/);
    assert.match(done.all, /Approved by Petra Lange/);
    assert.equal(itemOf('new-01')?.policyName, 'daily-30');
    const mended = await talk.ask('oncall', 'ops', 'check new-01', /✓ \d+ other checks passed/);
    assert.doesNotMatch(mended.all, /Azure Backup's rights on the key vault/);
  });

  it('grant on a vault with roles gives the custom role to this principal alone, and can be typed', async () => {
    await talk.ask('oncall', 'ops', 'check new-02 grant because INC0012345', /Why: INC0012345/);
    const request = await comes(/asks\. Decide by[\s\S]*read the keys of new-02/);
    await click('platform', request, 'approve');
    await comes(/is done: Let Azure Backup read the keys of new-02/);
    assert.match((await askKeyAccess(talk, 'new-02')).all, /Azure Backup can read the keys of new-02\./);
    await talk.ask('oncall', 'ops', 'check new-02 grant because again', /can read the keys of new-02 already/);
    await talk.ask('oncall', 'ops', 'check app-01 grant because x', /has no key in a key vault/);
  });

  it('grant without a reason asks for one', async () => {
    const form = await talk.ask('oncall', 'ops', 'check locked-01 grant', /is filling in a form/);
    const again = await talk.click('oncall', form.id, 'ask-go', {
      // Not every phone enforces required inputs; this is the server's answer then.
      inputs: { reason: 'x' },
      forge: { data: { ...dataOf(form, 'ask-go'), reason: ' ' } },
    });
    assert.match(JSON.stringify(again.body), /Say why|reason/i);
    await click('oncall', form, 'ask-go', { reason: 'INC7' });
    const request = await comes(/asks\. Decide by[\s\S]*read the keys of locked-01/);
    assert.match(request.all, /Why: INC7/);
    await click('oncall', request, 'withdraw');
  });
});

describe('a backup of a machine whose keys Azure Backup may not read', () => {
  it('asks for the access first, and is made once that is given', async () => {
    await talk.ask('oncall', 'ops', 'backup locked-01 keep 30d', /Let Azure Backup read the keys of locked-01/);
    const request = await comes(/asks\. Decide by[\s\S]*Then the requested backup of locked-01 starts/);
    await click('platform', request, 'approve');
    await talk.passes(
      'the backup',
      async () =>
        (await talk.read('ops')).find(({ all }) => /is done: Let Azure Backup read the keys of locked-01/.test(all)),
      120,
    );
    assert.equal(
      (await talk.api.requests('')).filter(({ effect }) => /^backup accepted.*of locked-01/.test(effect)).length,
      1,
    );
  });
});

describe('protection', () => {
  it('stop is approved by another; then nothing is backed up and everything is kept; resume goes on with it', async () => {
    await talk.ask('oncall', 'ops', 'protection stop web-01 because it moves', /no longer backed up/);
    const request = await comes(/asks\. Decide by[\s\S]*Stop the protection of web-01/);
    const twice = await talk.ask(
      'oncall',
      'ops',
      'protection stop web-01 because I forgot',
      /already asks for the same/,
    );
    assert.match(twice.all, new RegExp(`stop ${idIn(request.all)}`));
    await click('approver-1', request, 'approve');
    await comes(/is done: Stop the protection of web-01/);
    assert.equal(itemOf('web-01')?.protectionState, 'ProtectionStopped');
    assert.ok((itemOf('web-01')?.points.length ?? 0) > 0);
    await talk.ask(
      'oncall',
      'ops',
      'protection stop web-01 because again',
      /Protection of web-01 is stopped; its recovery points are kept/,
    );
    const vm = await talk.ask('oncall', 'ops', 'vm web-01', /Protection of web-01 by rsv-prod is stopped/);
    assert.match(vm.all, /but: protection is stopped[\s\S]*Resume protection\.\.\./);
    const form = await talk.ask('oncall', 'ops', 'protection resume web-01', /Resume the protection of web-01/);
    const preview = await click('oncall', form, 'protect-next', { policy: 'daily-30' });
    assert.match(preview.all, /Recovery points older than it keeps expire/);
    await click('oncall', preview, 'resume-go');
    await comes(/is done: Resume the protection of web-01/);
    assert.equal(itemOf('web-01')?.policyName, 'daily-30');
    await talk.ask('oncall', 'ops', 'protection resume web-01', /isn't stopped/);
  });

  it('stop behind a Resource Guard says so, and Azure decides', async () => {
    const said = await talk.ask('oncall', 'ops', 'protection stop guarded-01 because x', /Resource Guard guard-vaults/);
    assert.match(said.all, /Backup MUA Operator/);
    const request = await comes(/asks\. Decide by[\s\S]*Stop the protection of guarded-01/);
    await click('approver-1', request, 'approve');
    const failed = await comes(
      /✗ Failed[\s\S]*Stop the protection of guarded-01[\s\S]*owners of guard-vaults \(resource group [\w-]+\) to activate Backup MUA Operator/,
    );
    assert.doesNotMatch(failed.all, /give Strongroom a role/);
    assert.equal(itemOf('guarded-01', vaultIds.guarded)?.protectionState, 'Protected');
  });

  it('undelete is approved by another and brings the backup back, also where Azure told no end', async () => {
    const vm = await talk.ask('oncall', 'ops', 'vm undead-01', /undead-01/);
    assert.match(vm.all, /Undelete\.\.\./);
    assert.match(
      vm.all,
      /Its backup in rsv-prod was deleted\. Azure doesn't say until when it's kept: undelete it now/,
    );
    assert.doesNotMatch(vm.all, /gone for good/);
    await click('oncall', vm, 'open-undelete');
    const form = await comes(/is filling in a form for undead-01/);
    const own = await talk.look('oncall', form);
    await click('oncall', own, 'ask-go', { reason: 'by mistake' });
    const request = await comes(/asks\. Decide by[\s\S]*Undelete the backup of undead-01/);
    await click('approver-2', request, 'approve');
    await comes(/is done: Undelete the backup of undead-01/);
    assert.equal(itemOf('undead-01')?.softDeletedAt, undefined);
    await talk.ask('oncall', 'ops', 'undelete undead-01 because x', /isn't deleted/);
  });

  it('is not given to who may not write items', async () => {
    for (const line of [
      'protection stop sql-01 because x',
      'undelete undead-01 because x',
      'protection resume sql-01',
    ]) {
      const said = await talk.ask('outsider', 'ops', line, /in the vaults you can read/);
      assert.equal(said.in, 'personal-outsider');
    }
  });
});

/** Data of a button on the card as it was seen. */
function dataOf(said: Said, verb: string): Record<string, string> {
  const { actions } = said.card as { actions: { verb: string; data: Record<string, string> }[] };
  const data = actions.find((action) => action.verb === verb)?.data;
  assert.ok(data);
  return data;
}
