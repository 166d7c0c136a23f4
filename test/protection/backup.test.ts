import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

/** Number of backups of a machine that Azure accepted. */
async function taken(vm: string) {
  const all = await talk.api.requests('');
  return all.filter(({ effect }) => effect.startsWith('backup accepted') && effect.endsWith(` of ${vm}`));
}

/** The expiry in the last backup request to Azure. */
function expiryOf(vm: string): string | undefined {
  const vault = [...talk.sandbox.world.vaults.values()].find(({ items }) =>
    [...items.values()].some(({ vmName }) => vmName === vm),
  );
  const jobs = vault?.jobs.filter((job) => job.item.vmName === vm && job.operation === 'Backup') ?? [];
  return jobs.at(-1)?.bag['Recovery Point Expiry Time in UTC'] ?? undefined;
}

async function finished(id: string): Promise<Said> {
  return talk.passes(`the end of ${id}`, async () =>
    (await talk.read('ops')).find(
      ({ mentions, all }) => mentions.length > 0 && all.includes(id) && !all.includes('Strongroom'),
    ),
  );
}

describe('backup by text', () => {
  it('starts at once, reads the retention back with its weekday, and ends with a word to the requester', async () => {
    const card = await talk.ask('oncall', 'ops', 'backup web-01 keep 18 days', /Backup of web-01/);
    assert.match(card.all, /until Sat 12 Dec 2026, kept 18 days/);
    const id = idIn(card.all);
    const end = await finished(id);
    assert.match(end.all, /is done: Backup of web-01/);
    assert.equal((await taken('web-01')).length, 1);
    assert.match(expiryOf('web-01') ?? '', /^12\/12\/2026/);
    const points = await talk.ask('oncall', 'ops', 'points web-01', /Recovery points of web-01/);
    assert.match(points.all, /\*\*#1\*\*[^\n]*\n[^\n]*kept until Sat 12 Dec 2026/);
  });

  it('is not given to who lacks the right, and says so in private', async () => {
    const said = await talk.ask('outsider', 'ops', 'backup web-01 keep 30d', /in the vaults you can read/);
    assert.equal(said.in, 'personal-outsider');
    assert.doesNotMatch(said.all, /rsv-/);
  });

  it('understands Dutch: back-up, bewaar, tot', async () => {
    await talk.ask('approver-1', 'personal-approver-1', 'settings language nl', /Nederlands/);
    const card = await talk.ask(
      'approver-1',
      'personal-approver-1',
      'maak back-up van dev-01 tot 24 december',
      /Back-up van dev-01/,
    );
    assert.match(card.all, /tot en met do 24 dec 2026, 31 dagen bewaard/);
    await talk.ask('approver-1', 'personal-approver-1', 'settings language en', /English/);
  });

  it('says what is wrong with a retention instead of guessing', async () => {
    await talk.ask('oncall', 'ops', 'backup sql-01 until yesterday', /That is in the past|at least/);
    await talk.ask('oncall', 'ops', 'backup sql-01 keep 12h', /n't a whole number of days/);
    await talk.ask('oncall', 'ops', 'backup sql-01 until 3/4', /could mean more than one moment/);
    await talk.ask('oncall', 'ops', 'backup sql-01 keep soon', /couldn't read "soon"/);
    await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d until friday', /both a duration and a date/);
    await talk.ask('oncall', 'ops', 'backup sql-1 keep 30d', /Do you mean sql-01\? Nothing has happened yet/);
    assert.equal((await taken('sql-01')).length, 0);
  });

  it('of a machine that is gone asks Azure for nothing, typed whole or by form', async () => {
    for (const line of ['backup gone-01 keep 30d', 'backup gone-01'])
      await talk.ask('oncall', 'ops', line, /gone-01 no longer exists in Azure[\s\S]*vm gone-01/);
    assert.equal((await taken('gone-01')).length, 0);
  });

  it('shows a backup that is running instead of starting a second one; a cancelled one says so', async () => {
    const card = await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
    const id = idIn(card.all);
    await talk.becomes(card, /Take Snapshot[\s\S]*Stop/, 10);
    const second = await talk.ask('approver-2', 'ops', 'backup sql-01 keep 5d', /already running/);
    assert.match(second.all, /sql-01, backup: running|sql-01: backup/);
    assert.equal((await taken('sql-01')).length, 1);
    await talk.ask('oncall', 'ops', `stop ${id} now`, /stopped it/);
    await talk.becomes(card, /■ Cancelled[\s\S]*Olivia Novak stopped/, 10);
    await talk.hears('ops', new RegExp(`${id} was cancelled`));
  });

  it('makes a request each for several machines', async () => {
    await talk.ask('oncall', 'ops', 'backup sql-01, app-01 and dev-01 keep 2 weeks', /Backup of app-01/);
    await talk.hears('ops', /Backup of sql-01[\s\S]*until Tue 8 Dec 2026, kept 14 days/);
    await talk.hears('ops', /Backup of app-01/);
    // The backup from the Dutch test is still running.
    await talk.hears('ops', /A backup of dev-01 is already running/);
  });

  it('named by its job is stopped with its request, which asks first', async () => {
    const [{ id: jobId } = { id: '' }] = runningOf('app-01');
    await talk.passes('the snapshot', async () => (await tasksOf(jobId)) || undefined, 30);
    await talk.ask('oncall', 'ops', `stop ${jobId}`, /for good\?/);
  });
});

describe('backup by form', () => {
  it('is begun by the button on the card of a machine', async () => {
    const vm = await talk.ask('oncall', 'ops', 'vm app-01', /\[Back up\.\.\.\]/);
    assert.equal((await talk.click('oncall', vm.id, 'open-backup')).status, 200);
    await talk.hears('ops', /is filling in a form for app-01/);
  });

  it('asks for the day, checks it on the server, keeps what was given and says what is wrong beside it', async () => {
    await talk.passes('the end of the one before', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes('is done: Backup of sql-01')),
    );
    const posted = await talk.ask('oncall', 'ops', 'backup sql-01', /filling in a form for sql-01/);
    const own = await talk.look('oncall', posted);
    assert.match(own.all, /Keep the backup through: \d{4}-\d\d-\d\d/);
    // A client with wrong bounds, or none, can send anything.
    for (const [until, says] of [
      ['2026-11-01', /That is in the past/],
      ['2026-02-31', /There's no such date/],
      ['not a date', /couldn't read/],
    ] as const) {
      const now = await talk.look('oncall', posted);
      await talk.click('oncall', posted.id, 'backup-run', {
        inputs: { until: '2026-12-01' },
        forge: { verb: 'backup-run', data: { ...dataOf(now), until } },
      });
      const told = await talk.look('oncall', posted);
      assert.match(told.all, says);
      if (until.startsWith('2')) assert.match(told.all, new RegExp(`Keep the backup through: ${until}`));
    }
    assert.equal((await taken('sql-01')).length, 2);
    const asked = async () =>
      (await talk.read('ops')).filter(({ all }) => /until Thu 24 Dec 2026, kept \d+ days/.test(all));
    const before = (await asked()).length;
    const data = { ...dataOf(await talk.look('oncall', posted)), until: '2026-12-24' };
    await talk.click('oncall', posted.id, 'backup-run', { inputs: { until: '2026-12-24' } });
    const card = await talk.hears('ops', /until Thu 24 Dec 2026, kept \d+ days/);
    await talk.shows(posted, /Olivia Novak sent the request for sql-01/);
    assert.match(card.all, /Backup of sql-01/);
    // From a screen that still shows the form.
    const action = { type: 'Action.Execute', verb: 'backup-run', data };
    const again = await talk.click('oncall', posted.id, 'backup-run', { action });
    assert.match(JSON.stringify(again.body), /Olivia Novak sent the request for sql-01/);
    await talk.settled();
    assert.equal((await asked()).length, before + 1);
    await talk.passes('it being sent', async () => ((await taken('sql-01')).length === 3 ? true : undefined), 1);
  });

  it('opens for a colleague who wants one of their own, and is put away on request', async () => {
    const posted = await talk.ask('oncall', 'ops', 'backup web-01', /filling in a form for web-01/);
    await talk.click('approver-1', posted.id, 'open-own');
    const other = await talk.hears('ops', /Anton Visser is filling in a form for web-01/);
    const told = await talk
      .click('oncall', other.id, 'backup-run', {
        forge: { verb: 'backup-run', data: dataOf(await talk.look('approver-1', other)) },
      })
      .catch((error: Error) => ({ text: error.message }));
    assert.match(told.text ?? '', /belongs to Anton Visser|no action/);
    await talk.click('approver-1', other.id, 'form-cancel');
    await talk.shows(other, /closed the form for web-01/);
  });

  it('asks which machine where none was named', async () => {
    const card = await talk.ask('oncall', 'ops', 'backup', /Which machine to back up/);
    await talk.click('oncall', card.id, 'pick-vm', { inputs: { vm: 'rsv-test/dev-01' } });
    await talk.hears('ops', /Olivia Novak is filling in a form for dev-01/);
  });
});

function runningOf(vm: string) {
  const now = talk.sandbox.world.clock.now();
  return [...talk.sandbox.world.vaults.values()].flatMap(({ jobs }) =>
    jobs.filter((job) => job.item.vmName === vm && !job.cancelled && job.startedAt <= now && job.endsAt > now),
  );
}

/** Whether a backup's snapshot is done. */
async function tasksOf(jobId: string): Promise<boolean> {
  const now = talk.sandbox.world.clock.now();
  return [...talk.sandbox.world.vaults.values()].some(({ jobs }) =>
    jobs.some((job) => job.id === jobId && job.cancellableUntil < now),
  );
}

function dataOf(message: Said): Record<string, unknown> {
  const actions = (message.card?.actions ?? []) as { verb?: string; data?: Record<string, unknown> }[];
  return actions.find(({ verb }) => verb === 'backup-run')?.data ?? {};
}
