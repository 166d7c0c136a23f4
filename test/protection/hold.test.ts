import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { uncommonVaultIds, vaultIds } from '../../sandbox/world/places.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk.close());

const vaultOf = (id: string) => {
  const vault = talk.sandbox.world.vaults.get(id.toLowerCase());
  assert.ok(vault);
  return vault;
};
function itemOf(vm: string, id: string = vaultIds.prod) {
  const item = [...vaultOf(id).items.values()].find(({ vmName }) => vmName === vm);
  assert.ok(item, vm);
  return item;
}
const comes = (fits: RegExp) =>
  talk.passes(
    `${fits}`,
    async () => (await talk.read('ops', 'platform')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    20,
  );
async function approve(heading: string): Promise<Said> {
  const request = await comes(new RegExp(`asks\\. Decide by[\\s\\S]*${heading}`));
  assert.equal((await talk.click('approver-1', request.id, 'approve')).status, 200);
  return request;
}

describe('hold', () => {
  it('stops what lets points expire by the vote of another, and only a vote lets it go on', async () => {
    const { policyName } = itemOf('sql-01');
    await talk.ask('oncall', 'ops', 'hold sql-01 because INC7 ransomware', /Hold the recovery points of sql-01/);
    const request = await approve('Hold the recovery points of sql-01');
    assert.match(request.all, /Backups of sql-01 \*\*stop\*\*[\s\S]*all its points in rsv-prod stay[\s\S]*unhold/);
    assert.match(JSON.stringify(request.card), /Undo: \*\*unhold sql-01\*\*, with a vote\. No new points until then/);
    await comes(/is done: Hold the recovery points of sql-01/);
    assert.equal(itemOf('sql-01').protectionState, 'ProtectionStopped');

    await talk.ask('oncall', 'ops', 'hold sql-01 because again', /held already/);
    const refused = await talk.ask('oncall', 'ops', `protection resume sql-01 with ${policyName}`, /are held/);
    assert.match(refused.all, /unhold sql-01 because/);
    // Other refusals for a stopped machine must not suggest a way that is refused as well.
    for (const line of ['backup sql-01', 'backup sql-01 keep 30d', 'protection stop sql-01 because INC7']) {
      const { all } = await talk.ask('oncall', 'ops', line, /sql-01 (are held|is (already )?stopped)/);
      assert.match(all, /unhold sql-01 because/, line);
      assert.doesNotMatch(all, /protection resume/, line);
    }
    const vm = await talk.ask('oncall', 'ops', 'vm sql-01', /Protection of sql-01 by rsv-prod is stopped/);
    assert.match(vm.all, /End hold\.\.\./);
    assert.doesNotMatch(vm.all, /Resume protection\.\.\./);
    const digest = await talk.ask('oncall', 'ops', 'digest', /Protection stopped, and not held/);
    const [stopped = ''] = /✗ \*\*Protection stopped, and not held[^✗]*/.exec(digest.all) ?? [];
    assert.match(stopped, /kept-01/);
    assert.doesNotMatch(stopped, /sql-01/);

    await talk.ask('oncall', 'ops', 'unhold sql-01 because INC7 is closed', /End the hold on sql-01/);
    const release = await approve('End the hold on sql-01');
    assert.match(
      release.all,
      new RegExp(
        `continue under policy ${policyName}[\\s\\S]*\\*\\*expire by it\\*\\*[\\s\\S]*When this was asked, ${policyName} said: Each day's last`,
      ),
    );
    await comes(/is done: End the hold on sql-01/);
    assert.equal(itemOf('sql-01').policyName, policyName);
    await talk.ask('oncall', 'ops', 'unhold sql-01 because again', /aren't held/);
  });

  it('is begun by a click and asks for the reason', async () => {
    const vm = await talk.ask('oncall', 'ops', 'vm web-01', /Hold points\.\.\./);
    assert.equal((await talk.click('oncall', vm.id, 'open-hold')).status, 200);
    const form = await comes(/is filling in a form for web-01/);
    assert.match((await talk.look('approver-1', form)).all, /Or type: \*\*hold web-01\*\*/);
    await talk.look('oncall', form);
    assert.equal((await talk.click('oncall', form.id, 'ask-go', { inputs: { reason: 'INC8' } })).status, 200);
    const request = await comes(/asks\. Decide by[\s\S]*Hold the recovery points of web-01[\s\S]*Why: INC8/);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(request.all)}`, /withdrawn/);
    assert.equal(itemOf('web-01').protectionState, 'Protected');
  });

  it('that only stops backups has its lines, too, while Azure tells the bot nothing', async () => {
    await talk.ask('oncall', 'ops', 'hold web-01 because INC8 ransomware', /Hold the recovery points of web-01/);
    const request = await comes(/asks\. Decide by[\s\S]*Hold the recovery points of web-01/);
    const path = '/protectedItems/';
    await talk.api.fault({ match: { method: 'GET', path }, do: 'error', status: 403, code: 'AuthorizationFailed' });
    await talk.ask('oncall', 'ops', `commands ${idIn(request.all)}`, /az backup protection disable/);
    await talk.api.clearFaults();
    await talk.ask('oncall', 'ops', `withdraw ${idIn(request.all)}`, /withdrawn/);
  });

  it('of a machine that is stopped already sends nothing, and keeps it stopped', async () => {
    const kept = itemOf('kept-01', uncommonVaultIds.locked);
    await talk.ask(
      'oncall',
      'ops',
      'hold kept-01 because INC9',
      /are stopped, so its points in rsv-locked don't expire/,
    );
    await approve('Hold the recovery points of kept-01');
    await comes(/is done: Hold the recovery points of kept-01/);
    await talk.ask('oncall', 'ops', 'protection resume kept-01 with DefaultPolicy', /are held/);
    await talk.ask('oncall', 'ops', 'unhold kept-01 because done', /Nothing changes in Azure/);
    await approve('End the hold on kept-01');
    await comes(/is done: End the hold on kept-01/);
    assert.equal(kept.protectionState, 'ProtectionStopped');
    assert.deepEqual(
      (await talk.api.requests('')).filter(({ effect }) =>
        /(stop|suspension|protection) (of )?kept-01/.test(effect ?? ''),
      ),
      [],
    );
  });

  it('in an immutable vault first raises what the policy would cut, and brings back what one has cut', async () => {
    const item = itemOf('cut-01', uncommonVaultIds.pairs);
    const expiry = item.points.map(({ expiresAt }) => expiresAt?.getTime() ?? 0);
    assert.ok(item.points.some(({ softDeleted }) => softDeleted));

    await talk.ask('oncall', 'ops', 'hold cut-01 because INC10', /Hold the recovery points of cut-01/);
    const request = await comes(/asks\. Decide by[\s\S]*Hold the recovery points of cut-01/);
    assert.match(request.all, /is immutable, so backups of cut-01 are only \*\*suspended\*\*[\s\S]*keep expiring/);
    assert.match(request.all, /First it switches to policy hold-DefaultPolicy, which keeps everything 180 days longer/);
    assert.match(request.all, /A shorter policy soft-deleted \d+ points of cut-01/);
    const lines = await talk.ask('oncall', 'ops', 'commands', /hold-DefaultPolicy/, request.id);
    assert.match(
      lines.all,
      /retentionDuration\.count \|= \(\[\., \d+\] \| max\)[\s\S]*retain-recovery-points-as-per-policy true/,
    );
    assert.equal((await talk.click('approver-1', request.id, 'approve')).status, 200);
    await comes(/is done: Hold the recovery points of cut-01/);
    assert.equal(item.policyName, 'hold-DefaultPolicy');
    assert.equal(item.protectionState, 'BackupsSuspended');
    assert.ok(!item.points.some(({ softDeleted }) => softDeleted), 'what was cut is back');
    for (const [at, { expiresAt }] of item.points.entries()) {
      assert.ok((expiresAt?.getTime() ?? 0) >= (expiry[at] ?? 0), 'nothing goes earlier');
    }
  });

  it('there ends under a policy that keeps as much, and under no other', async () => {
    await talk.ask(
      'oncall',
      'ops',
      'unhold cut-01 with DefaultPolicy because over',
      /keeps less than cut-01 has, which the immutable vault/,
    );
    await talk.ask('oncall', 'ops', 'unhold cut-01 because over', /End the hold on cut-01/);
    await approve('End the hold on cut-01');
    await comes(/is done: End the hold on cut-01/);
    assert.equal(itemOf('cut-01', uncommonVaultIds.pairs).protectionState, 'Protected');
  });

  it('that somebody undid in Azure is no hold: it is told, and asked for anew', async () => {
    const item = itemOf('app-01');
    const { policyName } = item;
    await talk.ask('oncall', 'ops', 'hold app-01 because INC12', /Hold the recovery points of app-01/);
    const first = idIn((await approve('Hold the recovery points of app-01')).all);
    await comes(/is done: Hold the recovery points of app-01/);

    Object.assign(item, { protectionState: 'Protected', policyName });
    await talk.letPass(120);
    const vm = await talk.ask('oncall', 'ops', 'vm app-01', /app-01 is protected/);
    assert.match(vm.all, new RegExp(`! Protected by rsv-prod[^\\n]*${first} no longer holds`));
    assert.match(vm.all, /Hold points\.\.\.[\s\S]*End hold\.\.\./);
    const check = await talk.ask('oncall', 'ops', 'check app-01', /app-01/);
    assert.match(check.all, new RegExp(`${first} of app-01 no longer holds[\\s\\S]*"hold app-01 because"`));
    await talk.ask('oncall', 'ops', 'hold app-01 because INC12 again', /Why: INC12 again/);
    const second = idIn((await approve('Hold the recovery points of app-01')).all);
    await comes(new RegExp(`${second} is done: Hold the recovery points of app-01`));
    assert.equal(item.protectionState, 'ProtectionStopped');
    await talk.ask('oncall', 'ops', 'hold app-01 because more', new RegExp(`held already: ${second}`));

    item.softDeletedAt = talk.sandbox.world.clock.now();
    await talk.letPass(120);
    await talk.ask('oncall', 'ops', 'hold app-01 because gone', /soft-deleted[\s\S]*undelete app-01/);
    delete item.softDeletedAt;
  });

  it('says the same in Dutch', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /Nederlands/);
    await talk.ask('oncall', 'personal-oncall', 'laat los web-01 omdat x', /worden niet vastgehouden/);
    await talk.ask('oncall', 'personal-oncall', 'houd vast web-01 omdat INC11', /herstelpunten van web-01 vasthouden/);
    await talk.ask('oncall', 'personal-oncall', 'settings language en', /English/);
  });
});
