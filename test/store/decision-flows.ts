import assert from 'node:assert/strict';
import type { Saga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import type { RequestFlow } from './request-flows.ts';

/** A request in words, and what the card that waits for approval shows. */
type Asked = { kind: string; line: string; shows: RegExp; decides?: string; confirms?: true };

const asked: readonly Asked[] = [
  { kind: 'restore', line: 'restore web-01 latest disks', shows: /Restore of web-01/, confirms: true },
  { kind: 'quarantine', line: 'restore app-01 latest quarantine', shows: /app-01[\s\S]*quarantine/i, confirms: true },
  { kind: 'drill', line: 'drill sql-01', shows: /[Rr]estore drill of sql-01/ },
  {
    kind: 'drill-definition',
    line: 'drill new app-01 weekly hours 0-0 port 443 newest /srv/data 26h rto 4h rpo 2d',
    shows: /[Ss]cheduled (?:restore )?drills/,
  },
  { kind: 'drill-exception', line: 'drill except web-01 days 14', shows: /web-01/ },
  { kind: 'hold', line: 'hold app-01', shows: /Hold the recovery points of app-01/ },
  { kind: 'raise-retention', line: 'retention raise cut-01', shows: /Bring back recovery points of cut-01/ },
  { kind: 'grant-access', line: 'check rbac-01 grant', shows: /read the keys of rbac-01/, decides: 'platform' },
  { kind: 'stop-protection', line: 'protection stop web-01', shows: /Stop the protection of web-01/ },
  { kind: 'undelete', line: 'undelete undead-01', shows: /Undelete the backup of undead-01/ },
];

/**
 * Requests of each kind that takes a decision, in each state that needs no work in Azure: rejected, withdrawn, expired
 * and pending; then some cancelled, void and running. Requests that need a hold or a quarantined copy have flows of
 * their own.
 */
export function decisionFlows({ talk, ...saga }: Saga): RequestFlow[] {
  /** Waits without letting time pass, because pending requests would expire. */
  async function waiting(shows: RegExp): Promise<Said> {
    await talk.settled();
    const said = [...(await talk.read('ops', 'platform')), ...(await talk.read('approvals'))];
    const card = said.findLast(({ from, all }) => from === 'bot' && /Decide by/.test(all) && shows.test(all));
    assert.ok(card, `nothing waits that shows ${shows}`);
    return card;
  }

  async function ask({ line, shows, confirms }: Asked): Promise<Said> {
    const said = await talk.ask('oncall', 'ops', `${line} because INC0012345`, /./);
    if (confirms) await talk.ask('oncall', 'ops', `confirm ${idIn(said.text || said.all)}`, /./);
    return waiting(shows);
  }

  async function decided(one: Asked): Promise<void> {
    const first = await ask(one);
    await talk.ask(one.decides ?? 'approver-2', 'ops', `reject ${idIn(first.all)} not now`, /rejected/);
    const second = await ask(one);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(second.all)}`, /withdrawn/);
  }

  async function approve(card: Said): Promise<void> {
    await talk.look('approver-1', card);
    await talk.click('approver-1', card.id, 'approve');
  }

  async function approved(one: Asked): Promise<Said> {
    const card = await ask(one);
    await approve(card);
    return card;
  }

  async function cancel(running: Said): Promise<void> {
    await talk.ask('oncall', 'ops', `stop ${idIn(running.all)} now`, /stopped it/);
  }

  async function cancelled(one: Asked): Promise<void> {
    const card = await approved(one);
    await cancel(await saga.until(card, /Transfer data/, 10));
    await saga.until(card, /■ Cancelled/, 60);
  }

  const hold: Asked = { kind: 'hold', line: 'hold dev-01', shows: /Hold the recovery points of dev-01/ };
  const unhold: Asked = { kind: 'unhold', line: 'unhold dev-01', shows: /End the hold on dev-01/ };
  const quarantine = (vm: string): Asked => ({
    kind: 'quarantine',
    line: `restore ${vm} latest quarantine`,
    shows: new RegExp(`${vm}[^]*quarantine`, 'i'),
    confirms: true,
  });
  const drill = (vm: string): Asked => ({
    kind: 'drill',
    line: `drill ${vm}`,
    shows: new RegExp(`[Rr]estore drill of ${vm}`),
  });
  let release: Asked | undefined;
  const running: Asked[] = [
    drill('app-01'),
    quarantine('sql-01'),
    { kind: 'hold', line: 'hold sql-01', shows: /Hold the recovery points of sql-01/ },
    { kind: 'stop-protection', line: 'protection stop guarded-01', shows: /Stop the protection of guarded-01/ },
  ];
  const all = () => [...asked, unhold, ...(release ? [release] : [])];

  return [
    ['ask form open', () => talk.ask('oncall', 'ops', 'protection stop dev-01', /is filling in a form/)],
    [
      'decided: a quarantine to release',
      async () => {
        const card = await approved(quarantine('web-01'));
        await saga.until(card, /✓ Done/, 120);
        release = { kind: 'release', line: `release ${idIn(card.all)}`, shows: /Release web-01/ };
      },
    ],
    ['decided: quarantine cancelled', () => cancelled(quarantine('app-01'))],
    ['decided: drill cancelled', () => cancelled(drill('app-01'))],
    [
      'decided: a hold to end',
      async () => {
        await saga.until(await approved(hold), /✓ Done/, 60);
      },
    ],
    ...[...asked, unhold].map((one): RequestFlow => [`decided: ${one.kind} rejected, withdrawn`, () => decided(one)]),
    ['decided: release rejected, withdrawn', async () => release && decided(release)],
    [
      'decided: all expired',
      async () => {
        for (const one of all()) await attempt(one, () => ask(one));
        await talk.letPass(5 * 3_600, 1_800);
      },
    ],
    [
      'resume-shorter in each state',
      async () => {
        const one: Asked = {
          kind: 'resume-shorter',
          line: 'protection resume kept-01 with DefaultPolicy',
          shows: /Resume the protection of kept-01/,
        };
        await decided(one);
        await ask(one);
        await talk.letPass(5 * 3_600, 1_800);
        await saga.until(await approved(one), /✓ Done/, 60);
        const items = [...talk.sandbox.world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
        const item = items.find(({ vmName }) => vmName === 'kept-01');
        assert.ok(item);
        Object.assign(item, { protectionState: 'ProtectionStopped', policyName: '' });
        await talk.letPass(120);
        await ask(one);
      },
    ],
    [
      'decided: drill and quarantine void',
      async () => {
        const items = [...talk.sandbox.world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
        const points = items.find(({ vmName }) => vmName === 'app-01')?.points ?? [];
        for (const one of [drill('app-01'), quarantine('app-01')]) {
          const card = await ask(one);
          const kept = points.splice(0);
          await approve(card);
          await saga.until(card, /Approval void/, 20);
          points.push(...kept);
        }
      },
    ],
    [
      'decided: all pending',
      async () => {
        for (const one of all()) await attempt(one, () => ask(one));
      },
    ],
    [
      'decided: some running',
      async () => {
        const backup = await talk.ask('oncall', 'ops', 'backup web-01 keep 30d', /Backup of web-01/);
        const job = await saga.until(backup, /Take Snapshot/, 5);
        // No time passes from here on, so none of them goes further.
        await cancel(job);
        for (const one of running) await attempt(one, () => approved(one));
        const preview = await talk.ask('oncall', 'ops', 'protect plain-01 in rsv-prod with daily-30', /is this it\?/);
        await talk.ask('oncall', 'ops', `confirm ${idIn(preview.all)}`, /Protect plain-01/);
        await talk.settled();
      },
    ],
  ];
}

/** A flow that fails doesn't stop the others. */
async function attempt({ kind }: Asked, play: () => Promise<unknown>): Promise<void> {
  await play().catch((error: unknown) => process.stderr.write(`${kind}: ${String(error).slice(0, 200)}\n`));
}
