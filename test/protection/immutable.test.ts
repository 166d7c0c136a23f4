import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { uncommonVaultIds } from '../../sandbox/world/places.ts';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk.close());

const itemOf = (vault: string, vm: string) =>
  [...(talk.sandbox.world.vaults.get(vault.toLowerCase())?.items.values() ?? [])].find(({ vmName }) => vmName === vm);

const comes = (fits: RegExp) =>
  talk.passes(
    `${fits}`,
    async () => (await talk.read('ops', 'platform')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    20,
  );

it('stopping in an immutable vault suspends, says what still expires, and check says it afterwards', async () => {
  await talk.ask('oncall', 'ops', 'protection stop archive-01 because it moves', /Suspend the backups of archive-01/);
  const request = await comes(/asks\. Decide by[\s\S]*Suspend the backups of archive-01/);
  assert.match(request.all, /rsv-locked is immutable[\s\S]*keep expiring[\s\S]*only the newest stays/);
  assert.match(JSON.stringify(request.card), /Points that expire meanwhile are gone/);
  const lines = await talk.ask(
    'oncall',
    'ops',
    'commands',
    /retain-recovery-points-as-per-policy|archive-01/,
    request.id,
  );
  assert.match(lines.all, /retain-recovery-points-as-per-policy true/);
  assert.equal((await talk.click('approver-1', request.id, 'approve')).status, 200);
  await comes(/is done: Suspend the backups of archive-01/);
  assert.equal(itemOf(uncommonVaultIds.locked, 'archive-01')?.protectionState, 'BackupsSuspended');
  await talk.ask(
    'oncall',
    'ops',
    'check archive-01',
    /Backups of archive-01 are suspended[\s\S]*only the newest stays/,
  );
});

it('says it in Dutch too', async () => {
  await talk.ask('oncall', 'personal-oncall', 'settings language nl', /Nederlands/);
  await talk.ask('oncall', 'personal-oncall', 'controleer archive-01', /De back-ups van archive-01 zijn onderbroken/);
  await talk.ask('oncall', 'personal-oncall', 'settings language en', /English/);
});

it('a guard of another tenant is said beforehand, with the way by hand', async () => {
  const form = await talk.ask(
    'oncall',
    'ops',
    'protection stop mua-02 because x',
    /Resource Guard [\w-]+ of another tenant/,
  );
  assert.match(form.all, /where Strongroom can't sign in[\s\S]*--tenant-id/);
  await talk.ask('oncall', 'ops', 'check mua-02', /of another tenant[\s\S]*Azure will refuse a restore/);
});
