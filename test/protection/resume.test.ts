import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { prod as prodSubscription, vaultIds } from '../../sandbox/world/places.ts';
import { dailyPolicy } from '../../sandbox/world/seed-resources.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const prod = () => talk.sandbox.world.vaults.get(vaultIds.prod.toLowerCase());
function itemOf(vm: string) {
  const item = [...(prod()?.items.values() ?? [])].find(({ vmName }) => vmName === vm);
  assert.ok(item, vm);
  return item;
}
const comes = (fits: RegExp, after?: Said) =>
  talk.passes(
    `${fits}`,
    async () =>
      (await talk.read('ops', 'platform')).findLast(
        ({ id, from, all }) => from === 'bot' && fits.test(all) && !(after && id <= after.id),
      ),
    20,
  );
async function click(as: string, card: Said, verb: string, inputs?: Record<string, string>): Promise<Said> {
  const { status } = await talk.click(as, card.id, verb, inputs ? { inputs } : {});
  assert.equal(status, 200);
  return talk.look(as, card);
}
async function stop(vm: string): Promise<void> {
  const request = await talk.ask('oncall', 'ops', `protection stop ${vm} because it moves`, /no longer backed up/);
  await click('approver-1', request, 'approve');
  await comes(new RegExp(`${idIn(request.all)} is done: Stop the protection of ${vm}`));
}
/** Moves the oldest point back by this many days. */
function makeOlder(vm: string, days: number): void {
  const point = itemOf(vm).points.at(-1);
  assert.ok(point);
  point.at = new Date(point.at.getTime() - days * 86_400_000);
}

describe('protection resume', () => {
  it('goes back to the policy that the machine had, at once, and says what expires', async () => {
    const { policyName } = itemOf('web-01');
    assert.equal(policyName, 'daily-30');
    await stop('web-01');
    const form = await talk.ask('oncall', 'ops', 'protection resume web-01', /Resume the protection of web-01/);
    assert.match(form.all, /\(•\) daily-30/);
    const preview = await click('oncall', form, 'protect-next');
    assert.match(preview.all, /Policy daily-30\. Recovery points older than it keeps expire then/);
    await click('oncall', preview, 'resume-go');
    await comes(/is done: Resume the protection of web-01\./);
    assert.equal(itemOf('web-01').policyName, 'daily-30');
  });

  it('under a policy that keeps less takes the vote of another, by the form as by a line', async () => {
    await stop('web-01');
    const form = await talk.ask('oncall', 'ops', 'protection resume web-01', /Resume the protection of web-01/);
    await click('oncall', form, 'protect-next', { policy: 'DefaultPolicy' });
    const ask = await comes(/is filling in a form for web-01/, form);
    await talk.shows(form, /has newer forms open, so the one for web-01 was closed/);
    const own = await talk.look('oncall', ask);
    assert.match(
      own.all,
      /with a policy that may keep less[\s\S]*\*\*expire by it\*\*[\s\S]*protection resume web-01 with DefaultPolicy because/,
    );
    await click('oncall', own, 'ask-go', { reason: 'INC1' });
    const first = await comes(/asks\. Decide by[\s\S]*Resume the protection of web-01[\s\S]*Why: INC1/);
    assert.equal(itemOf('web-01').protectionState, 'ProtectionStopped');
    await talk.ask('oncall', 'ops', `withdraw ${idIn(first.all)}`, /withdrawn/);

    const line = 'protection resume web-01 because INC3 broke it';
    const withReason = await talk.ask('oncall', 'ops', line, /Resume the protection of web-01/);
    await click('oncall', withReason, 'protect-next', { policy: 'DefaultPolicy' });
    const filled = await comes(/is filling in a form for web-01/, withReason);
    assert.match((await talk.look('oncall', filled)).all, /INC3 broke it/);

    await talk.ask('oncall', 'ops', 'protection resume web-01 with DefaultPolicy because INC2', /Why: INC2/);
    const request = await comes(/asks\. Decide by[\s\S]*Resume the protection of web-01[\s\S]*Why: INC2/);
    await click('approver-1', request, 'approve');
    await comes(/is done: Resume the protection of web-01 with a policy/);
    assert.equal(itemOf('web-01').policyName, 'DefaultPolicy');
  });

  it('says what the policy keeps to whoever decides, and is void where somebody has shortened it before its send', async () => {
    await stop('app-01');
    prod()?.policies.set('weekly-07', dailyPolicy('weekly-07', { days: 14 }));
    await talk.letPass(120);
    await talk.ask('oncall', 'ops', 'protection resume app-01 with weekly-07 because INC4', /Why: INC4/);
    const request = await comes(/asks\. Decide by[\s\S]*Resume the protection of app-01[\s\S]*Why: INC4/);
    assert.match(
      request.all,
      /When this was asked, weekly-07 said: Each day's last point is kept for 14 days\. Snapshots stay/,
    );
    const byHand = `commands ${idIn(request.all)}`;
    await talk.ask('oncall', 'ops', byHand, /set-policy .*--policy-name weekly-07/);
    prod()?.policies.set('weekly-07', dailyPolicy('weekly-07', { days: 7 }));
    const none = await talk.ask('oncall', 'ops', byHand, /Policy weekly-07 of rsv-prod now keeps less/);
    assert.doesNotMatch(none.all, /az backup/, 'its lines would let go what was agreed to be kept');
    await talk.click('approver-1', request.id, 'approve');
    await comes(new RegExp(`${idIn(request.all)}[\\s\\S]*Policy weekly-07 of rsv-prod now keeps less`));
    assert.equal(itemOf('app-01').protectionState, 'ProtectionStopped');
    Object.assign(itemOf('app-01'), { protectionState: 'Protected', policyName: 'DefaultPolicy' });
  });

  it('under the policy that it had, made shorter in Azure since it was stopped, takes a vote as well', async () => {
    await stop('web-01');
    prod()?.policies.set('defaultpolicy', dailyPolicy('DefaultPolicy', { days: 7 }));
    await talk.letPass(120);
    const form = await talk.ask('oncall', 'ops', 'protection resume web-01', /Resume the protection of web-01/);
    assert.match(form.all, /\(•\) DefaultPolicy/);
    await click('oncall', form, 'protect-next');
    await comes(/is filling in a form for web-01/);
    assert.equal(itemOf('web-01').protectionState, 'ProtectionStopped');
  });

  it('of what was stopped outside goes by the points that are there, and chooses no policy that may let one go', async () => {
    Object.assign(itemOf('sql-01'), { protectionState: 'ProtectionStopped', policyName: '' });
    makeOlder('sql-01', 400);
    await talk.letPass(120);
    const form = await talk.ask('oncall', 'ops', 'protection resume sql-01', /Resume the protection of sql-01/);
    assert.doesNotMatch(form.all, /\(•\)/);
    assert.match(form.all, /\*\*protection resume sql-01 with\*\* and a policy/);
    await talk.ask('oncall', 'ops', 'protection resume sql-01 with daily-30', /is filling in a form/);

    const line = 'policy new rsv-prod yearly daily 02:00 keep 3000 days';
    const made = await talk.ask('platform', 'ops', line, /is this it\?/);
    await talk.ask('platform', 'ops', `confirm ${idIn(made.all)}`, /New policy yearly/);
    await comes(/is done: New policy yearly/);
    const again = await talk.ask('oncall', 'ops', 'protection resume sql-01', /\(•\) yearly/);
    const preview = await click('oncall', again, 'protect-next');
    await click('oncall', preview, 'resume-go');
    await comes(/is done: Resume the protection of sql-01\./);
  });

  it('is refused where somebody resumed and stopped it in Azure between its preview and its click', async () => {
    await stop('app-01');
    const form = await talk.ask('oncall', 'ops', 'protection resume app-01', /Resume the protection of app-01/);
    const preview = await click('oncall', form, 'protect-next');
    makeOlder('app-01', 400);
    const [newest] = itemOf('app-01').points;
    assert.ok(newest);
    await talk.letPass(60);
    newest.at = talk.sandbox.world.clock.now();
    const refused = await talk.click('oncall', preview.id, 'resume-go');
    assert.match(JSON.stringify(refused.body), /may keep less[\s\S]*protection resume app-01 with \w+ because/);
    assert.equal(itemOf('app-01').protectionState, 'ProtectionStopped');
  });

  it('is of the machine that the form showed, not of one that has its name by then', async () => {
    const item = itemOf('app-01');
    const form = await talk.ask('oncall', 'ops', 'protection resume app-01', /Resume the protection of app-01/);
    const inOther = (text: string) => text.replace(/rg-app/gi, 'rg-other');
    const [itemName, vmId] = [inOther(item.itemName), inOther(item.vmId)];
    const namesake = { ...item, itemName, vmId, containerName: inOther(item.containerName) };
    item.vault.items.delete(item.itemName.toLowerCase());
    item.vault.items.set(itemName.toLowerCase(), namesake);
    await talk.letPass(12 * 60, 60);
    const next = await talk.click('oncall', form.id, 'protect-next');
    assert.match(JSON.stringify(next.body), /app-01/);
    assert.doesNotMatch(JSON.stringify(next.body), /resume-go/);
    assert.equal(namesake.protectionState, 'ProtectionStopped');
  });
});

describe('protect', () => {
  it('is of the machine that the form showed, not of one that has its name by then', async () => {
    const { resources } = talk.sandbox.world;
    const machines = resources.list('Microsoft.Compute/virtualMachines', `/subscriptions/${prodSubscription.id}`);
    const shown = machines.find(({ name }) => name === 'plain-01') ?? assert.fail();
    const form = await talk.ask('oncall', 'ops', 'protect plain-01', /Protect plain-01/);
    const namesake = { ...shown, id: shown.id.replace(/rg-app/i, 'rg-restore') };
    resources.delete(shown.id);
    resources.put(namesake);
    await talk.letPass(11 * 60, 60);
    const next = await talk.click('oncall', form.id, 'protect-next');
    assert.doesNotMatch(JSON.stringify(next.body), /protect-go/);
  });
});
