import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { roster } from '../../sandbox/teams/roster.ts';
import { databaseOwners, people } from '../../sandbox/world/people.ts';
import { policyFile } from '../requests/policy.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';
import { forge, send } from './raw-activity.ts';

let talk: Talk;
const policy = policyFile();
before(async () => {
  talk = await startTalk({ approvalPolicy: policy });
  await talk.ask('platform', 'approvals', 'channel approvals', /Requests are decided in this channel/);
});
after(() => talk.close());

type Asked = { id: string; nonce: string; hash: string; card: Said };

async function asked(vm: string, reason = 'INC0012345 table dropped'): Promise<Asked> {
  const plan = await talk.ask('oncall', 'ops', `restore ${vm} latest because ${reason}`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  const card = await talk.hears('approvals', new RegExp(`Approve or reject ${id} by[\\s\\S]*Decide by`));
  // What to type is in the part of the card that is closed.
  const hash = /approve R-\w{4} (\w{4})/.exec(JSON.stringify(card.card))?.[1];
  assert.ok(hash);
  return { id, card, nonce: nonceOf(card), hash };
}

/** The nonce that the buttons of a card carry. */
function nonceOf(card: Said): string {
  const nonce = /"nonce":"([^"]+)"/.exec(JSON.stringify(card.card))?.[1];
  assert.ok(nonce);
  return nonce;
}

const now = (card: Said) => talk.look('outsider', card).then(({ all }) => all);

describe('a forged click', () => {
  it('is no act when it says that it is a refresh, which skips what stands before a change', async () => {
    const { id, nonce, card } = await asked('dev-01');
    for (const verb of ['approve', 'reject-time', 'break-glass', 'withdraw', 'take-back']) {
      for (const as of ['platform', 'oncall', 'approver-2']) {
        const answer = await forge(talk, as, verb, { id, nonce }, { trigger: 'automatic' });
        assert.match(answer, /out of date, so nothing was done/, `${as} ${verb}`);
      }
    }
    assert.match(await now(card), /Decide by/);
    assert.doesNotMatch(await now(card), /Approved by|Rejected by/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });

  it('with the nonce of another request, an old one, or none changes nothing, and is told in private', async () => {
    const [one, other] = [await asked('dev-01'), await asked('app-01')];
    for (const nonce of [other.nonce, 'made-up', undefined, 7, { $ne: null }]) {
      assert.match(await forge(talk, 'platform', 'approve', { id: one.id, nonce }), /out of date, so nothing was done/);
    }
    await talk.click('platform', one.card.id, 'approve');
    await talk.shows(one.card, /Approved|▶ Step \d of \d/);
    await forge(talk, 'platform', 'approve', { id: other.id, nonce: one.nonce });
    assert.match(await now(other.card), /Decide by/);
    await talk.ask('oncall', 'ops', `withdraw ${other.id}`, /was withdrawn/);
  });

  it('with a nonce that is longer than any is told that its card is out of date', async () => {
    const nonce = randomBytes(2900).toString('base64url');
    assert.match(
      await forge(talk, 'oncall', 'form-cancel', { id: 'R-2222', nonce }),
      /out of date, so nothing was done/,
    );
  });

  it('of a request shows nothing of it to those who may not read its vault, wherever it is not posted', async () => {
    const { id, nonce } = await asked('web-01', 'INC0012345 the payroll is gone');
    for (const trigger of ['manual', 'automatic'] as const) {
      const answer = await forge(talk, 'outsider', 'view-request', { id, nonce }, { trigger });
      assert.doesNotMatch(answer, /payroll|AdaptiveCard|web-01/, trigger);
    }
    const here = { id: '19:approvals@thread.tacv2', conversationType: 'channel', tenantId: roster.tenantId };
    assert.match(await forge(talk, 'outsider', 'view-request', { id }, { conversation: here }), /payroll/);
    assert.match(await forge(talk, 'approver-1', 'view-request', { id }), /payroll/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('a message of more than 4,000 characters', () => {
  it('is not read, wherever and by whomever it is sent, and its limit is told', async () => {
    const line = 'vm sql-01 ';
    for (const [as, room] of [
      ['oncall', 'ops'],
      ['outsider', 'General'],
      ['outsider', 'personal-outsider'],
    ] as const)
      await talk.ask(as, room, line.padEnd(4001, 'x'), /more than 4000 characters, so I didn't read it/);
    await talk.ask('oncall', 'personal-oncall', `${line.padEnd(3999)}?`, /sql-01.*rsv-prod/s);
    for (const data of [{ id: 'x'.repeat(4001) }, { id: 'R-2222', nonce: 'n', vms: 'a '.repeat(2001) }])
      assert.match(await forge(talk, 'outsider', 'drills-ask', data), /more than 4000 characters/);
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /./);
    await talk.ask('oncall', 'personal-oncall', 'x'.repeat(4001), /meer dan 4000 tekens/);
    await talk.ask('oncall', 'personal-oncall', 'instellingen taal en', /in English/);
  });
});

describe('who may read no vault', () => {
  it('ends and changes nothing of what is told in a channel', async () => {
    await talk.ask('oncall', 'ops', 'alerts rsv-prod', /From now on I post here/);
    await talk.ask('oncall', 'ops', 'mute sql-01 4h', /sql-01/);
    await talk.ask('oncall', 'ops', 'digest daily 08:00', /every day at 08:00/);
    for (const line of ['alerts rsv-prod off', 'alerts off', 'unmute sql-01', 'digest off', 'digest daily 09:00']) {
      const told = await talk.ask(
        'outsider',
        'ops',
        line,
        /Only people who can read a vault of this channel can change what I post here/,
      );
      assert.equal(told.in, 'personal-outsider');
    }
    await talk.ask('oncall', 'ops', 'alerts', /rsv-prod[\s\S]*sql-01[\s\S]*08:00/);
    for (const line of ['alerts rsv-prod off', 'unmute sql-01', 'digest off']) {
      await talk.ask('oncall', 'ops', line, /no longer post|again/);
    }
    await talk.ask('oncall', 'ops', 'alerts', /I don't post about any jobs/);
  });
});

describe('the requester', () => {
  it('does not decide, in capitals, under a second name, by line or by any button', async () => {
    const { id, nonce, hash, card } = await asked('dev-01');
    const { objectId, teamsId } = people.oncall;
    const from = { id: teamsId, name: 'Petra Lange', aadObjectId: objectId.toUpperCase() };
    for (const verb of ['approve', 'reject-machine'])
      assert.match(await forge(talk, 'oncall', verb, { id, nonce }, { from }), /you made that request yourself/);
    await talk.ask('oncall', 'approvals', `approve ${id} ${hash}`, /you made that request yourself/);
    await send(talk, 'oncall', { text: `reject ${id}`, from });
    assert.match(await now(card), /Decide by/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('a vote whose voter lost the right meanwhile', () => {
  it('does not count at the decision: it is dropped, said, and another one is needed', async () => {
    const { id, card } = await asked('sql-01');
    const group = talk.sandbox.world.roles.groups.find(({ objectId }) => objectId === databaseOwners.objectId);
    assert.ok(group);
    const before = group.members;
    await talk.click('dba', card.id, 'approve');
    await talk.shows(card, /Approved by Dana Mertens[\s\S]*1 of 2 groups to go: platform/);
    group.members = before.filter((member) => member !== people.dba.objectId);
    try {
      await talk.click('platform', card.id, 'approve');
      await talk.shows(card, /Approved by Petra Lange[\s\S]*1 of 2 groups to go: dba/);
      assert.doesNotMatch(await now(card), /Approved by Dana/);
      const said = await talk.hears(
        'approvals',
        new RegExp(`Dana Mertens(</at>)?: your vote on ${id} for sql-01 no longer counts`),
      );
      assert.match(said.all, /rule both groups/);
      await talk.click('approver-1', card.id, 'approve');
      await talk.shows(card, /Approved by Anton Visser/);
      await talk.shows(card, /about to start|▶ Step \d of \d/);
    } finally {
      group.members = before;
    }
    const audit = await talk.ask('platform', 'personal-platform', `audit ${id}`, /Audit/);
    assert.match(audit.all, /a vote no longer counted[\s\S]*Dana Mertens/);
  });

  it('is given again by the same button once the right is back', async () => {
    const { id, card } = await asked('sql-01');
    const group = talk.sandbox.world.roles.groups.find(({ objectId }) => objectId === databaseOwners.objectId);
    assert.ok(group);
    const before = group.members;
    await talk.click('dba', card.id, 'reject-time');
    await talk.shows(card, /Rejected by Dana Mertens/);
    group.members = before.filter((member) => member !== people.dba.objectId);
    try {
      await talk.click('platform', card.id, 'approve');
      await talk.shows(card, /Approved by Petra Lange[\s\S]*1 of 2 groups to go: dba/);
      assert.doesNotMatch(await now(card), /Rejected by Dana/);
    } finally {
      group.members = before;
    }
    await talk.click('dba', card.id, 'reject-time');
    await talk.shows(card, /Rejected by Dana Mertens/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('keys that nobody else could open', () => {
  it('are not asked for with the protection of a machine: the rule is named, and nothing is sent', async () => {
    const form = await talk.ask('oncall', 'ops', 'protect new-02', /filling in a form for new-02/);
    await talk.click('oncall', form.id, 'protect-next', { inputs: { policy: 'daily-30' } });
    const refused = await talk.click('oncall', form.id, 'protect-go');
    assert.match(refused.text ?? '', /approval rule keys by nobody: nobody but you could decide this/);
    await talk.ask('oncall', 'ops', 'backup locked-01 keep 30d', /rule keys by nobody: nobody but you could decide/);
    assert.doesNotMatch((await talk.read('approvals')).map(({ all }) => all).join(), /read the keys of/);
  });
});

describe('an approval by text', () => {
  it('gives no reason: what was typed as proof is none', async () => {
    const { id, hash, card } = await asked('dev-01');
    await talk.ask('platform', 'approvals', `approve ${id} ${hash}`, /was approved by|▶ Step \d of \d/);
    const shown = await talk.shows(card, /Approved by Petra Lange/);
    assert.doesNotMatch(shown.all, new RegExp(`Approved by Petra Lange[^\\n]*${hash}`));
  });
});

describe('what people write', () => {
  const evil = '[free](https://evil.example/x) <at>all</at> **b** {{id}} $t(approval.or)';

  it('is no link and no mention in questions, answers, tickets, notes, rejections and names', async () => {
    const name = { id: people.platform.teamsId, name: evil, aadObjectId: people.platform.objectId };
    const { id, card } = await asked('dev-01', `INC0012345 ${evil}`);
    await talk.api.say('approver-1', 'approvals', `ask ${id} ${evil}`);
    await talk.shows(card, /asks: /);
    await talk.api.say('oncall', 'ops', `answer ${id} ${evil}`);
    await talk.shows(card, /answers: /);
    await talk.ask('approver-2', 'approvals', `breakglass ${id} INC0000001 ${evil}`, /Break the glass/);
    const channel = { id: '19:incident-room@thread.tacv2', conversationType: 'channel', tenantId: roster.tenantId };
    const bot = { type: 'mention', text: '<at>S</at>', mentioned: { id: roster.bot.teamsId, name: 'S' } };
    await send(talk, 'platform', {
      text: '<at>S</at> channel approvals',
      entities: [bot],
      from: name,
      conversation: channel,
    });
    await talk.hears('approvals', /moved the approvals to another channel/);
    await talk.api.say('platform', 'approvals', 'channel approvals');
    await talk.hears('General', /moved the approvals/);
    await talk.ask('platform', 'approvals', `reject ${id} ${evil}`, /ejected/);
    await talk.shows(card, /Rejected by/);
    for (const room of ['ops', 'approvals', 'General', 'personal-oncall']) {
      for (const { from, text, card: shown } of await talk.read(room)) {
        if (from !== 'bot') continue;
        const all = `${text} ${JSON.stringify(shown ?? '').replaceAll('\\\\', '\\')}`;
        assert.doesNotMatch(all, /(?<!\\)\]\((?!https:\/\/portal\.azure\.com\/)/, 'a link that is not ours');
        assert.doesNotMatch(all, /https?:\/\/evil|<at>all|anyone with the same permission or/, all);
      }
    }
  });
});

describe('an approval policy that is edited between the ask and the vote', () => {
  it('holds for what is asked afterwards; what was asked before is decided as it was asked', async () => {
    const early = await asked('web-01');
    const before = await readFile(policy, 'utf8');
    await writeFile(
      policy,
      before.replace('machines: [web-01] }, who: [dba], approvals: 2', 'machines: [web-01] }, who: [leads]'),
    );
    await talk.sandbox.bot.kill('SIGTERM');
    await talk.sandbox.bot.start();
    await talk.ask('approver-2', 'approvals', `approve ${early.id}`, /rule two database owners doesn't name you/);
    await talk.click('approver-1', early.card.id, 'approve');
    await talk.shows(early.card, /Approved by Anton Visser[\s\S]*1 of 2 approvals to go/);
    await talk.ask('oncall', 'ops', `withdraw ${early.id}`, /was withdrawn/);
    const late = await asked('web-01');
    await talk.ask('approver-1', 'approvals', `approve ${late.id}`, /doesn't name you/);
    await talk.click('approver-2', late.card.id, 'approve');
    await talk.shows(late.card, /about to start|▶ Step \d of \d/);
  });
});
