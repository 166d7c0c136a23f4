import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { vaultIds } from '../../sandbox/world/places.ts';
import { stage } from './stage.ts';
import { Views } from './views.ts';

/** Policy under which only approver-2, from security here, decides on releases from quarantine. */
const policy = `
groups:
  security: { people: [aaaaaaaa-0000-4000-8000-000000000003] }
rules:
  - { name: out of quarantine, when: { operations: [release] }, who: [security] }
`;
const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-e2e-attack-')), 'approval-policy.yaml');
writeFileSync(approvalPolicy, policy);

const on = stage({ approvalPolicy, world: { fleetSize: 3 } });

function pointsOf(vm: string) {
  const vault = on.world.vaults.get(vaultIds.prod.toLowerCase());
  const item = [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === vm) ?? assert.fail(vm);
  return item.points;
}

/**
 * Simulates an attack: retention is shortened, which soft-deletes the oldest points, and Defender finds a threat in the
 * newest that it had not seen.
 */
function attack(vm: string): void {
  const points = pointsOf(vm);
  for (const point of points.slice(-3)) point.softDeleted = true;
  for (const [index, point] of points.entries()) {
    point.threat =
      index < 2
        ? { status: 'UnHealthy', title: 'Detected Petya ransomware indicators', severity: 'High' }
        : { status: 'Healthy', title: '', severity: 'Informational' };
  }
}

test('after an attack, by click: points held, a copy in quarantine, released by security', {
  timeout: 900_000,
}, async () => {
  attack('web-01');
  const [platform, oncall, approver, security] = await on.windows(['platform', 'oncall', 'approver-1', 'approver-2']);
  assert.ok(platform && oncall && approver && security);

  await platform.type('@Strongroom vm web-01');
  await platform.button('Hold points...').click();
  await platform.fill('Reason', 'INC1 ransomware');
  await platform.button('Ask for approval').click();
  const held = await on.control.until('the hold', () => waiting(/Hold the recovery points of web-01/));
  await picture('approver-1', held.id, 'attack-1-hold');
  await approver.approve();
  await on.passes(/is done: Hold the recovery points of web-01/);
  assert.ok(pointsOf('web-01').every(({ softDeleted }) => !softDeleted));

  await oncall.type('@Strongroom points web-01 before the alert');
  const proposed = oncall.said(/Proposed: #\d+/);
  await proposed.waitFor();
  const [, number = ''] = /#(\d+)/.exec((await proposed.textContent()) ?? '') ?? [];
  assert.ok(Number(number) > 2, number);
  await picture('oncall', (await latest(/Recovery points of web-01/)).id, 'attack-2-points');

  await oncall.type(`@Strongroom restore web-01 #${number}`);
  await oncall.pane
    .getByLabel(/A machine in quarantine/)
    .last()
    .check();
  await oncall.fill('Reason', 'INC1 ransomware');
  await oncall.button('Show the plan').click();
  await oncall.said(/in quarantine/).waitFor();
  await oncall.button('Ask for approval').click();
  const asked = await on.control.until('the restore', () => waiting(/web-01-r\d+[\s\S]*in quarantine/));
  await picture('approver-1', asked.id, 'attack-3-quarantine');
  assert.match((await (await approver.openSentence()).textContent()) ?? '', /Yes, create it in quarantine/);
  await approver.said(/until someone else releases it/).waitFor();
  await approver.approve();
  await on.passes(/is done: web-01-r\d+/);
  await oncall.button('Release...').waitFor();
  await picture('oncall', asked.id, 'attack-4-held');

  await oncall.button('Release...').click();
  await oncall.fill('What was examined, and what was found?', 'examined');
  await oncall.button('Ask for approval').click();
  const release = await on.control.until('the release', () => waiting(/Release web-01-r\d+ from quarantine/));
  await security.button('Approve').waitFor();
  await picture('approver-2', release.id, 'attack-5-release');
  await security.approve();
  await on.passes(/is done: Release /);

  async function waiting(what: RegExp) {
    const all = await on.control.messages('ops', 'approver-2');
    return all.findLast(({ text, card }) => text.includes('Approve or reject') && what.test(JSON.stringify(card)));
  }

  async function latest(what: RegExp) {
    const all = await on.control.messages('ops', 'oncall');
    return (
      all.findLast(({ from, card }) => from === 'bot' && what.test(JSON.stringify(card))) ?? assert.fail(`${what}`)
    );
  }

  async function picture(as: string, message: string, name: string): Promise<void> {
    if (!process.env.SCREENSHOTS) return;
    const views = await Views.open(on.browser, on.address, 'en');
    await views.show(as, message, name);
    await views.close();
    assert.deepEqual(views.faults, []);
  }
});
