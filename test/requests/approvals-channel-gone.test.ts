import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk, unfolded } from '../talk.ts';

const policy = `
groups:
  leads: { people: [aaaaaaaa-0000-4000-8000-000000000002] }
rules:
  - { name: any, who: [leads] }
`;

let talk: Talk;
before(async () => {
  const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(approvalPolicy, policy);
  talk = await startTalk({ linesPerMinute: 30, approvalPolicy });
  await talk.ask('platform', 'approvals', '@Strongroom channel approvals', /decided in this channel/);
  await talk.ask('approver-1', 'personal-approver-1', 'whoami', /You are/);
});
const remove = () => talk.sandbox.teams.faults.add({ status: 403, method: 'POST', path: 'approvals', times: 0 });
after(() => talk?.close());

async function asks(room: string): Promise<string> {
  const plan = await talk.ask(
    'oncall',
    room,
    '@Strongroom restore dev-01 latest because INC0012345',
    /Check the plan, then ask/,
  );
  const id = idIn(plan.text || plan.all);
  await talk.ask('oncall', room, `@Strongroom confirm ${id}`, /Decide by/);
  return id;
}

const health = async () => unfolded(await talk.ask('platform', 'personal-platform', 'doctor', /health/));

it('where requests are decided, and by which rules, is said by channel; whoami names the rules that name one', async () => {
  const told = await talk.ask('oncall', 'ops', 'channel', /This channel can use/);
  assert.match(told.all, /Requests are also decided in the approvals channel\. Approval rules: any\./);
  const there = await talk.ask('oncall', 'approvals', '@Strongroom channel', /This channel can use/);
  assert.match(there.all, /Requests are decided in this channel\. Approval/);
  const me = async (who: string) => (await talk.ask(who, `personal-${who}`, 'whoami', /You are/)).all;
  assert.match(await me('approver-1'), /Approval rules that name you: any\./);
  assert.doesNotMatch(await me('oncall'), /Approval rules/);
});

describe('an approvals channel that the bot was removed from', () => {
  it('takes no ask: the one that finds it shut is in their own chats', async () => {
    remove();
    const id = await asks('ops');
    await talk.hears('personal-approver-1', new RegExp(`Restore of dev-01: ${id} waits for your decision`));
    talk.sandbox.teams.faults.remove();
    await talk.ask('approver-1', 'approvals', `@Strongroom reject ${id} not now`, /reject/i);
    remove();
  });

  it('keeps no request from those who decide: the first one that finds it shut is in their own chats', async () => {
    const id = await asks('personal-oncall');
    await talk.settled();
    await talk.hears('personal-approver-1', new RegExp(`Approve or reject ${id}`));
    await talk.ask('approver-1', 'personal-approver-1', `reject ${id} not now`, /reject/i);
  });

  it('is told by doctor, and what is asked from then on is decided elsewhere', async () => {
    assert.match(await health(), /can't write in the approvals channel/);
    const id = await asks('personal-oncall');
    await talk.hears('personal-approver-1', new RegExp(`Approve or reject ${id}`));
  });

  it('is used again once somebody writes there', async () => {
    talk.sandbox.teams.faults.remove();
    await talk.ask('approver-1', 'approvals', '@Strongroom help', /./);
    assert.match(await health(), /The approvals channel is set/);
    const id = await asks('ops');
    await talk.hears('approvals', new RegExp(`Approve or reject ${id} by`));
  });
});
