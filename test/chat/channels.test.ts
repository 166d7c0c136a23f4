import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk, unfolded } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const general = 'General';

describe('a channel that nobody set up', () => {
  it('knows help and whoami, and says what to do about the rest', async () => {
    const help = await talk.ask('oncall', general, 'help all', /I understand/);
    const listed = [...help.all.matchAll(/^\*\*(.+?)\*\* {2}/gm)].map(([, name]) => name).sort();
    assert.deepEqual(listed, ['channel', 'help', 'whoami']);
    const told = await talk.ask('oncall', general, 'whoami', /You are Olivia Novak/);
    assert.equal(told.in, 'personal-oncall');
    for (const line of [
      'vms',
      'restore sql-01',
      'backup sql-01 keep 30d',
      'requests',
      'settings language nl',
      'audit',
    ]) {
      await talk.ask('oncall', general, line, /This conversation isn't set up: only "help" and "whoami" work here/);
    }
    await talk.ask('oncall', 'personal-oncall', 'vms sql', /machine/);
  });

  it('reads no sentences, not even to say what line one means', async () => {
    for (const said of [
      'which recovery points does sql-01 have?',
      'help with the backups of sql-01',
      'what am I allowed to do?',
      'what can we use in this channel?',
    ]) {
      const { all } = await talk.ask('oncall', general, said, /./);
      assert.doesNotMatch(all, /I read this as|Do you mean one of these/, said);
    }
  });

  it('is set up in the language of whoever does it, where nobody chose one', async () => {
    await talk.ask('platform', 'personal-platform', 'settings language nl', /Nederlands/);
    await talk.ask('platform', 'incident-7', '@Strongroom kanaal toestaan vms', /vanaf nu in het Nederlands/);
    await talk.ask('oncall', 'incident-7', '@Strongroom channel', /mag/);
    await talk.ask('platform', 'incident-7', '@Strongroom channel language en', /in English from now on/);
    const again = await talk.ask('platform', 'incident-7', '@Strongroom channel allow vms', /can use vms/);
    assert.doesNotMatch(again.all, /Nederlands/);
    await talk.ask('platform', 'personal-platform', 'settings language en', /English/);
  });

  it('is set up by administrators only, and each setting is in the audit', async () => {
    await talk.ask('oncall', general, 'channel allow all', /Only a Strongroom administrator/);
    await talk.ask('platform', 'personal-platform', 'channel allow all', /a channel setting/);
    await talk.ask('platform', general, 'channel allow vms nonsense', /"nonsense" is neither a command nor a vault/);
    await talk.ask(
      'platform',
      general,
      'channel allow vms status backup',
      /can use vms, status, backup, for all vaults/,
    );
    await talk.ask('oncall', general, 'kanaal', /can use vms, status, backup, for all vaults/);
    await talk.ask('oncall', general, 'vms sql', /machine/);
    await talk.ask('oncall', general, 'restore sql-01', /You can't use "restore" in this channel\. You can use help/);
    const audit = await talk.ask('platform', 'personal-platform', 'audit', /Audit/);
    assert.match(audit.all, /set what a channel may use[\s\S]*Petra Lange/);
    assert.match(audit.all, /refused[\s\S]*code: channel-command/);
  });

  it('is as before when everything is taken away again', async () => {
    const allowed = async () => {
      const told = unfolded(await talk.ask('platform', 'personal-platform', 'doctor', /health/));
      return Number(/(\d+) channels are allowed/.exec(told)?.[1]);
    };
    const before = await allowed();
    await talk.ask('platform', general, 'channel allow none', /n't set up/);
    assert.equal(await allowed(), before - 1);
    await talk.ask('oncall', general, 'vms', /n't set up/);
  });
});

describe('a channel of some vaults', () => {
  before(() => talk.ask('platform', general, 'channel allow all rsv-test', /all commands, for these vaults: rsv-test/));

  it('hears of its vaults; what reaches further goes to the one who asked', async () => {
    const here = await talk.ask('oncall', general, 'vms', /dev-01/);
    assert.notEqual(here.in, 'personal-oncall');
    const inChannel = (await talk.read(general)).filter(({ id }) => id >= here.id).map(({ all }) => all);
    assert.doesNotMatch(inChannel.join('\n'), /sql-01|web-01|gone-01|rsv-prod/);
    await talk.hears('personal-oncall', /gone-01\*\*\nrsv-prod/);
    await talk.ask('oncall', general, 'status', /Status/);
    const since = (await talk.read(general)).filter(({ id, from }) => from === 'bot' && id > here.id);
    assert.doesNotMatch(since.map(({ all }) => all).join('\n'), /sql-01|rsv-prod/);
  });

  it('answers about other vaults only in private', async () => {
    for (const line of ['vm sql-01', 'points sql-01', 'check sql-01', 'backup sql-01 keep 30d', 'restore sql-01']) {
      const told = await talk.ask('oncall', general, line, /doesn't cover the vault rsv-prod/);
      assert.equal(told.in, 'personal-oncall', line);
    }
    const vm = await talk.ask('oncall', general, 'vm dev-01', /dev-01 is protected by rsv-test/);
    assert.notEqual(vm.in, 'personal-oncall');
  });

  it('decides nothing about other vaults, by line or by a button that was carried there', async () => {
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    await talk.ask('approver-1', general, `approve ${id}`, /doesn't cover the vault rsv-prod/);
    const list = await talk.ask('oncall', general, 'status', /Status/);
    assert.doesNotMatch(list.in === 'personal-oncall' ? '' : list.all, new RegExp(id));
    const card = await talk.ask('oncall', general, 'vm dev-01', /dev-01/);
    const answered = await talk.click('approver-1', card.id, 'open-restore', {
      forge: { verb: 'approve', data: { id } },
    });
    assert.match(JSON.stringify(answered), /doesn't cover the vault rsv-prod/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /ithdrawn/);
  });
});

describe('the channel where requests are decided', () => {
  it('needs no rule for deciding, of any vault, and hears when it moves', async () => {
    await talk.ask('platform', general, 'channel allow none', /n't set up/);
    await talk.ask('platform', general, 'channel approvals', /decided in this channel/);
    const help = await talk.ask('approver-1', general, 'help all', /I understand/);
    assert.match(help.all, /\*\*approve\*\*[\s\S]*\*\*reject\*\*/);
    await talk.ask('approver-1', general, 'status', /Status/);
    await talk.ask('approver-1', general, 'vms', /n't set up/);
    await talk.ask('platform', 'approvals', 'channel approvals', /decided in this channel/);
    await talk.hears(general, /moved the approvals to another channel/);
  });
});
