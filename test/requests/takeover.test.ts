import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
  // An hour instead of three minutes: the step still runs when the role ends, however fast or slow the bot is.
  saga.world.restoreSlowness = 20;
  // The bot may answer each of them in private from now on.
  for (const who of ['eligible', 'oncall', 'approver-1'])
    await saga.talk.ask(who, `personal-${who}`, 'whoami', /You are/);
});
after(() => saga.close());

const minutes = 60;

/** Emma's roles are active for this long, and end by themselves. */
function activate(forMinutes: number): void {
  const { world } = saga;
  const end = new Date(world.clock.now().getTime() + forMinutes * 60_000);
  world.roles.activate(people.eligible.objectId, end);
  world.agenda.add(end, (at) => world.roles.endActivations(at));
}

/** Requested by Emma, approved by Anton. */
async function asked(name: string): Promise<{ id: string; plan: Said; card: Said }> {
  const { talk } = saga;
  const line = `restore app-01 latest as ${name} isolated because INC0012345`;
  const plan = await talk.ask('eligible', 'ops', line, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('eligible', 'ops', `confirm ${id}`, /Decide by/);
  await saga.approve({ card });
  return { id, plan, card };
}

/** The restore still runs when the role ends, as a restore of six hours does under a role of four. */
async function outlived(name: string) {
  activate(35);
  const request = await asked(name);
  await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);
  return request;
}

describe('a restore that outlasts the role of whoever asked for it', () => {
  let request: Awaited<ReturnType<typeof asked>>;
  let failed: Said;

  it('the plan says when the role ends; its holder is warned in time, once; then the step fails and names the way on', async () => {
    const { talk } = saga;
    request = await outlived('app-six');
    assert.match(request.plan.all, /The role [\w ]+ of Emma Castillo ends/);
    const warned = /your role [\w ]+ on [\w-]+ ends[\s\S]*takeover R-/;
    const told = await talk.passes(
      'the warning',
      async () => (await talk.read('personal-eligible')).find(({ all }) => warned.test(all)),
      30,
    );
    assert.match(told.all, new RegExp(request.id));
    await saga.until(request.card, /\[Take over\]/, 1);
    await talk.letPass(40 * minutes);
    failed = await saga.until(request.card, over);
    assert.match(failed.all, /✗ Failed[\s\S]*Emma Castillo no longer has[\s\S]*"takeover R-/);
    assert.equal((await talk.read('personal-eligible')).filter(({ all }) => warned.test(all)).length, 1);
    assert.equal(saga.machine('app-six'), undefined);
  });

  it('an approver of it, an outsider and its requester may not take it over', async () => {
    const { talk } = saga;
    await talk.ask(
      'approver-1',
      'ops',
      `takeover ${request.id}`,
      /you approved it, and carrying it out takes somebody else/,
    );
    await talk.ask('outsider', 'ops', `takeover ${request.id}`, /Your Azure roles don't let you/);
    await talk.ask('eligible', 'ops', `takeover ${request.id}`, /You're already carrying out R-\w+\./);
    await talk.ask('approver-2', 'ops', `takeover ${request.id}`, /Your Azure roles don't let you/);
  });

  it('another holder takes it over by a tap; of a double click and of two at once one counts', async () => {
    const { talk } = saga;
    const clicks = await Promise.all([
      talk.click('oncall', failed.id, 'takeover'),
      talk.click('oncall', failed.id, 'takeover'),
      talk.click('platform', failed.id, 'takeover'),
    ]);
    assert.ok(clicks.some(({ shown }) => shown === 'card'));
    const taken = await saga.until(request.card, /taken over by (Olivia Novak|Petra Lange)/, 1);
    assert.match(taken.all, /requested by Emma Castillo/);
    assert.match(taken.all, /\[Try again\]|\[Retry\]/);
    assert.doesNotMatch(taken.all, /\[Take over\]|takeover R-|no longer has/);
    const said = (await talk.read('ops')).filter(({ all }) => new RegExp(`took ${request.id} over from`).test(all));
    assert.equal(said.length, 1);
    assert.match(said[0]?.all ?? '', /Emma Castillo[\s\S]*retry R-\w+\*\* to continue/);
    const audit = await talk.ask('platform', 'personal-platform', `audit ${request.id}`, /taken over/);
    assert.match(audit.all, /taken over/);
  });

  it('and it goes on to its machine, after a kill too', async () => {
    const { talk } = saga;
    const who = /taken over by Petra/.test((await talk.look('oncall', request.card)).all) ? 'platform' : 'oncall';
    await talk.api.kill('SIGKILL');
    await talk.api.start();
    assert.match((await saga.again(failed, who, `retry ${request.id}`)).all, /✓ Done/);
    assert.ok(saga.machine('app-six'));
    await talk.ask('oncall', 'ops', `takeover ${request.id}`, /has nothing that someone could take over/);
  });
});

describe('a running restore', () => {
  it('may be taken over before the role ends, and its next step is then sent on the rights of whoever did', async () => {
    const { talk } = saga;
    const { id, card } = await outlived('app-early');
    await talk.ask('oncall', 'ops', `takeover ${id}`, /R-/);
    await talk.letPass(40 * minutes);
    const end = await saga.until(card, over);
    assert.match(end.all, /✓ Done/);
    assert.match(end.all, /taken over by Olivia Novak/);
  });
});

describe('a restore that was taken over before it began', () => {
  /** Approved, and delayed because Azure can't be read. */
  async function heldUp(name: string) {
    activate(35);
    const { talk } = saga;
    const line = `restore app-01 latest as ${name} isolated because INC0012345`;
    const plan = await talk.ask('eligible', 'ops', line, /Check the plan, then ask/);
    const id = idIn(plan.text || plan.all);
    const card = await talk.ask('eligible', 'ops', `confirm ${id}`, /Decide by/);
    await talk.api.fault({
      match: { method: 'GET', path: '/recoveryPoints/' },
      do: 'error',
      status: 409,
      code: 'Busy',
    });
    await saga.approve({ card });
    await talk.ask('oncall', 'ops', `takeover ${id}`, /took|was approved by/);
    return { id, card };
  }

  it('is withdrawn by whoever carries it then, and said to be; others are told whose it is', async () => {
    const { talk } = saga;
    const { id } = await heldUp('app-back');
    await talk.ask(
      'approver-2',
      'ops',
      `withdraw ${id}`,
      /Ask Emma Castillo, who requested R-\w{4}, or Olivia Novak, who took it over/,
    );
    await talk.ask('oncall', 'ops', `withdraw ${id}`, new RegExp(`${id} was withdrawn by Olivia Novak`));
    await talk.api.clearFaults();
  });

  it('or by whoever asked for it', async () => {
    const { talk } = saga;
    const { id } = await heldUp('app-own');
    await talk.ask('eligible', 'ops', `withdraw ${id}`, new RegExp(`${id} was withdrawn by Emma Castillo`));
    await talk.api.clearFaults();
  });
});

describe('a restore that waits for approval', () => {
  it('is told to wait for that, and not to have nothing left', async () => {
    const { talk } = saga;
    activate(35);
    const plan = await talk.ask(
      'eligible',
      'ops',
      'restore app-01 latest as app-wait isolated because INC1',
      /the plan/,
    );
    const id = idIn(plan.text || plan.all);
    await talk.ask('eligible', 'ops', `confirm ${id}`, /Decide by/);
    await talk.ask('oncall', 'ops', `takeover ${id}`, /has nothing that someone could take over now/);
  });
});
