import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { uncommonVaultIds } from '../../sandbox/world/places.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk.close());

function itemOf(vm: string, id: string) {
  const vault = talk.sandbox.world.vaults.get(id.toLowerCase());
  const item = [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === vm);
  assert.ok(item, vm);
  return item;
}
const comes = (fits: RegExp) =>
  talk.passes(
    `${fits}`,
    async () => (await talk.read('ops', 'platform')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    20,
  );

describe('a longer retention', () => {
  it('is offered where points are soft-deleted, says what comes back and until when, and brings it back by a vote', async () => {
    const item = itemOf('cut-01', uncommonVaultIds.pairs);
    const cut = item.points.filter(({ softDeleted }) => softDeleted).length;
    assert.ok(cut > 0);
    const found = await talk.ask('oncall', 'ops', 'check cut-01', /soft-deleted: a policy was shortened/);
    assert.match(found.all, /retention raise cut-01/);
    const list = await talk.ask('oncall', 'ops', 'points cut-01', /Bring points back/);
    assert.equal((await talk.click('oncall', list.id, 'open-raise')).status, 200);
    const form = await comes(/is filling in a form for cut-01/);
    await talk.look('oncall', form);
    assert.equal((await talk.click('oncall', form.id, 'ask-go', { inputs: { reason: 'INC12' } })).status, 200);

    const request = await comes(/asks\. Decide by[\s\S]*Bring back recovery points of cut-01/);
    assert.match(
      request.all,
      new RegExp(`\\*\\*soft-deleted\\*\\* ${cut} points of cut-01 .*\\w{3} \\d+ \\w{3} 2026 to `),
    );
    assert.match(
      request.all,
      /Policy \*\*longer-DefaultPolicy\*\* in place of DefaultPolicy keeps everything 180 days longer/,
    );
    assert.match(request.all, /keeps the oldest until \w{3} \d+ \w{3} 20\d\d at least/);
    assert.match(
      request.all,
      /You \*\*pay\*\* for what[\s\S]*immutable: a longer retention \*\*can't be lowered again\*\*/,
    );
    const lines = await talk.ask('oncall', 'ops', 'commands', /longer-DefaultPolicy/, request.id);
    assert.match(
      lines.all,
      /az backup policy create[\s\S]*retentionDuration\.count \|= \(\[\., \d+\] \| max\)[\s\S]*az backup item set-policy/,
    );
    assert.doesNotMatch(lines.all, /az backup protection disable/);
    const powershell = await talk.ask(
      'oncall',
      'ops',
      `commands ${idIn(request.all)} powershell`,
      /New-AzRecoveryServices/,
    );
    assert.match(powershell.all, /Enable-AzRecoveryServicesBackupProtection -Policy \$policy -Item \$item/);

    assert.equal((await talk.click('approver-1', request.id, 'approve')).status, 200);
    await comes(/is done: Bring back recovery points of cut-01/);
    assert.equal(item.policyName, 'longer-DefaultPolicy');
    assert.equal(item.protectionState, 'Protected');
    assert.ok(!item.points.some(({ softDeleted }) => softDeleted), 'what was cut is back');
  });

  it('is refused where it would bring nothing back', async () => {
    await talk.ask(
      'oncall',
      'ops',
      'retention raise cut-01 because again',
      /No recovery point of cut-01 is soft-deleted/,
    );
    await talk.ask('oncall', 'ops', 'retention raise kept-01 because x', /Backups of kept-01 are stopped/);
    const item = itemOf('cut-01', uncommonVaultIds.pairs);
    const [newest] = item.points;
    assert.ok(newest);
    newest.softDeleted = true;
    item.protectionState = 'BackupsSuspended';
    await talk.ask('oncall', 'ops', 'retention raise cut-01 because x', /nobody can keep its points longer/);
  });

  it('says the same in Dutch', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /Nederlands/);
    await talk.ask('oncall', 'personal-oncall', 'verhoog bewaartijd app-01 omdat x', /Geen herstelpunt van app-01/);
  });
});
