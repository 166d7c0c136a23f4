import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

describe('help', () => {
  it('shows what this person may do here, and no more', async () => {
    const outsider = await talk.ask('outsider', 'ops', 'help all', /I understand/);
    const listed = [...outsider.all.matchAll(/^\*\*(.+?)\*\* {2}/gm)].map(([, name]) => name).sort();
    const allowed = ['channel', 'explain', 'help', 'settings', 'whoami'];
    assert.deepEqual(listed, allowed, 'each once');
    assert.equal(outsider.all.match(/\bsettings\b/g)?.length, 1, 'the sentence does not repeat the list');
    const oncall = await talk.ask('oncall', 'ops', 'help all', /I understand/);
    assert.match(oncall.all, /\*\*restore\*\*[\s\S]*\*\*stop\*\*[\s\S]*\*\*backup\*\*/);
    assert.doesNotMatch(oncall.all, /\*\*doctor\*\*/);
    const admin = await talk.ask('platform', 'ops', 'help all', /I understand/);
    assert.match(admin.all, /\*\*doctor\*\*/);
  });

  it('says first what goes on: a request that waits for this person, and how far their own is', async () => {
    const decide = await talk.ask('oncall', 'ops', 'help decide', /\*\*approve\*\*/);
    assert.doesNotMatch(decide.all, /\*\*vms\*\*/);
    const restore = await talk.ask('oncall', 'ops', 'help restore', /For example/);
    await talk.ask('oncall', 'ops', 'help me!', /What you can type now/);
    assert.match(restore.all, /Restore\n[\s\S]*\*\*leftovers\*\*/, 'what else there is about its topic');
    const calm = await talk.ask('oncall', 'ops', 'hi', /I understand/);
    assert.match(calm.all, /\*\*restore\*\* {2}\S[\s\S]*help all/);
    assert.ok(calm.all.split('\n').filter((line) => /^\*\*.*\*\* {2}/.test(line)).length <= 6, calm.all);
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.text || plan.all);
    const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const approver = await talk.ask('approver-1', 'ops', 'help', /I understand/);
    assert.match(approver.all, new RegExp(`\\*\\*approve ${id}\\*\\*  web-01: it waits for your decision`));
    const own = await talk.ask('oncall', 'personal-oncall', 'help', /I understand/);
    assert.match(own.all, new RegExp(`\\*\\*status ${id}\\*\\*  web-01: who has to approve it`));
    const outsider = await talk.ask('outsider', 'personal-outsider', 'help', /I understand/);
    assert.doesNotMatch(outsider.all, /R-|web-01|sql-01/, "nothing that's not theirs to know");
    assert.match(outsider.all, /\*\*help settings\*\*, \*\*help jobs\*\*\. On a command: \*\*help whoami\*\*/);
    await talk.ask('outsider', 'personal-outsider', 'help decide', /any commands on this topic here/);
    assert.match(own.all, /\*\*help decide\*\*, \*\*help settings\*\*\. On a command: \*\*help restore\*\*/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/, card.id);
  });

  it('gives examples of one command, in its other names too', async () => {
    const card = await talk.ask('oncall', 'ops', 'help herstel', /restore:/);
    assert.match(card.all, /restore sql-01 latest because/);
    assert.match(card.all, /Someone else has to approve it/);
    await talk.ask('oncall', 'ops', 'help nonsense', /don't know that command/);
    for (const greeting of ['hi', 'hello', 'hallo', 'hoi']) await talk.ask('oncall', 'ops', greeting, /I understand/);
  });
});

describe('what is not a command', () => {
  it('is answered with a near miss, with help, or with what Strongroom does not do', async () => {
    const near = await talk.ask('oncall', 'ops', 'restor sql-01', /Did you mean "restore sql-01"/);
    await talk.click('oncall', near.id, 'restore sql-01');
    await talk.hears('ops', /filling in a form for sql-01/);
    await talk.ask('oncall', 'ops', 'do you like tea with milk', /I didn't understand that/);
    await talk.ask('oncall', 'ops', 'stop sql-01', /Strongroom doesn't stop machines/);
    await talk.ask('oncall', 'ops', 'why R-7K2M', /"why" is now \*\*status R-7K2M\*\*/);
    await talk.ask('oncall', 'ops', 'keyaccess sql-01 grant', /"keyaccess" is now \*\*check sql-01 grant\*\*/);
    await talk.ask('oncall', 'personal-oncall', 'vms page two', /n't a page number/);
  });
});

describe('whoami and vm', () => {
  it('tell who somebody is and what their roles allow', async () => {
    const card = await talk.ask('oncall', 'ops', 'wie ben ik', /You are Olivia Novak/);
    assert.match(card.all, /rsv-prod[\s\S]*✓ yes: see, back up, ask for a restore/);
    assert.match((await talk.ask('platform', 'ops', 'whoami', /You are Petra/)).all, /administrator/);
    await talk.ask('outsider', 'ops', 'whoami', /don't let you restore/);
  });

  it('show one machine, and what stands against showing it', async () => {
    const card = await talk.ask('oncall', 'ops', 'vm sql-01', /sql-01 is protected by rsv-prod/);
    assert.match(card.all, /Azure Disk Encryption, BEK \+ KEK[\s\S]*Key vault: kv-prod/);
    await talk.ask('oncall', 'ops', 'vm sql-02', /Did you mean sql-01/);
    await talk.ask('oncall', 'ops', 'vm new-01', /new-01 isn't protected: no vault backs it up/);
    assert.equal(
      (await talk.ask('outsider', 'ops', 'vm sql-01', /in the vaults you can read/)).in,
      'personal-outsider',
    );
  });
});

describe('settings', () => {
  it('channel approvals takes an administrator and a channel, and the channel before is told', async () => {
    await talk.ask('oncall', 'approvals', 'channel approvals', /Only a Strongroom administrator/);
    await talk.ask('platform', 'personal-platform', 'channel approvals', /channel/);
    await talk.ask('platform', 'approvals', 'channel approvals', /decided in this channel/);
    await talk.ask('oncall', 'approvals', 'channel approvals', /Ask one of them, such as Petra Lange/);
    await talk.ask('platform', 'ops', 'kanaal goedkeuringen', /decided in this channel/);
    await talk.hears('approvals', /moved the approvals to another channel/);
    await talk.ask('platform', 'approvals', 'channel approvals off', /aren't decided in this channel/);
    await talk.ask('platform', 'ops', 'kanaal goedkeuringen uit', /no longer decided in this channel/);
    await talk.ask('platform', 'ops', 'channel approvals off', /aren't decided in this channel/);
  });

  it('a setting without its value is answered with an example that has one', async () => {
    await talk.ask('platform', 'ops', 'channel allow', /value after "allow"[\s\S]*channel allow all/);
    await talk.ask('platform', 'ops', 'channel timezone', /channel timezone UTC/);
    await talk.ask('oncall', 'ops', 'settings language', /settings language nl/);
  });

  it('a channel setting with words too many is refused whole', async () => {
    for (const line of ['channel allow all off', 'channel language nl off', 'channel off'])
      await talk.ask('platform', 'ops', line, /"off" is neither a command nor a vault/);
    await talk.ask('platform', 'ops', 'channel language nl approvals', /"approvals here" is neither/);
    await talk.ask('oncall', 'ops', 'channel', /can use all commands, for all vaults\. Everyone reads English here/);
  });

  it('a request goes to that channel too, and both cards follow it', async () => {
    await talk.ask('platform', 'approvals', 'channel approvals', /decided in this channel/);
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const there = await talk.hears('approvals', new RegExp(`Approve or reject ${id} by[\\s\\S]*Decide by`));
    await talk.click('approver-1', there.id, 'Wrong machine');
    await talk.shows(there, /Rejected by Anton Visser/);
    await talk.hears('ops', new RegExp(`${id}[\\s\\S]*✗ Rejected`));
  });

  it('language is each person’s own; a channel keeps its own', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /in het Nederlands/);
    await talk.ask('oncall', 'personal-oncall', 'hulp', /Ik begrijp/);
    assert.match((await talk.ask('oncall', 'personal-oncall', 'hulp herstel', /./)).text, /^herstel: Zet een machine/);
    await talk.ask('oncall', 'ops', 'help', /I understand/);
    await talk.ask('oncall', 'personal-oncall', 'instellingen taal klingon', /spreek geen|"klingon"/);
    await talk.ask('oncall', 'personal-oncall', 'settings language en', /in English/);
  });

  it('what everyone in a channel reads is set there by an administrator', async () => {
    await talk.ask('oncall', 'ops', 'channel language nl', /administrator/);
    await talk.ask('platform', 'ops', 'kanaal taal nl', /Wat iedereen hier leest, is vanaf nu in het Nederlands/);
    await talk.ask('oncall', 'ops', 'help', /Ik begrijp/);
    await talk.ask('platform', 'ops', 'channel language en', /What everyone reads here is in English/);
    await talk.ask('oncall', 'ops', 'help', /I understand/);
  });

  it('a time zone is each person’s own as well, by IANA name, Windows name or city', async () => {
    const chat = 'personal-oncall';
    await talk.ask('oncall', chat, 'settings timezone europe/amsterdam', /times in Europe\/Amsterdam/);
    await talk.ask('oncall', chat, 'whoami', /times in Europe\/Amsterdam/);
    await talk.ask('oncall', chat, 'instellingen tijdzone India Standard Time', /Asia\/Kolkata/);
    await talk.ask('oncall', chat, 'settings timezone Lisbon', /Europe\/Lisbon/);
    await talk.ask(
      'oncall',
      chat,
      'settings timezone Atlantis',
      /I don't know the time zone "Atlantis".*timezone Europe\/Amsterdam/,
    );
    await talk.ask('oncall', chat, 'settings timezone +02:00', /I don't know the time zone/);
    await talk.ask('oncall', chat, 'settings timezone UTC', /times in UTC/);
    await talk.ask('oncall', 'ops', 'channel timezone UTC', /administrator/);
    await talk.ask(
      'platform',
      'ops',
      'channel timezone Europe/Amsterdam',
      /everyone reads here are in Europe\/Amsterdam/,
    );
    await talk.ask('platform', 'ops', 'channel timezone UTC', /are in UTC/);
  });
});
