import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ofType } from '../cards/every-card.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

const points = (vm: string) => talk.ask('oncall', 'ops', `points ${vm}`, /Recovery points of/);

/** The rows of a point on the card, by its number. */
function rowOf(all: string, number: number): string {
  return all.split(/(?=\*\*#\d+\*\*|Expected time)/).find((part) => part.startsWith(`**#${number}**`)) ?? '';
}

describe('points tells what speaks for each point', () => {
  it('the keys of an encrypted machine, then and now', async () => {
    const { all } = await points('sql-01');
    assert.match(rowOf(all, 1), /Same disk key as today/);
    assert.match(all, /Recommended: #1/);
    assert.match(all, /with a snapshot: restores in minutes/);
  });

  it('after a rotation the version that took its place, and the vault tier as the advice', async () => {
    const { all } = await points('rotated-01');
    const [, then, now] = /Secret ([0-9a-f]{8}) then, ([0-9a-f]{8}) now/.exec(rowOf(all, 1)) ?? [];
    assert.ok(then && now && then !== now, all);
    assert.match(all, /Recommended: #3/);
    assert.match(all, /from the vault tier: the key was changed/);
  });

  it('of keys that Key Vault no longer has, what became of them', async () => {
    assert.match(rowOf((await points('softkey-01')).all, 1), /Secret \w{8} then, soft-deleted now/);
    const lost = (await points('lostkey-01')).all;
    assert.match(rowOf(lost, 1), /Secret \w{8} then, gone from the key vault now/);
    // A missing key is not a rotated one: no other point would do better.
    assert.match(lost, /Recommended: #1/);
  });

  it('of a stopped machine by Key Vault', async () => {
    assert.match(rowOf((await points('off-01')).all, 1), /Same disk key as today/);
  });

  it('nothing about keys where there are none', async () => {
    assert.doesNotMatch((await points('dev-01')).all, /Secret|key [0-9a-f]{8}|disk key/);
  });

  it('reads at most six points of a machine that was not rotated', async () => {
    const since = new Date().toISOString();
    await points('web-01');
    const gets = (await talk.api.requests(since)).filter(({ path }) => /\/recoveryPoints\/\d+/i.test(path));
    assert.ok(gets.length <= 6, `${gets.length} reads`);
  });

  it('the form of a restore recommends the same, says why, and starts with it', async () => {
    const { all, card } = await talk.ask('oncall', 'ops', 'restore rotated-01', /Recommended/);
    assert.match(all, /Recommended: #3, .*from the vault tier: the key was changed/);
    assert.match(all, /#3: Secret [0-9a-f]{8}/);
    assert.match(all, /Expected time: no restores from/);
    const picker = ofType(card ?? {}, /^Input.ChoiceSet$/).find(({ id }) => id === 'point');
    const choices = picker?.choices as { title: string; value: string }[];
    assert.match(choices[0]?.title ?? '', /key changed since$/);
    assert.match(choices[2]?.title ?? '', /recommended$/);
    assert.equal(picker?.value, choices[2]?.value);
    // Whoever names a point is not told to take another.
    const named = await talk.ask('oncall', 'ops', 'restore rotated-01 #4', /Restore rotated-01/);
    assert.doesNotMatch(named.all, /recommended/i);
  });

  it('that there is no history of restores, until one has ended', async () => {
    assert.match((await points('dev-01')).all, /Expected time: no restores from rsv-\w+ yet/);
    const asked = await talk.ask(
      'oncall',
      'ops',
      'restore dev-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(asked.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Approve or reject/);
    const { all } = await talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w+ [0-9A-F]{4}/);
    const piece = /approve R-\w+ ([0-9A-F]{4})/.exec(all)?.[1] ?? '';
    await talk.api.say('approver-1', 'ops', `approve ${id} ${piece}`);
    const after = await talk.passes('the time that it took', async () => {
      const card = (await points('dev-01')).all;
      return /no restores from/.test(card) ? undefined : card;
    });
    assert.match(after, /Expected time\. .*: from a snapshot about .*\(1 so far\)/);
  });
});
