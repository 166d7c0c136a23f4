import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { over, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { quiet } from './quiet.ts';

/**
 * Writes what a run of the real bot leaves in its tables: `node test/store/make-fixtures.ts FILE`. A file that stands in
 * fixtures/ is what a version of then has stored and is never made again; a new kind of request or form gets a file of
 * its own.
 */
const [, , target = ''] = process.argv;
assert.ok(target, 'name the file to write');

const tables = [
  'requests',
  'plans',
  'steps',
  'attempts',
  'addenda',
  'votes',
  'forms',
  'jobs',
  'conversations',
  'kept_asks',
  'settings',
  'subscriptions',
  'notices',
  'mutes',
  'checks',
] as const;

const deviations = join(mkdtempSync(join(tmpdir(), 'strongroom-fixtures-')), 'found.json');
writeFileSync(deviations, '[]');
process.env.DEVIATIONS = deviations;
process.env.NODE_OPTIONS = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;

const saga = await startSaga({ world: { fleetSize: 60 } });
const { talk } = saga;

/** What one flow does not reach does not keep the others from being written; it is told. */
async function flow(name: string, play: () => Promise<unknown>): Promise<void> {
  try {
    await play();
    process.stderr.write(`${name}: there\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message.slice(0, 300) : error}\n`);
  }
}

const post = async (path: string, body: object) => {
  const response = await fetch(`${talk.sandbox.address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.text());
};

const comes = (fits: RegExp): Promise<Said> =>
  talk.passes(
    `${fits}`,
    async () => (await talk.read('ops', 'platform')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    20,
  );

async function click(as: string, card: Said, verb: string, inputs?: Record<string, string | string[]>): Promise<Said> {
  await talk.look(as, card);
  const { status, body } = await talk.click(as, card.id, verb, inputs ? { inputs } : {});
  assert.equal(status, 200, JSON.stringify(body));
  return talk.look(as, card);
}

const ask = (line: string, fits: RegExp = /./, as = 'oncall') => talk.ask(as, 'ops', line, fits);

async function restore(line: string, fits: RegExp): Promise<void> {
  const request = await saga.asked(line);
  await saga.approve(request);
  assert.match((await saga.until(request.card, over, 120)).all, fits);
}

await flow('restore succeeded: disks', () => restore('sql-01 latest disks', /✓ Done/));
await flow('restore succeeded: rebuild, with keys', () => restore('sql-01 latest as sql-check isolated', /✓ Done/));
await flow('restore succeeded: new machine', () => restore('app-01 latest as app-new new vm', /✓ Done/));
await flow('restore succeeded: replace', async () => {
  const plan = await ask('restore app-01 latest replace because INC0012345', /is this the plan/);
  const card = await ask(`confirm ${idIn(plan.text || plan.all)} replace app-01`, /Waiting for approval/);
  await saga.approve({ card });
  assert.match((await saga.until(card, over, 120)).all, /✓ Done/);
});
await flow('restore cancelled', async () => {
  const request = await saga.asked('web-01 #12 disks');
  await saga.approve(request);
  const running = await saga.until(request.card, /Cancel job/, 10);
  await click('oncall', running, 'cancel-job');
  await saga.until(request.card, /■ Cancelled/, 60);
});
await flow('restore failed', async () => {
  await post('/api/azure/capacity', { size: 'Standard_D2s_v5', lack: 'hosts' });
  const request = await saga.asked('dev-01 latest as dev-failed isolated');
  await saga.approve(request);
  await saga.until(request.card, over, 120);
});
await flow('drill succeeded, cleaned up', async () => {
  const card = await ask('drill sql-01 because quarterly test', /Waiting for approval/);
  await saga.approve({ card });
  await saga.until(card, /✓ Done/, 120);
  await saga.until(await comes(/Removal after drill/), /✓ Done/, 120);
});
await flow('drill-definition in force, its first drill done', async () => {
  const card = await ask('drill new app-01 weekly hours 0-0 because INC0012345', /Waiting for approval/);
  await saga.approve({ card });
  await saga.until(await comes(/Restore drill of app-01/), /✓ Done/, 120);
  await saga.until(await comes(/Removal after drill/), /✓ Done/, 120);
});
await flow('restore rejected', async () => {
  const { id } = await saga.asked('web-01 latest disks');
  await talk.ask('approver-2', 'ops', `reject ${id} wrong machine`, /was rejected/);
});
await flow('restore withdrawn', async () => {
  const { id } = await saga.asked('web-01 latest disks');
  await ask(`withdraw ${id}`, /was withdrawn/);
});
await flow('backup succeeded', async () => {
  await ask('backup web-01 keep 18 days', /Backup of web-01/);
  await comes(/is done: web-01 has a new recovery point/);
});
await flow('backup cancelled, cancel succeeded', async () => {
  const card = await ask('backup dev-01 keep 30d', /Backup of dev-01/);
  await saga.until(card, /Cancel job/, 5);
  await click('oncall', card, 'cancel-job');
  await saga.until(card, /■ Cancelled/, 30);
});
await flow('cancel failed', async () => {
  const card = await ask('backup app-01 keep 30d', /Backup of app-01/);
  await saga.until(card, /Cancel job/, 5);
  const jobs = [...talk.sandbox.world.vaults.values()].flatMap((vault) => vault.jobs);
  const { id = '' } = jobs.findLast(({ item, operation }) => item.vmName === 'app-01' && operation === 'Backup') ?? {};
  await saga.until(card, /Transfer data/, 30);
  const end = await ask(`cancel ${id}`, /asked Azure to cancel the job of app-01/);
  await saga.until(end, /✗ Failed/, 5);
});
await flow('policy succeeded', async () => {
  const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
  await click('platform', form, 'policy-next', { zone: 'Europe/Amsterdam', name: 'nightly', kind: 'daily' });
  await click('platform', form, 'policy-next', {
    time: '2:00',
    snapshots: '3',
    daily: '30',
    weekly: '12',
    weeklyDays: ['Sunday'],
    monthly: '60',
    monthlyBy: 'weekday',
    monthlyWeeks: ['First'],
    monthlyDays: ['Sunday'],
    yearly: '10',
    yearlyMonths: ['January'],
    yearlyBy: 'date',
    yearlyDates: '1, last',
  });
  await click('platform', form, 'policy-create');
  await comes(/is done: rsv-prod has the policy nightly/);
});
await flow('protect succeeded', async () => {
  const preview = await ask('protect plain-01 in rsv-prod with daily-30', /is this it\?/);
  await ask(`confirm ${idIn(preview.all)}`, /Protect plain-01/);
  await comes(/is done: plain-01 is protected by rsv-prod with daily-30/);
});
await flow('grant-access succeeded, with protect to follow', async () => {
  const form = await ask('protect new-01 in rsv-prod with daily-30', /is this it\?/);
  await click('oncall', form, 'protect-go');
  await click('platform', await comes(/Waiting for approval[\s\S]*read the keys of new-01/), 'approve');
  await comes(/is done: Azure Backup can read the keys of new-01/);
});
await flow('grant-access succeeded, with backup to follow', async () => {
  await ask('backup locked-01 keep 30d', /Let Azure Backup read the keys of locked-01/);
  await click('platform', await comes(/Waiting for approval[\s\S]*Then the requested backup of locked-01/), 'approve');
  await comes(/is done: Azure Backup can read the keys of locked-01, and its backup is done/);
});
await flow('grant-access rejected, withdrawn', async () => {
  for (const end of ['reject', 'withdraw']) {
    await ask('keyaccess rbac-01 grant because INC0012345', /Why: INC0012345/);
    const { all } = await comes(/Waiting for approval[\s\S]*read the keys of rbac-01/);
    const as = end === 'reject' ? 'platform' : 'oncall';
    await talk.ask(as, 'ops', `${end} ${idIn(all)}${end === 'reject' ? ' not now' : ''}`, /rejected|withdrawn/);
  }
});
await flow('grant-access succeeded, alone', async () => {
  await ask('keyaccess new-02 grant because INC0012345', /Why: INC0012345/);
  await click('platform', await comes(/Waiting for approval[\s\S]*read the keys of new-02/), 'approve');
  await comes(/is done: Azure Backup can read the keys of new-02/);
});
await flow('stop and resume succeeded', async () => {
  await ask('protection stop web-01 because it moves', /no longer backed up/);
  await click('approver-1', await comes(/Waiting for approval[\s\S]*Stop the protection of web-01/), 'approve');
  await comes(/is done: protection of web-01 is stopped/);
  const form = await ask('protection resume web-01', /Resume the protection of web-01/);
  await click('oncall', form, 'protect-next', { policy: 'DefaultPolicy' });
  await click('oncall', form, 'resume-go');
  await comes(/web-01 is backed up again/);
});
await flow('hold and unhold succeeded', async () => {
  await ask('hold app-01 because INC0012345', /Hold the recovery points of app-01/);
  await click('approver-1', await comes(/Waits for approval[\s\S]*Hold the recovery points of app-01/), 'approve');
  await comes(/is done: the recovery points of app-01 are held/);
  await ask('unhold app-01 because INC0012345 is closed', /End the hold on app-01/);
  await click('approver-1', await comes(/Waits for approval[\s\S]*End the hold on app-01/), 'approve');
  await comes(/is done: app-01 is backed up again/);
});
await flow('stop failed', async () => {
  await ask('protection stop guarded-01 because x', /Resource Guard guard-vaults/);
  await click('approver-1', await comes(/Waiting for approval[\s\S]*Stop the protection of guarded-01/), 'approve');
  await comes(/✗ Failed[\s\S]*Stop the protection of guarded-01/);
});
await flow('undelete rejected, expired', async () => {
  await ask('undelete undead-01 because by mistake', /Undelete/);
  const { all } = await comes(/Waiting for approval[\s\S]*Undelete the backup of undead-01/);
  await talk.ask('approver-2', 'ops', `reject ${idIn(all)} not now`, /was rejected/);
  await ask('undelete undead-01 because by mistake', /Undelete/);
  const card = await comes(/Waiting for approval[\s\S]*Undelete the backup of undead-01/);
  await saga.until(card, /[Ee]xpired/, 900);
});
await flow('undelete succeeded', async () => {
  await ask('undelete undead-01 because by mistake', /Undelete/);
  await click('approver-2', await comes(/Waiting for approval[\s\S]*Undelete the backup of undead-01/), 'approve');
  await comes(/is done: the backup of undead-01 is back/);
});
await flow('restore void', async () => {
  const request = await saga.asked('dev-01 latest disks');
  const vault = [...talk.sandbox.world.vaults.values()].find(({ items }) =>
    [...items.values()].some(({ vmName }) => vmName === 'dev-01'),
  );
  const item = [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === 'dev-01');
  item?.points.splice(0);
  await saga.approve(request);
  await saga.until(request.card, /Approval void/, 20);
});

await flow('settings, notices, checks', async () => {
  await talk.ask('platform', 'approvals', 'approvals here', /Requests are decided in this channel/);
  await talk.ask('platform', 'General', 'channel allow vms jobs rsv-prod', /can use vms, jobs/);
  await ask('subscribe rsv-fleet', /From now on I post here what fails/);
  await ask('mute fleet-0001 4h', /say nothing of fleet-0001/);
  await post('/api/world/key-access', { keyVault: 'kv-fleet', granted: false });
  await post('/api/world/scheduled-backups', { keyVault: 'kv-fleet' });
  await comes(/key vault access missing/);
  await ask('digest 8:00', /./);
  await talk.passes('a check', async () => ((await talk.read('ops')).length > 0 ? true : undefined));
  for (let minutes = 0; minutes < 60; minutes += 5) await talk.api.advance(300);
});

// What stays under way is asked for last, so that no time runs out on it.
await flow('a lasting command', async () => {
  await talk.ask('eligible', 'ops', 'backup app-01 keep 30d', /You're eligible for/);
});
await flow('addendum asked', async () => {
  writeFileSync(
    deviations,
    JSON.stringify([{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }]),
  );
  const request = await saga.asked('web-01 latest as web-asked isolated');
  const inApprovals = await talk.hears('approvals', new RegExp(`${request.id}, requested by`));
  await talk.look('approver-1', inApprovals);
  await talk.click('approver-1', inApprovals.id, 'approve');
  await talk.passes('one more vote', async () =>
    (await talk.read('approvals')).find(({ all }) => new RegExp(`${request.id} waits for one more vote`).test(all)),
  );
});
await flow('restore pending', () => saga.asked('sql-01 latest as sql-pending isolated'));
await flow('stop pending, withdrawn', async () => {
  await ask('protection stop app-01 because it moves', /no longer backed up/);
  await ask(
    `withdraw ${idIn((await comes(/Waiting for approval[\s\S]*Stop the protection of app-01/)).all)}`,
    /withdrawn/,
  );
  await ask('protection stop app-01 because it moves', /no longer backed up/);
});
await flow('grant-access pending', async () => {
  await ask('keyaccess rbac-01 grant because INC0012345', /Why: INC0012345/);
});
await flow('form: restore open', () => ask('restore rotated-01', /filling|choosing|Recovery point/));
await flow('form: restore confirming', () => ask('restore sql-01 latest disks because x', /is this the plan/));
await flow('form: backup open', () => ask('backup app-01', /./));
await flow('form: policy open', async () => {
  const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
  await click('platform', form, 'policy-next', { zone: 'Europe/Amsterdam', name: 'weekends', kind: 'daily' });
});
await flow('form: protect open', () => ask('protect plain-02 new-02', /choosing how to protect/));
await flow('form: protect confirming', () => ask('protect plain-03 in rsv-prod with daily-30', /is this it\?/));
await flow('form: ask open', () => talk.ask('approver-2', 'ops', 'protection stop web-01', /./));
await flow('backup running', () => ask('backup sql-01 keep 30d', /Backup of sql-01/));

await talk.sandbox.bot.stop();
const store = await openStore({ dataDir: join(talk.dataDir, 'data'), clock: new Clock(), log: quiet });
const rows: Record<string, Record<string, unknown>[]> = {};
for (const table of tables) {
  const found = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(store.db);
  rows[table] = found.rows;
}
await store.close();
// One of each is enough: what differs by state, and for a restore by what is made.
const about = (row: Record<string, unknown>) => {
  const plan = rows.plans?.find(({ request_id }) => request_id === row.id);
  const { choice, next } = (plan?.body ?? {}) as { choice?: { mode: string }; next?: { kind: string } };
  return [row.kind, row.state, choice?.mode, next?.kind].join(' ');
};
const first = (table: string) => [...new Map(rows[table]?.toReversed().map((row) => [about(row), row])).values()];
const requests = first('requests');
const kept = new Set(requests.map(({ id }) => id));
const forms = new Set(first('forms').map(({ id }) => id));
const steps = new Set(rows.steps?.flatMap(({ id, request_id }) => (kept.has(request_id) ? [id] : [])));
const lines = Object.entries(rows).flatMap(([table, all]) =>
  all
    .filter(
      ({ id, request_id, step_id }) =>
        (request_id == null || kept.has(request_id)) &&
        (step_id == null || steps.has(step_id)) &&
        (table !== 'requests' || kept.has(id)) &&
        (table !== 'forms' || forms.has(id)),
    )
    .map((row) => JSON.stringify({ table, row })),
);
writeFileSync(target, `${lines.join('\n')}\n`);
for (const table of ['requests', 'forms']) {
  for (const row of first(table).toSorted()) process.stderr.write(`${table} ${about(row)}\n`);
}
await saga.close();
process.exit(0);
