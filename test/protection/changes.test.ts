import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startBackup } from '../../sandbox/world/backups.ts';
import { people } from '../../sandbox/world/people.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { until } from '../faults/until.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());
afterEach(() => talk.api.clearFaults());

const backupCall = { method: 'POST', path: 'protectedItems/[^/]+/backup' };
const cancelCall = { method: 'POST', path: 'backupJobs/[^/]+/cancel' };

async function sent(effect: RegExp) {
  const all = await talk.api.requests('');
  return { all, done: all.filter((one) => effect.test(one.effect)) };
}

/** The reply that mentions the requester. */
function closing(id: string): Promise<Said> {
  return talk.passes(`the end of ${id}`, async () =>
    (await talk.read('ops')).find(({ mentions, text }) => mentions.length > 0 && text.includes(`${id} `)),
  );
}

describe('a backup', () => {
  it('whose answer is lost is found by its id and not sent again', async () => {
    await talk.api.fault({ match: backupCall, do: 'reset-after', times: 1 });
    const card = await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
    const end = await closing(idIn(card.all));
    assert.match(end.all, /is done: Backup of sql-01/);
    assert.equal((await sent(/backup accepted.*of sql-01/)).done.length, 1);
  });

  it('that never reached Azure is sent once more, with the same id', async () => {
    await talk.api.fault({ match: backupCall, do: 'reset-before', times: 1 });
    const card = await talk.ask('oncall', 'ops', 'backup web-01 keep 30d', /Backup of web-01/);
    assert.match((await closing(idIn(card.all))).all, /is done/);
    const { all, done } = await sent(/backup accepted.*of web-01/);
    assert.equal(done.length, 1);
    const calls = all.filter(({ method, path }) => method === 'POST' && /web-01\/backup/.test(path));
    assert.equal(calls.length, 2);
    assert.equal(new Set(calls.map(({ clientRequestId }) => clientRequestId)).size, 1);
  });

  it('that somebody else began a moment before ends with the job that stands in its way', async () => {
    const vault = [...talk.sandbox.world.vaults.values()].find(({ name }) => name === 'rsv-prod');
    const item = [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === 'app-01');
    assert.ok(item);
    const { job } = startBackup(talk.sandbox.world, item, undefined, 'somebody-else');
    assert.ok(job);
    // Jobs appear in lists only after a while; this one never does.
    job.listedAt = job.endsAt;
    const card = await talk.ask('oncall', 'ops', 'backup app-01 keep 30d', /Backup of app-01/);
    const end = await talk.becomes(card, /✗ Failed/, 10);
    assert.match(end.all, /[Aa]nother backup/);
    assert.equal((await sent(/backup accepted.*of app-01/)).done.length, 0);
  });

  it('that has to wait is not sent for somebody who has lost the right meanwhile', async () => {
    await talk.api.fault({ match: backupCall, do: 'throttle', seconds: 30, times: 1 });
    const card = await talk.ask('oncall', 'ops', 'backup dev-01 keep 30d', /Backup of dev-01/);
    await until('the throttled call', async () =>
      (await talk.api.requests('')).some(({ path, status }) => /dev-01\/backup/.test(path) && status === 429),
    );
    const { roles } = talk.sandbox.world;
    const all = roles.assignments;
    roles.assignments = all.filter(
      ({ principalId, scope }) => principalId !== people.oncall.objectId || scope !== vaultIds.test,
    );
    const end = await closing(idIn(card.all));
    roles.assignments = all;
    assert.match(end.all, /failed: Backup of dev-01[\s\S]*Olivia Novak no longer has/);
    assert.equal((await sent(/backup accepted.*of dev-01/)).done.length, 0);
  });
});

describe('the wish to cancel', () => {
  it('whose answer is lost is found by the state of the job', async () => {
    await talk.passes(
      'quiet',
      async () => {
        const running = await talk.ask('oncall', 'ops', 'status running', /Jobs: running/);
        return /0 jobs are running/.test(running.all) ? true : undefined;
      },
      600,
    );
    const backup = await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
    await talk.becomes(backup, /Take Snapshot/, 10);
    await talk.api.fault({ match: cancelCall, do: 'reset-after', times: 1 });
    await talk.ask('oncall', 'ops', `stop ${idIn(backup.all)} now`, /stopped it/);
    await talk.becomes(backup, /■ Cancelled/, 10);
    assert.equal((await sent(/cancel accepted.*of sql-01/)).done.length, 1);
  });
});
