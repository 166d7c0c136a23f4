import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { quarantinePlace, vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

/** Policy: restores are decided as usual; releases from quarantine only by approver-2, from security here. */
const policy = `
groups:
  security: { people: [aaaaaaaa-0000-4000-8000-000000000003] }
rules:
  - { name: out of quarantine, when: { operations: [release] }, who: [security] }
breakGlass: { group: security, ticket: '^INC\\d{7}$', reviewers: [security] }
`;

let saga: Saga;
before(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-attack-')), 'approval-policy.yaml');
  writeFileSync(file, policy);
  saga = await startSaga({ approvalPolicy: file });
});
after(() => saga.close());

const itemOf = (vm: string) => {
  const vault = saga.world.vaults.get(vaultIds.prod.toLowerCase());
  return [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === vm) ?? assert.fail(vm);
};

/** Marks the newest points: Defender finds a threat and reports it for points that were made before. */
function findThreat(vm: string, points: number): void {
  for (const [index, point] of itemOf(vm).points.entries()) {
    point.threat =
      index < points
        ? { status: 'UnHealthy', title: 'Detected Petya ransomware indicators', severity: 'High' }
        : { status: 'Healthy', title: '', severity: 'Informational' };
  }
}

/**
 * Simulates an attack in the world, not through Azure's calls: retention is shortened, which soft-deletes the oldest
 * points, and another machine's backup is deleted.
 */
function attack(vm: string): void {
  for (const point of itemOf(vm).points.slice(-3)) point.softDeleted = true;
  const other = itemOf('pki-01');
  other.points.length;
  other.softDeletedAt = saga.world.clock.now();
  other.protectionState = 'ProtectionStopped';
}

/** @param before a message to exclude */
const comes = (fits: RegExp, before?: Said): Promise<Said> =>
  saga.talk.passes(
    `${fits}`,
    async () =>
      (await saga.talk.read('ops')).findLast(
        ({ id, from, all }) => id !== before?.id && from === 'bot' && fits.test(all),
      ),
    20,
  );

const subnetOf = (vm: string) => {
  const nic = saga.world.resources
    .list('Microsoft.Network/networkInterfaces', quarantinePlace.resourceGroupId)
    .find(({ name }) => name.startsWith(vm));
  const [first] = (nic?.properties.ipConfigurations ?? []) as { properties: { subnet: { id: string } } }[];
  return first?.properties.subnet.id;
};

describe('after an attack', () => {
  it('points are held, the one before the alert is restored into quarantine, and security lets it out: all by text', async () => {
    const { talk } = saga;
    attack('web-01');
    findThreat('web-01', 1);
    assert.match((await talk.ask('oncall', 'ops', 'points web-01', /Recovery points of web-01/)).all, /threat found/);
    const held = await talk.ask(
      'platform',
      'ops',
      'hold web-01 because INC1 ransomware',
      /asks\. Decide by[\s\S]*Hold the recovery/,
    );
    await saga.approve({ card: held });
    await comes(/is done: Hold the recovery points of web-01/);
    assert.ok(itemOf('web-01').points.every(({ softDeleted }) => !softDeleted));
    // Defender reports more meanwhile, for points that were made before.
    findThreat('web-01', 3);
    const { all } = await talk.ask('oncall', 'ops', 'points web-01 before the alert', /Proposed: #/);
    assert.match(all, /This proves nothing/);
    const number = /Proposed: #(\d+)/.exec(all)?.[1] ?? '';
    assert.ok(Number(number) > 3, number);

    const line = `restore web-01 #${number} quarantine because INC1`;
    const plan = await talk.ask('oncall', 'ops', line, /Check the plan, then ask[\s\S]*in quarantine/);
    const unfolded = cardAsText(plan.card ?? assert.fail(plan.text), 'all');
    assert.match(unfolded, /off on purpose: R-\w+ holds its recovery points/);
    assert.doesNotMatch(unfolded, /knew of a threat/);
    const card = await talk.ask('oncall', 'ops', `confirm ${idIn(plan.all)}`, /asks\. Decide by/);
    await saga.approve({ card });
    const done = await saga.until(card, over);
    assert.match(done.all, /✓ Done[\s\S]*Release\.\.\./);
    assert.equal(subnetOf('web-01'), quarantinePlace.subnetId);
    assert.match((await talk.ask('oncall', 'ops', 'vm web-01', /web-01/)).all, /In quarantine/);

    const asked = await talk.ask(
      'oncall',
      'ops',
      'release web-01 because examined',
      /asks\. Decide by[\s\S]*Release web-01/,
    );
    const id = idIn(asked.all);
    await talk.ask('approver-1', 'ops', `approve ${id}`, /.*/);
    assert.equal(subnetOf('web-01'), quarantinePlace.subnetId);
    const shown = await talk.ask('approver-2', 'ops', `approve ${id}`, /To approve it, type/);
    const [word = assert.fail(shown.all)] = new RegExp(`approve ${id} [0-9A-F]{4}`).exec(shown.all) ?? [];
    await talk.ask('approver-2', 'ops', word, /was approved/);
    assert.match((await saga.until(asked, over)).all, /✓ Done/);
    assert.equal(subnetOf('web-01'), quarantinePlace.releaseSubnetIds[0]);
    // The requester of the quarantine is notified in their own thread, whoever requested the release and wherever.
    await comes(new RegExp(`Olivia Novak.* web-01-r\\d+ has left quarantine: ${id} released it to subnet released`));
    const after = (await talk.read('ops')).find((one) => one.id === done.id) ?? assert.fail();
    assert.doesNotMatch(after.all, /Release\.\.\./, 'nothing is offered that was done');
  });

  it('the same by click', async () => {
    const { talk } = saga;
    attack('app-01');
    findThreat('app-01', 2);
    const machine = await talk.ask('platform', 'ops', 'vm app-01', /app-01/);
    assert.equal((await talk.click('platform', machine.id, 'open-hold')).status, 200);
    const why = await comes(/is filling in a form for app-01/);
    await talk.look('platform', why);
    assert.equal((await talk.click('platform', why.id, 'ask-go', { inputs: { reason: 'INC2' } })).status, 200);
    await saga.approve({ card: await comes(/asks\. Decide by[\s\S]*Hold the recovery points of app-01/) });
    await comes(/is done: Hold the recovery points of app-01/);

    assert.equal((await talk.click('oncall', machine.id, 'open-restore')).status, 200);
    const form = await comes(/is filling in a form for app-01/);
    await talk.look('oncall', form);
    const inputs = { reason: 'INC2', make: 'quarantine', point: itemOf('app-01').points[3]?.name ?? '' };
    assert.equal((await talk.click('oncall', form.id, 'restore-plan', { inputs })).status, 200);
    assert.match((await talk.look('oncall', form)).all, /in quarantine/);
    assert.equal((await talk.click('oncall', form.id, 'confirm')).status, 200);
    const card = await comes(/asks\. Decide by[\s\S]*Restore of app-01/);
    await saga.approve({ card });
    const done = await saga.until(card, over);
    assert.match(done.all, /✓ Done/);

    await talk.look('oncall', done);
    assert.equal((await talk.click('oncall', done.id, 'open-release')).status, 200);
    const reason = await comes(/is filling in a form for app-01/, why);
    await talk.look('oncall', reason);
    assert.equal((await talk.click('oncall', reason.id, 'ask-go', { inputs: { reason: 'examined' } })).status, 200);
    const asked = await comes(/asks\. Decide by[\s\S]*Release app-01/);
    await saga.approve({ card: asked }, 'approver-1');
    assert.equal(subnetOf('app-01'), quarantinePlace.subnetId);
    await saga.approve({ card: asked }, 'approver-2');
    assert.match((await saga.until(asked, over)).all, /✓ Done/);
    assert.equal(subnetOf('app-01'), quarantinePlace.releaseSubnetIds[0]);
  });

  it('points are held without a vote by whoever breaks the glass, and let go by a vote alone', async () => {
    const { talk } = saga;
    const asked = await talk.ask(
      'platform',
      'ops',
      'hold dev-01 because INC3',
      /asks\. Decide by[\s\S]*Hold the recovery/,
    );
    const line = `breakglass ${idIn(asked.all)} INC0000003 nobody answers`;
    const first = await talk.ask('approver-2', 'ops', line, /Break the glass for dev-01\?/);
    assert.equal((await talk.click('approver-2', first.id, 'break-glass')).status, 200);
    await comes(/broke the glass: R-\w+ for dev-01 started without a vote/);
    await comes(/is done: Hold the recovery points of dev-01/);
    const held = [...saga.world.vaults.values()]
      .flatMap(({ items }) => [...items.values()])
      .find(({ vmName }) => vmName === 'dev-01');
    assert.equal(held?.protectionState, 'ProtectionStopped');
    await talk.ask('platform', 'ops', 'unhold dev-01 because INC3 is closed', /asks\. Decide by[\s\S]*End the hold/);
    assert.equal(held?.protectionState, 'ProtectionStopped');
  });
});
