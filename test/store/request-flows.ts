import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { startBackup } from '../../sandbox/world/backups.ts';
import { over, type Saga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

/** Actions that bring requests of a kind into a state, named after both. Expected answers also match older versions. */
export type RequestFlow = [name: string, play: () => Promise<unknown>];

const cleanUp = /(?:Cleanup|Removal) after drill/;
const newDrills = /New (?:scheduled drills|drills by the clock)/;

/**
 * Requests of every kind in every state, ordered so that they don't get in each other's way: first those that end, then
 * those that stay open.
 * @param deviations file that children/deviating-deployment.ts reads; without it no addendum is requested
 */
export function requestFlows({ talk, ...saga }: Saga, deviations?: string): RequestFlow[] {
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

  async function click(
    as: string,
    card: Said,
    verb: string,
    inputs?: Record<string, string | string[]>,
  ): Promise<Said> {
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

  const addendum: RequestFlow[] =
    deviations === undefined
      ? []
      : [
          [
            'addendum asked',
            async () => {
              writeFileSync(
                deviations,
                JSON.stringify([{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }]),
              );
              const request = await saga.asked('web-01 latest as web-asked isolated');
              const inApprovals = await talk.hears(
                'approvals',
                new RegExp(`${request.id}, (?:asked for|requested) by`),
              );
              await talk.look('approver-1', inApprovals);
              await talk.click('approver-1', inApprovals.id, 'approve');
              await talk.passes('one more vote', async () =>
                (await talk.read('approvals')).find(({ all }) =>
                  new RegExp(`${request.id} waits for one more vote`).test(all),
                ),
              );
            },
          ],
        ];

  return [
    ['restore succeeded: disks', () => restore('sql-01 latest disks', /✓ Done/)],
    ['restore succeeded: rebuild, with keys', () => restore('sql-01 latest as sql-check isolated', /✓ Done/)],
    ['restore succeeded: new machine', () => restore('app-01 latest as app-new new vm', /✓ Done/)],
    [
      'restore succeeded: replace',
      async () => {
        const plan = await ask('restore app-01 latest replace because INC0012345', /Check the plan, then ask/);
        const card = await ask(`confirm ${idIn(plan.text || plan.all)} replace app-01`, /Decide by/);
        await saga.approve({ card });
        assert.match((await saga.until(card, over, 120)).all, /✓ Done/);
      },
    ],
    [
      'restore cancelled',
      async () => {
        const request = await saga.asked('web-01 #12 disks');
        await saga.approve(request);
        await saga.until(request.card, /Transfer data/, 10);
        await ask(`stop ${request.id} now`, /stopped it/);
        await saga.until(request.card, /■ Cancelled/, 60);
      },
    ],
    [
      'drill succeeded, cleaned up',
      async () => {
        const card = await ask('drill sql-01 because quarterly test', /Decide by/);
        await saga.approve({ card });
        await saga.until(card, /✓ Done/, 120);
        await saga.until(await comes(cleanUp), /✓ Done/, 120);
      },
    ],
    [
      'drill-definition in force, its first drill done',
      async () => {
        const line = 'drill new app-01 weekly hours 0-0 port 443 newest /srv/data 26h rto 4h rpo 2d told Olivia Novak';
        const card = await ask(`${line} because INC0012345`, /Decide by/);
        await saga.approve({ card });
        await saga.until(await comes(/Restore drill of app-01/), /✓ Done/, 120);
        await saga.until(await comes(cleanUp), /✓ Done/, 120);
      },
    ],
    [
      'drill-exception in force',
      async () => {
        const line = 'drill except web-01 days 14 because it moves to another vault';
        const card = await ask(line, /Decide by/);
        await saga.approve({ card });
        await saga.until(card, /In force until/, 1);
      },
    ],
    [
      'hold and unhold succeeded',
      async () => {
        await ask('hold app-01 because INC0012345', /Hold the recovery points of app-01/);
        await click('approver-1', await comes(/Decide by[\s\S]*Hold the recovery points of app-01/), 'approve');
        await comes(/is done: Hold the recovery points of app-01/);
        await ask('unhold app-01 because INC0012345 is closed', /End the hold on app-01/);
        await click('approver-1', await comes(/Decide by[\s\S]*End the hold on app-01/), 'approve');
        await comes(/is done: End the hold on app-01/);
      },
    ],
    [
      'quarantine and release succeeded',
      async () => {
        const request = await saga.asked('app-01 latest quarantine');
        await saga.approve(request);
        assert.match((await saga.until(request.card, over, 120)).all, /✓ Done/);
        const card = await ask(`release ${request.id} because INC0012345 examined`, /Decide by[\s\S]*Release app-01/);
        await saga.approve({ card });
        assert.match((await saga.until(card, over, 120)).all, /✓ Done/);
      },
    ],
    [
      'quarantine failed, its copy deallocated',
      async () => {
        const request = await saga.asked('web-01 latest quarantine');
        await saga.approve(request);
        await talk.passes(
          'the deployment',
          async () =>
            (await talk.api.requests('')).find(
              ({ method, path }) => method === 'PUT' && path.includes(`strongroom-${request.id}`),
            ),
          10,
        );
        await post('/api/world/drills', { quarantinePeered: true });
        assert.match((await saga.until(request.card, over, 120)).all, /✗ Failed/);
        await comes(/Deallocate web-01[\s\S]*✓ Done|✓ Done[\s\S]*Deallocate web-01/);
        await post('/api/world/drills', { quarantinePeered: false });
      },
    ],
    [
      'raise-retention succeeded',
      async () => {
        await ask('retention raise cut-01 because INC0012345', /Bring back recovery points of cut-01/);
        await click('approver-1', await comes(/Decide by[\s\S]*Bring back recovery points of cut-01/), 'approve');
        await comes(/is done: Bring back recovery points of cut-01/);
      },
    ],
    [
      'restore failed',
      async () => {
        await post('/api/azure/capacity', { size: 'Standard_D2s_v5', lack: 'hosts' });
        try {
          const request = await saga.asked('dev-01 latest as dev-failed isolated');
          await saga.approve(request);
          await saga.until(request.card, over, 120);
        } finally {
          talk.sandbox.world.capacity.end();
        }
      },
    ],
    [
      'restore rejected',
      async () => {
        const { id } = await saga.asked('web-01 latest disks');
        await talk.ask('approver-2', 'ops', `reject ${id} wrong machine`, /was rejected/);
      },
    ],
    [
      'restore withdrawn',
      async () => {
        const { id } = await saga.asked('web-01 latest disks');
        await ask(`withdraw ${id}`, /was withdrawn/);
      },
    ],
    [
      'backup succeeded',
      async () => {
        await ask('backup web-01 keep 18 days', /Backup of web-01/);
        await comes(/is done: Backup of web-01/);
      },
    ],
    [
      'backup cancelled, cancel succeeded',
      async () => {
        const card = await ask('backup dev-01 keep 30d', /Backup of dev-01/);
        await saga.until(card, /Take Snapshot/, 5);
        await ask(`stop ${idIn(card.all)} now`, /stopped it/);
        await saga.until(card, /■ Cancelled/, 30);
      },
    ],
    [
      'cancel failed',
      async () => {
        // Somebody else's backup, past the point at which Azure cancels it.
        const { world } = talk.sandbox;
        const items = [...world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
        const item = items.find(({ vmName }) => vmName === 'app-01') ?? assert.fail();
        const { job } = startBackup(world, item, undefined, randomUUID());
        await talk.letPass(10 * 60, 60);
        const end = await ask(`stop ${job?.id}`, /Cancel a job of app-01/);
        await saga.until(end, /✗ Failed/, 5);
      },
    ],
    [
      'policy succeeded',
      async () => {
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
        await comes(/is done: New policy nightly/);
      },
    ],
    [
      'protect succeeded',
      async () => {
        const preview = await ask('protect plain-01 in rsv-prod with daily-30', /is this it\?/);
        await ask(`confirm ${idIn(preview.all)}`, /Protect plain-01/);
        await comes(/is done: Protect plain-01/);
      },
    ],
    [
      'grant-access succeeded, with protect to follow',
      async () => {
        const form = await ask('protect new-01 in rsv-prod with daily-30', /is this it\?/);
        await click('oncall', form, 'protect-go');
        await click('platform', await comes(/Decide by[\s\S]*read the keys of new-01/), 'approve');
        await comes(/is done: Let Azure Backup read the keys of new-01/);
      },
    ],
    [
      'grant-access succeeded, with backup to follow',
      async () => {
        await ask('backup locked-01 keep 30d', /Let Azure Backup read the keys of locked-01/);
        await click('platform', await comes(/Decide by[\s\S]*Then the (?:requested )?backup of locked-01/), 'approve');
        await comes(/is done: Let Azure Backup read the keys of locked-01/);
      },
    ],
    [
      'grant-access rejected, withdrawn',
      async () => {
        for (const end of ['reject', 'withdraw']) {
          await ask('check rbac-01 grant because INC0012345', /Why: INC0012345/);
          const { all } = await comes(/Decide by[\s\S]*read the keys of rbac-01/);
          const as = end === 'reject' ? 'platform' : 'oncall';
          await talk.ask(as, 'ops', `${end} ${idIn(all)}${end === 'reject' ? ' not now' : ''}`, /rejected|withdrawn/);
        }
      },
    ],
    [
      'grant-access succeeded, alone',
      async () => {
        await ask('check new-02 grant because INC0012345', /Why: INC0012345/);
        await click('platform', await comes(/Decide by[\s\S]*read the keys of new-02/), 'approve');
        await comes(/is done: Let Azure Backup read the keys of new-02/);
      },
    ],
    [
      'stop and resume succeeded',
      async () => {
        await ask('protection stop web-01 because it moves', /no longer backed up/);
        await click('approver-1', await comes(/Decide by[\s\S]*Stop the protection of web-01/), 'approve');
        await comes(/is done: Stop the protection of web-01/);
        const form = await ask('protection resume web-01', /Resume the protection of web-01/);
        await click('oncall', form, 'protect-next', { policy: 'daily-30' });
        await click('oncall', form, 'resume-go');
        await comes(/is done: Resume the protection of web-01/);
      },
    ],
    [
      'stop failed',
      async () => {
        await ask('protection stop guarded-01 because x', /Resource Guard guard-vaults/);
        await click('approver-1', await comes(/Decide by[\s\S]*Stop the protection of guarded-01/), 'approve');
        await comes(/✗ Failed[\s\S]*Stop the protection of guarded-01/);
      },
    ],
    [
      'undelete rejected, expired',
      async () => {
        await ask('undelete undead-01 because by mistake', /Undelete/);
        const { all } = await comes(/Decide by[\s\S]*Undelete the backup of undead-01/);
        await talk.ask('approver-2', 'ops', `reject ${idIn(all)} not now`, /was rejected/);
        await ask('undelete undead-01 because by mistake', /Undelete/);
        const card = await comes(/Decide by[\s\S]*Undelete the backup of undead-01/);
        await saga.until(card, /[Ee]xpired/, 900);
      },
    ],
    [
      'undelete succeeded',
      async () => {
        await ask('undelete undead-01 because by mistake', /Undelete/);
        await click('approver-2', await comes(/Decide by[\s\S]*Undelete the backup of undead-01/), 'approve');
        await comes(/is done: Undelete the backup of undead-01/);
      },
    ],
    [
      'restore void',
      async () => {
        const request = await saga.asked('dev-01 latest disks');
        const vault = [...talk.sandbox.world.vaults.values()].find(({ items }) =>
          [...items.values()].some(({ vmName }) => vmName === 'dev-01'),
        );
        const item = [...(vault?.items.values() ?? [])].find(({ vmName }) => vmName === 'dev-01');
        item?.points.splice(0);
        await saga.approve(request);
        await saga.until(request.card, /Approval void/, 20);
      },
    ],

    [
      'settings, notices, checks',
      async () => {
        await talk.ask('platform', 'approvals', 'channel approvals', /Requests are decided in this channel/);
        await talk.ask('platform', 'General', 'channel allow vms jobs rsv-prod', /(?:can|may) use vms, jobs/);
        await ask('alerts rsv-fleet', /From now on I post here what fails/);
        await ask('mute fleet-0001 4h', /say nothing of fleet-0001|fleet-0001 is muted here until/);
        await post('/api/world/key-access', { keyVault: 'kv-fleet', granted: false });
        await post('/api/world/scheduled-backups', { keyVault: 'kv-fleet' });
        await comes(/key vault access missing/);
        await ask('digest 8:00', /./);
        await talk.passes('a check', async () => ((await talk.read('ops')).length > 0 ? true : undefined));
        for (let minutes = 0; minutes < 60; minutes += 5) await talk.api.advance(300);
      },
    ],

    // Open requests are made last, so that they don't run out of time.
    [
      'a lasting command',
      async () => {
        await talk.ask('eligible', 'ops', 'backup app-01 keep 30d', /You(?: are|'re) eligible for/);
      },
    ],
    ...addendum,
    ['restore pending', () => saga.asked('sql-01 latest as sql-pending isolated')],
    [
      'stop pending, withdrawn',
      async () => {
        await ask('protection stop app-01 because it moves', /no longer backed up/);
        await ask(`withdraw ${idIn((await comes(/Decide by[\s\S]*Stop the protection of app-01/)).all)}`, /withdrawn/);
        await ask('protection stop app-01 because it moves', /no longer backed up/);
      },
    ],
    [
      'grant-access pending',
      async () => {
        await ask('check rbac-01 grant because INC0012345', /Why: INC0012345/);
      },
    ],
    ['form: restore open', () => ask('restore rotated-01', /filling|choosing|Recovery point/)],
    ['form: restore confirming', () => ask('restore sql-01 latest disks because x', /Check the plan, then ask/)],
    ['form: backup open', () => ask('backup app-01', /./)],
    [
      'form: policy open',
      async () => {
        const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
        await click('platform', form, 'policy-next', { zone: 'Europe/Amsterdam', name: 'weekends', kind: 'daily' });
      },
    ],
    ['region looks', () => ask('drills region rsv-pairs', /If a region is lost/)],
    ['form: drills open', () => ask('drill new web-01 app-01 hours 0-0 because INC0012345', newDrills)],
    ['form: protect open', () => ask('protect plain-02 new-02', /filling in a form/)],
    ['form: protect confirming', () => ask('protect plain-03 in rsv-prod with daily-30', /is this it\?/)],
    ['form: ask open', () => talk.ask('approver-2', 'ops', 'protection stop web-01', /./)],
    ['backup running', () => ask('backup sql-01 keep 30d', /Backup of sql-01/)],
  ];
}
