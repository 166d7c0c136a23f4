import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sourcesScript } from '../../sandbox/start-sandbox.ts';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import type { Deviation } from '../../src/requests/rules/addendum.ts';
import { until } from '../faults/until.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { policyFile } from './policy.ts';

const file = join(mkdtempSync(join(tmpdir(), 'strongroom-deviations-')), 'found.json');
const eviction: Deviation = { path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' };
const billing: Deviation = { path: 'virtualMachines/properties/billingProfile', value: '{"maxPrice":-1}' };
const finds = (...found: Deviation[]) => writeFileSync(file, JSON.stringify(found));

let saga: Saga;
before(async () => {
  finds();
  const imported = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;
  // The test replaces a module, so the bot runs from the sources.
  const bot = { botScript: sourcesScript, botEnv: { DEVIATIONS: file, NODE_OPTIONS: imported } };
  saga = await startSaga({ approvalPolicy: policyFile(), targeted: true, ...bot });
  await saga.talk.ask('platform', 'approvals', 'channel approvals', /Requests are decided in this channel/);
});
after(() => saga.close());
beforeEach(() => finds(eviction));

type Waiting = { id: string; card: Said; inThread: Said; inApprovals: Said };

const asksOf = (id: string) => new RegExp(`${id} waits for one more vote`);

/** @param after seconds */
async function approved(machine = 'dev-01', by = 'approver-2', after = 0): Promise<{ id: string; card: Said }> {
  const line = `restore ${machine} latest because INC0012345`;
  const plan = await saga.talk.ask('oncall', 'ops', line, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await saga.talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  const asked = await saga.talk.hears('approvals', new RegExp(`Approve or reject ${id} by`));
  if (after > 0) await saga.talk.letPass(after);
  await saga.talk.click(by, asked.id, 'approve');
  return { id, card };
}

/** A restore whose deployment has deviated; by default of dev-01 by a person with the right. */
async function deviated(...how: Parameters<typeof approved>): Promise<Waiting> {
  const { id, card } = await approved(...how);
  const inApprovals = await saga.talk.passes(`the vote on ${id}`, () => saidIn('approvals', asksOf(id)));
  const inThread = await saga.talk.hears('ops', asksOf(id));
  return { id, card, inThread, inApprovals };
}

async function saidIn(room: string, fits: RegExp): Promise<Said | undefined> {
  return (await saga.talk.read(room)).find(({ from, all }) => from === 'bot' && fits.test(all));
}

/** A request's latest addendum, by its number. */
async function addendum(id: string, number: number, room = 'approvals'): Promise<Said> {
  const fits = new RegExp(`${id} waits for one more vote[\\s\\S]*addendum ${number},`);
  return saga.talk.passes(`addendum ${number} of ${id}`, () => saidIn(room, fits));
}

/** Clicks what a message showed when it was posted, on a screen that has not refreshed since. */
const late = (as: string, shown: Said, verb: string) => saga.talk.click(as, shown.id, verb, { version: 0 });

/** The card with what Details shows. */
const unfolded = ({ card }: Said) => (card ? cardAsText(card, 'all') : '');
const pieceOn = (said: Said) => /approve R-\w{4} ([0-9A-F]{4})/.exec(unfolded(said))?.[1] ?? '';
const told = (as: string, line: string, fits: RegExp) => saga.talk.ask(as, 'approvals', line, fits);
const deployments = (id: string) => saga.effects(new RegExp(`^deployment \\S*${id}`, 'i'));

describe('what Azure holds beyond the signed plan', () => {
  it('stops the step and is put to those who decide: they are mentioned where they look, the requester in the thread', async () => {
    const { id, card, inThread, inApprovals } = await deviated();
    for (const each of [inThread, inApprovals]) {
      assert.match(
        each.all,
        /something about dev-01 isn't in the plan[\s\S]*Azure's template sets what the plan doesn't know/,
      );
      assert.match(unfolded(each), /evictionPolicy[\s\S]*"Deallocate"[\s\S]*commands R-\w{4}/);
    }
    assert.deepEqual(
      inThread.mentions.map(({ name }) => name),
      ['Olivia Novak'],
    );
    assert.ok(inApprovals.mentions.some(({ name }) => name === 'Bea Okafor'));
    await saga.talk.shows(
      card,
      /▶ Step 3 of 4 · Create the machine\n[\s\S]*INC0012345\n… \*\*Create the machine\*\*: waits for one more vote\n/,
    );
    await told('approver-2', 'status', new RegExp(`${id}[\\s\\S]*Waiting for one more vote[\\s\\S]*Decide by`));
    await told('approver-2', `status ${id}`, /is decided by the built-in rule[\s\S]*You can decide it/);

    assert.match(
      (await saga.talk.click('oncall', inThread.id, 'approve')).text ?? '',
      /you made that request yourself/,
    );
    assert.match((await saga.talk.click('outsider', inApprovals.id, 'approve')).text ?? '', /don't let you do this/);
    assert.match(
      (await saga.talk.click('outsider', inApprovals.id, 'reject-unknown')).text ?? '',
      /don't let you do this/,
    );
    assert.deepEqual(await deployments(id), []);

    assert.equal((await saga.talk.click('approver-2', inApprovals.id, 'open-approve')).shown, 'dialog');
    const [one, two] = await Promise.all([
      saga.talk.api.inDialog('approver-2', 'approve'),
      saga.talk.api.inDialog('approver-2', 'approve'),
    ]);
    assert.deepEqual([one.shown, two.shown], ['closed', 'closed'], 'a double click gets the first one’s answer');
    for (const each of [inThread, inApprovals]) await saga.talk.shows(each, /✓ Approved[\s\S]*Approved by Bea Okafor/);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    assert.match((await late('approver-1', inApprovals, 'approve')).text ?? '', /no longer waits/);

    assert.equal((await deployments(id)).length, 1);
    const trail = (await told('platform', `audit ${id}`, /Audit of/)).all;
    assert.match(trail, /approved beyond the plan[\s\S]*asked for one more vote/);
    assert.match(trail, /addendumHash: [0-9a-f]{64}/);
  });

  it('can be read and approved by typing, by the start of its own hash', async () => {
    const { id, card } = await deviated();
    const shown = await told('approver-2', `approve ${id}`, /To approve what goes beyond the plan, type/);
    assert.match(shown.all, /evictionPolicy/);
    const piece = pieceOn(shown);
    const other = piece === 'AAAA' ? 'BBBB' : 'AAAA';
    await told('approver-2', `approve ${id} ${other}`, new RegExp(other));
    await saga.talk.shows(card, /waits for one more vote/);
    await told('approver-2', `keur goed ${id} ${piece}`, /was approved/);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });

  it('has no buttons in a copy for one person, which nothing would take away after the decision', async () => {
    const { id } = await deviated();
    const line = { as: 'approver-2', in: 'approvals', text: `approve ${id}`, targeted: true };
    saga.talk.sandbox.teams.client.say(line);
    await saga.talk.settled();
    const copy = (await saga.talk.read('approvals', 'approver-2'))
      .filter((said) => (said as { only?: string | null }).only === 'approver-2' && said.from === 'bot')
      .find(({ all }) => all.includes(id));
    assert.match(copy?.all ?? '', /To approve what goes beyond the plan, type[\s\S]*evictionPolicy/);
    assert.doesNotMatch(copy?.all ?? '', /\[(Approve|Reject)/);
  });

  it('rejected, the step fails with what else there is; tried again it is asked anew, and the old card is stale', async () => {
    const { id, card, inApprovals } = await deviated();
    await saga.talk.click('approver-2', inApprovals.id, 'reject-unknown');
    const failed = await saga.until(card, over);
    assert.match(
      failed.all,
      /✗ Failed[\s\S]*Bea Okafor rejected what Azure's template sets beyond the plan\. Nothing was deployed[\s\S]*"retry"[\s\S]*"commands" and the id/,
    );
    await saga.talk.shows(inApprovals, /✗ Rejected[\s\S]*Nobody knows what this is/);
    await saga.talk.hears('ops', new RegExp(`Olivia Novak.*${id} failed`));
    await saga.talk.ask('oncall', 'ops', `retry ${id}`, /is under way/);
    const again = await addendum(id, 2);
    assert.match((await late('approver-2', inApprovals, 'approve')).text ?? '', /out of date/);
    await told('approver-2', `reject ${id} not today`, /was rejected/);
    await saga.talk.shows(again, /✗ Rejected[\s\S]*not today/);
    assert.deepEqual(await deployments(id), []);
  });

  it('is asked once more where something else is found after it was agreed to', async () => {
    const { id, card, inApprovals } = await deviated();
    finds(eviction, billing);
    await saga.talk.click('approver-2', inApprovals.id, 'approve');
    const second = await addendum(id, 2);
    assert.match(second.all, /sets what the plan doesn't know[\s\S]*billingProfile[\s\S]*evictionPolicy/);
    assert.notEqual(pieceOn(second), pieceOn(inApprovals));
    await told('approver-2', `approve ${id} ${pieceOn(inApprovals)}`, new RegExp(pieceOn(inApprovals)));
    assert.deepEqual(await deployments(id), []);
    await saga.talk.click('approver-2', second.id, 'approve');
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });

  it('expires with the rule’s own time, and the step fails', async () => {
    const { card, inApprovals } = await deviated();
    const failed = await saga.until(card, over, 3600);
    assert.match(failed.all, /✗ Failed[\s\S]*Nobody decided in time[\s\S]*Nothing was deployed/);
    await saga.talk.shows(inApprovals, /■ Expired/);
  });

  it('survives a kill between the question and the vote', async () => {
    const { card, inApprovals } = await deviated();
    await saga.talk.api.kill('SIGKILL');
    await until('the end of the bot', async () => (await saga.talk.api.bot()).pid === null);
    await saga.talk.api.start();
    await saga.talk.click('approver-2', inApprovals.id, 'approve');
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });

  it('leaves the way by hand, and the requester may take it: what was asked is withdrawn first', async () => {
    const { id, card, inApprovals } = await deviated();
    await saga.talk.ask('oncall', 'ops', `commands ${id}`, /R-\w{4} waits for a decision/);
    await saga.talk.ask('oncall', 'ops', `stop ${id} now`);
    assert.match((await saga.until(card, over)).all, /■ Cancelled[\s\S]*Olivia Novak stopped R-/);
    await saga.talk.hears('ops', /was withdrawn\. Nothing was deployed/);
    await saga.talk.shows(inApprovals, /■ Withdrawn/);
  });

  it('takes the quorum of the request’s own rule', async () => {
    const plan = await saga.talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.text || plan.all);
    const card = await saga.talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const asked = await saga.talk.hears('approvals', new RegExp(`Approve or reject ${id} by`));
    for (const who of ['approver-1', 'dba']) await saga.talk.click(who, asked.id, 'approve');
    const inApprovals = await addendum(id, 1);
    assert.match(inApprovals.all, /2 of 2 approvals to go, from dba/);
    assert.match((await saga.talk.click('approver-2', inApprovals.id, 'approve')).text ?? '', /doesn't name you/);
    await saga.talk.click('approver-1', inApprovals.id, 'approve');
    await saga.talk.shows(inApprovals, /Approved by Anton Visser[\s\S]*1 of 2 approvals to go/);
    await told('approver-1', `withdraw ${id}`, /Your vote on R-\w{4} is taken back/);
    await saga.talk.shows(inApprovals, /2 of 2 approvals to go/);
    await told('approver-1', `approve ${id} ${pieceOn(inApprovals)}`, /waits for one more vote/);
    assert.deepEqual(await deployments(id), []);
    await saga.talk.click('dba', inApprovals.id, 'approve');
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });

  it('lets the next group of the rule decide so long after its own question, and why says no more before', async () => {
    // The same group had joined the request itself 20 minutes after its start.
    const { id } = await deviated('app-01', 'platform', 25 * 60);
    const rule = (await told('platform', `status ${id}`, /You can decide it/)).all;
    assert.match(rule, /is decided by rule hurried/);
    assert.doesNotMatch(rule, /leads/);
    await saga.talk.passes('the next group, told a second time', async () => {
      const said = (await saga.talk.read('approvals')).filter(({ all }) =>
        all.includes(`${id} about app-01 yet, so leads`),
      );
      return said.length === 2 || undefined;
    });
    await told('approver-2', `status ${id}`, /platform or leads[\s\S]*You can decide it/);
    await saga.talk.ask('oncall', 'ops', `stop ${id} now`, /stopped it/);
  });

  it('is not put to a vote where a card could not show all of it', async () => {
    finds(...Array.from({ length: 13 }, (_, index) => ({ path: `properties/odd${index}`, value: '1' })));
    const { card } = await approved();
    const failed = await saga.until(card, over);
    assert.match(failed.all, /✗ Failed[\s\S]*sets what the approved plan doesn't know: properties\/odd0/);
  });
});
