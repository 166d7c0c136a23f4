import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ linesPerMinute: 30 });
});
after(() => talk?.close());

describe('a channel that the bot was removed from', () => {
  it('keeps from nobody what came of their request: that is in their own chat, once', async () => {
    for (const person of ['oncall', 'approver-1']) await talk.ask(person, `personal-${person}`, 'whoami', /You are/);
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore dev-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    talk.sandbox.teams.faults.add({ status: 403, path: ':ops', times: 0 });
    const shown = await talk.ask('approver-1', 'personal-approver-1', `approve ${id}`, /type "approve R-\w+ \w{4}"/);
    await talk.ask(
      'approver-1',
      'personal-approver-1',
      /"(approve R-\w+ \w{4})"/.exec(shown.all)?.[1] ?? '',
      /approved by/,
    );
    const told = async (fits: RegExp) =>
      (await talk.read('personal-oncall')).filter(({ all }) => fits.test(all)).length;
    await talk.passes('the end', async () => ((await told(/is done/)) > 0 ? true : undefined));
    talk.sandbox.teams.faults.remove();
    await talk.ask('oncall', 'ops', 'help', /I understand/);
    assert.equal(await told(/is done/), 1);
    assert.equal(
      (await talk.read('personal-oncall')).some(({ text }) => /<at>/.test(text)),
      false,
    );
  });
});
