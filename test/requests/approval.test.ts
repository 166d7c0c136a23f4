import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';
import { policyFile } from './policy.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ approvalPolicy: policyFile() });
  await talk.ask('platform', 'approvals', 'channel approvals', /Requests are decided in this channel/);
});
after(() => talk.close());

type Asked = { id: string; card: Said; inApprovals: Said };

async function asked(vm: string, reason = 'INC0012345 table dropped'): Promise<Asked> {
  const plan = await talk.ask('oncall', 'ops', `restore ${vm} latest because ${reason}`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  const inApprovals = await talk.hears('approvals', new RegExp(`Approve or reject ${id} by`));
  return { id, card, inApprovals };
}

const look = (as: string, message: Said) => talk.look(as, message).then(({ all }) => all);
/** The bot's private answer to a typed line. */
const told = (as: string, line: string, fits: RegExp) => talk.ask(as, 'approvals', line, fits);

describe('a quorum of two groups', () => {
  it('takes one vote of each, from people who hold no Azure role too, and shows what is missing everywhere', async () => {
    const { id, card, inApprovals } = await asked('sql-01');
    assert.match(await look('approver-2', inApprovals), /2 of 2 groups to go: dba or platform\. Rule: both groups\./);
    await told('approver-2', `approve ${id}`, /Ask someone who can decide.*the rule both groups doesn't name you/);
    assert.equal((await talk.click('approver-1', inApprovals.id, 'approve')).shown, 'closed');
    for (const each of [card, inApprovals])
      await talk.shows(each, /Approved by Anton Visser[\s\S]*1 of 2 groups to go: platform/);
    await talk.click('dba', inApprovals.id, 'approve');
    await talk.shows(card, /Approved by Dana Mertens[\s\S]*1 of 2 groups to go: platform/);
    await talk.click('platform', inApprovals.id, 'approve');
    for (const each of [card, inApprovals]) await talk.shows(each, /Approved, about to start|▶ Step 1 of 8/);
  });

  it('lets a vote be changed and taken back until it is decided', async () => {
    const { id, card, inApprovals } = await asked('sql-01');
    await talk.click('approver-1', inApprovals.id, 'approve');
    await talk.shows(card, /1 of 2 groups to go: platform/);
    assert.match(await look('approver-1', inApprovals), /\[Take my vote back\]/);
    await talk.click('approver-1', inApprovals.id, 'take-back');
    await talk.shows(card, /2 of 2 groups to go: dba or platform/);
    await told('approver-1', `withdraw ${id}`, /Ask Olivia Novak, who requested/);
    await talk.click('approver-1', inApprovals.id, 'reject-time');
    await talk.shows(card, /Rejected by Anton Visser.*Wrong time/);
    await talk.click('approver-1', inApprovals.id, 'approve');
    await talk.shows(card, /Approved by Anton Visser/);
    assert.doesNotMatch((await talk.look('oncall', card)).all, /Rejected by/);
    await told('approver-1', `withdraw ${id}`, /Your vote on R-\w{4} is taken back/);
    await talk.click('platform', inApprovals.id, 'reject-not-now');
    await talk.click('dba', inApprovals.id, 'reject-machine');
    await talk.shows(card, /✗ Rejected[\s\S]*Wrong machine/);
    await talk.hears('ops', new RegExp(`Olivia Novak.*${id} was rejected`));
  });
});

describe('in the thread of a request', () => {
  it('a question and a sentence that begins as a no decide nothing', async () => {
    const { id, card, inApprovals } = await asked('sql-01');
    const thread = card.thread ?? card.id;
    const say = (line: string, fits: RegExp) => talk.ask('approver-1', 'ops', line, fits, thread);
    await say('reject?', new RegExp(`That's a question, so I did nothing. To do it, type "reject ${id}"`));
    await say('reject wrong machine?', new RegExp(`reject ${id}`));
    await say('deny assignments block the copy', /./);
    await say('sign in fails on sql-01', /./);
    assert.match(await look('approver-1', inApprovals), /Decide by/);
    assert.doesNotMatch(await look('approver-1', inApprovals), /Rejected/);
    await talk.api.say('approver-1', 'ops', 'reject wrong machine', thread);
    await talk.shows(card, /Rejected by Anton Visser.*wrong machine/);
  });
});

describe('who has what on their screen', () => {
  it('the requester sees who has seen it, approvers see buttons, a stranger the same as everyone', async () => {
    const { card, inApprovals } = await asked('web-01');
    assert.match(await look('oncall', card), /\[Withdraw\]$/);
    assert.doesNotMatch(await look('oncall', card), /Seen by/);
    assert.doesNotMatch(await look('oncall', card), /\[Approve\]/);
    assert.match(await look('approver-1', inApprovals), /\[Approve\] \[Reject\] \[I'm looking\]$/);
    await talk.click('dba', inApprovals.id, 'approve');
    await talk.shows(card, /1 of 2 \w+ to go/);
    assert.match(await look('oncall', card), /Seen by Anton Visser \d\d:\d\d/, 'at the next look of their client');
    assert.match(await look('outsider', inApprovals), /\[Approve\] \[Reject\] \[I'm looking\] \[Withdraw\]$/);
    assert.match((await talk.click('outsider', inApprovals.id, 'approve')).text ?? '', /doesn't name you/);
    await talk.click('oncall', card.id, 'withdraw');
  });
});

describe('the status of a request', () => {
  it('names the rule, who may decide, and why not whoever asks', async () => {
    const { id } = await asked('web-01');
    const text = (await told('platform', `status ${id}`, /is decided by rule two database owners/)).all;
    assert.match(text, /2 of 2 approvals to go, from dba/);
    assert.match(text, /Who could decide: .*Anton Visser/);
    assert.match(text, /Ask someone who can decide R-\w{4}/);
    assert.match((await told('approver-1', `status ${id}`, /is decided by/)).all, /You can decide it/);
    const own = (await told('oncall', `status ${id}`, /is decided by/)).all;
    assert.match(own, /you made that request yourself/);
    assert.match(own, /Seen by Anton Visser/);
    assert.doesNotMatch(own, /to see who can/, 'the names stand above');
    await talk.ask('approver-1', 'personal-approver-1', `status ${id}`, /is decided by/);
    const shown = await talk.hears('personal-approver-1', /Decide by[\s\S]*\[Approve\]/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
    await talk.shows(shown, /Withdrawn/);
    await talk.ask('oncall', 'ops', `status ${id}`, /Withdrawn/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, new RegExp(`nothing to stop.*"status ${id}"`));
    await talk.ask('oncall', 'ops', `approve ${id}`, /no longer waits/);
  });

  it('names nobody who decides what needs nobody else, and an approval says so', async () => {
    const id = idIn((await talk.ask('oncall', 'ops', 'backup web-01 keep 30d', /Backup of web-01/)).text);
    const nothing = new RegExp(`${id} needs nobody's approval`);
    await talk.ask('oncall', 'ops', `approve ${id}`, nothing);
    await told('approver-1', `reject ${id}`, nothing);
  });
});

describe('ask and answer', () => {
  it('mention each other, and both stay on the card after it is decided', async () => {
    const { id, card, inApprovals } = await asked('web-01');
    await talk.api.say('approver-1', 'approvals', `ask ${id} is the table really gone?`);
    const question = await talk.hears('ops', /Anton Visser asks about R-\w{4}: is the table really gone/);
    assert.deepEqual(
      question.mentions.map(({ name }) => name),
      ['Olivia Novak'],
    );
    await talk.shows(inApprovals, /Anton Visser asks: is the table really gone\?\nNo answer yet/);
    await told('approver-1', `answer ${id} no`, /Ask Olivia Novak, who requested/);
    await talk.api.say('oncall', 'ops', `answer ${id} yes, dropped at 01:40`);
    const answer = await talk.hears('approvals', /Olivia Novak answers about R-\w{4}: yes, dropped at 01:40/);
    assert.deepEqual(
      answer.mentions.map(({ name }) => name),
      ['Anton Visser'],
    );
    await talk.ask('oncall', 'ops', `answer ${id} again`, /Nobody is waiting for an answer/);
    await talk.ask('oncall', 'ops', `ask ${id} why`, /there's nobody else to ask/);
    await talk.click('approver-1', inApprovals.id, 'reject-machine');
    await talk.shows(card, /✗ Rejected[\s\S]*asks: is the table really gone\?\nOlivia Novak answers: yes, dropped/);
    await talk.api.say('approver-1', 'approvals', `ask ${id} and now?`);
    await told('approver-1', `ask ${id} and now?`, /no longer waits for that decision/);
  });
});

describe('before the form opens', () => {
  it('it is said when nobody, or too few, could decide, with the rule', async () => {
    await talk.ask(
      'oncall',
      'ops',
      'restore rotated-01',
      /in approval rule only the asker: nobody but you could decide this/,
    );
    await talk.ask(
      'oncall',
      'ops',
      'restore legacy-01',
      /rule too many: it requires 2 approvals, and only one person could give one/,
    );
  });

  it('a reason without the ticket that the rule wants is not sent', async () => {
    await talk.ask('oncall', 'ops', 'restore app-01 latest because of a bad day', /rule hurried requires one/);
    const form = await talk.ask('oncall', 'ops', 'restore app-01', /is filling in a form for app-01/);
    await talk.click('oncall', form.id, 'restore-plan', { inputs: { reason: 'a bad day' } });
    assert.match((await talk.look('oncall', form)).all, /rule hurried requires one[\s\S]*a bad day/);
    await talk.click('oncall', form.id, 'form-cancel');
  });
});

describe('a group that cannot be read', () => {
  it('decides nothing, and it is said what has to be done', async () => {
    const { id, inApprovals } = await asked('web-01');
    const { directory } = talk.sandbox.world;
    directory.readable = false;
    try {
      const refused = await talk.click('approver-1', inApprovals.id, 'approve');
      assert.match(refused.text ?? '', /couldn't read who is in dba.*GroupMember\.Read\.All/);
    } finally {
      directory.readable = true;
    }
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('time that passes', () => {
  it('asks who can decide, then the next group, then comes the end, each said once', async () => {
    const { id, card, inApprovals } = await asked('app-01');
    const deadline = /Decide by \d\d:\d\d/;
    assert.match(await look('oncall', card), deadline);
    await told('approver-2', `approve ${id}`, /doesn't name you/);
    const asks = async () =>
      (await talk.read('approvals')).filter(({ all }) =>
        all.includes(`Restore of app-01: ${id} waits for your decision`),
      );
    const mentioned = async () => (await asks()).flatMap(({ mentions }) => mentions.map(({ name }) => name));
    assert.deepEqual(await mentioned(), ['Petra Lange']);
    await talk.passes('the next group', async () =>
      (await talk.read('approvals')).find(({ all }) => all.includes('leads can decide now too')),
    );
    assert.match((await told('approver-2', `status ${id}`, /You can decide it/)).all, /platform or leads/);
    let names: string[] = [];
    await talk.passes('the end', async () => {
      if (/■ Expired/.test(await look('approver-2', inApprovals))) return true;
      names = await mentioned();
      return undefined;
    });
    await talk.shows(card, /■ Expired[\s\S]*Nobody decided in time/);
    await talk.hears('ops', new RegExp(`Olivia Novak.*${id} expired`));
    const late = await talk.click('platform', inApprovals.id, 'approve', { version: 0 });
    assert.match(late.text ?? '', /expired|no longer waits/);
    const all = await talk.read('approvals');
    assert.equal(all.filter((each) => each.all.includes('leads can decide now too')).length, 1);
    assert.deepEqual(names, ['Petra Lange', 'Bea Okafor'], 'each is asked once');
    assert.deepEqual(await asks(), [], 'what asked says the end');
  });
});

describe('breaking the glass', () => {
  it('takes a group, a ticket, a reason and two taps; it is loud, and two others sign the review', async () => {
    const { id, card, inApprovals } = await asked('dev-01');
    await told(
      'approver-1',
      `breakglass ${id} INC0000001 nobody answers`,
      /Ask someone in leads: only they can break the glass/,
    );
    await told('approver-2', `breakglass ${id} later nobody answers`, /Give a ticket that matches/);
    await told('approver-2', `breakglass ${id} INC0000001`, /give a ticket and a reason/);
    await told('approver-2', `breakglass ${id} 0000`, /Give a ticket|give a ticket/);
    const first = await talk.ask(
      'approver-2',
      'approvals',
      `breakglass ${id} INC0000001 nobody answers`,
      /Break the glass for dev-01\?/,
    );
    assert.match(await look('approver-2', inApprovals), /Decide by/, 'the first tap does nothing');
    assert.match((await talk.click('oncall', first.id, 'break-glass')).text ?? '', /Ask someone in leads/);
    const [one, two] = await Promise.all([1, 2].map(() => talk.click('approver-2', first.id, 'break-glass')));
    assert.deepEqual(one?.text, two?.text);
    await talk.shows(first, /Bea Okafor broke the glass: R-\w{4} for dev-01 started without a vote/);
    await talk.shows(
      card,
      /Approved without a vote[\s\S]*Bea Okafor broke the glass[\s\S]*INC0000001: nobody answers[\s\S]*0 of 2 people/,
    );
    const review = await talk.hears('approvals', /Glass broken: dev-01/);
    assert.match(
      (await talk.click('approver-2', review.id, 'sign-review')).text ?? '',
      /Leave the review of R-\w{4} to others/,
    );
    assert.match(
      (await talk.click('oncall', review.id, 'sign-review')).text ?? '',
      /Leave the review of R-\w{4} to others/,
    );
    assert.match((await talk.click('outsider', review.id, 'sign-review')).text ?? '', /you aren't one of them/);
    await talk.click('approver-1', review.id, 'sign-review');
    await talk.shows(review, /Signed by Anton Visser[\s\S]*1 of 2/);
    assert.equal(
      (await talk.click('approver-1', review.id, 'sign-review')).shown,
      'card',
      'a second click signs nothing',
    );
    await told('approver-1', `review ${id} twice`, /already signed/);
    await told('platform', `review ${id} right machine, right point`, /You've signed the review of/);
    await talk.shows(review, /right machine, right point[\s\S]*Reviewed\./);
    await talk.shows(card, /Reviewed by Anton Visser, Petra Lange/);
    await talk.shows(card, /▶ Step \d of 4|✓ Done/);
  });

  it('is confirmed in text by the start of the hash, by the same person', async () => {
    const { id } = await asked('app-01');
    const toType = (await told('platform', `approve ${id}`, /approve R-\w{4} [0-9A-F]{4}/)).all;
    const piece = /approve R-\w{4} ([0-9A-F]{4})/.exec(toType)?.[1] ?? '';
    await told('approver-2', `breakglass ${id} ${piece}`, /nothing to confirm: the first tap wasn't yours/);
    await talk.ask('approver-2', 'approvals', `breakglass ${id} INC0000002 nobody answers`, /Break the glass/);
    await told('approver-2', `breakglass ${id} ${piece}`, /was approved by Bea Okafor|running/);
  });
});

describe('without an approvals channel', () => {
  it('what is asked in a personal chat is decided in the approvers’ own, and followed there', async () => {
    const own = await startTalk();
    try {
      const plan = await own.ask(
        'oncall',
        'personal-oncall',
        'restore sql-01 latest because INC0012345',
        /Check the plan, then ask/,
      );
      const id = idIn(plan.text || plan.all);
      await own.ask('oncall', 'personal-oncall', `confirm ${id}`, /Decide by/);
      const card = await own.hears('personal-approver-1', new RegExp(`Approve or reject ${id} by`));
      await own.click('approver-1', card.id, 'approve');
      await own.shows(card, /Approved by Anton Visser/);
    } finally {
      await own.close();
    }
  });
});

describe('the time to decide', () => {
  it('is that of the rule wherever it is said, before anybody has been asked', async () => {
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    assert.match(await look('oncall', plan), /Someone else has to approve it within 1 hour/);
    await talk.ask('oncall', 'ops', 'protection stop app-01', /protection|backups/i);
    const form = await talk.hears('ops', /app-01/);
    assert.ok(form);
    const forms = (await talk.read('ops', 'oncall')).filter(({ all }) => /has to approve it within/.test(all));
    assert.ok(forms.length >= 2, 'the plan and the form of the stop both say it');
    for (const { all } of forms.slice(-2)) assert.match(all, /within 1 hour/);
  });
});
