import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

const ask = async (line: string, fits: RegExp, as = 'oncall') => (await talk.ask(as, 'ops', line, fits)).all;

describe('leftovers', () => {
  it('are none before anything was restored', async () => {
    assert.match(await ask('leftovers', /left/), /Nothing found that restores left behind/);
  });

  it('of a restore of disks are its disks and files, whose they are, and the lines that delete them', async () => {
    const asked = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest disks because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(asked.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Approve or reject/);
    const { all } = await talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w+ [0-9A-F]{4}/);
    const piece = /approve R-\w+ ([0-9A-F]{4})/.exec(all)?.[1] ?? '';
    await talk.api.say('approver-1', 'ops', `approve ${id} ${piece}`);
    const left = await talk.passes('what is left', async () => {
      const found = await ask('leftovers', /[Ll]eft behind/);
      return /az disk delete/.test(found) && /Copy of the keys/.test(found) ? found : undefined;
    });
    // A restore of disks alone leaves the copy of the keys, for a machine to be made from them.
    assert.match(left, /Left behind by restores: \d+; with key material: 1/);
    const [first] = left.split('\n').filter((line) => line.startsWith('**'));
    assert.match(first ?? '', /Copy of the keys/);
    assert.match(left, /az storage blob delete --auth-mode login --account-name ststagingprod/);
    assert.match(left, /az disk delete --subscription \S+ --resource-group rg-restore --name sql-01-osdisk\S* --yes/);
    assert.match(left, new RegExp(`^Since .*by ${id} of Olivia Novak for sql-01`, 'm'));
    assert.match(left, /Costs money while it exists/);
    assert.match(
      left,
      /\*\*Disk\*\* sql-01-osdisk\S*, sql-01-datadisk-000\S*, sql-01-datadisk-001/,
      'disks of one restore share a row',
    );
    assert.match(await ask(`leftovers ${id}`, /Leftovers of/), /az disk delete/);
    assert.match(await ask('leftovers sql-01', /Leftovers of/), /az disk delete/);
    assert.match(await ask('leftovers dev-01', /left/), /Nothing found that restores left behind/);
  });

  it('are told only to who may read the vault', async () => {
    // Leftovers exist, and a person who may not know of them isn't told that there are none.
    const told = await ask('leftovers', /left/, 'outsider');
    assert.match(told, /Nothing found that restores left behind in the vaults you can see here/);
    await talk.ask('outsider', 'ops', 'leftovers sql-01', /I can't find a virtual machine called sql-01/);
  });

  it('are never deleted by the bot', async () => {
    const calls = await talk.api.requests(new Date(0).toISOString());
    assert.deepEqual(
      calls.filter(({ method }) => method === 'DELETE'),
      [],
    );
  });
});
