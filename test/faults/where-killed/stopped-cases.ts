import type { Saga } from '../../saga/saga.ts';
import { idIn } from '../../talk.ts';
import { type Act, type Case, inOneLine } from './kill-case.ts';

const stoppedAt = /▶ \*\*/;
const tagged = [{ method: 'PATCH', path: '/tags/' }];
const copy =
  (vm: string, how: string): Act['ask'] =>
  (saga: Saga, run: number) =>
    saga.asked(`${vm} latest as copy-${run} ${how}`);

/** Disks are replaced only after a second word. */
const replaced: Act['ask'] = async ({ talk }) => {
  const line = 'restore app-01 latest replace because INC0012345';
  const id = idIn((await talk.ask('oncall', 'ops', line, /Check the plan, then ask/)).all);
  return { id, card: await talk.ask('oncall', 'ops', `confirm ${id} replace app-01`, /Decide by/) };
};

const held = (line: string): Act => ({
  ask: inOneLine('platform', `${line} because INC0012345`),
  ends: /✓ Done/,
  stoppedAt,
  changes: [{ method: 'PUT', path: '/protectedItems/' }],
});

/** Each kind of request whose steps a stop treats alike, stopped while its first step is under way. */
export const stoppedCases: Case[] = [
  {
    name: 'a restore of sql-01 that is stopped',
    acts: [{ ask: copy('sql-01', 'isolated'), ends: /■ Cancelled/, stoppedAt, changes: tagged }],
    effects: { 'restore accepted': 'perhaps', 'deployment ': 0 },
  },
  {
    name: 'a restore of web-01 into quarantine that is stopped',
    acts: [{ ask: copy('web-01', 'quarantine'), ends: /■ Cancelled/, stoppedAt, changes: tagged }],
    effects: { 'restore accepted': 'perhaps', 'deployment ': 0 },
  },
  {
    name: 'a drill of app-01 that is stopped, with its clean-up',
    acts: [
      {
        ask: inOneLine('oncall', 'drill app-01 because INC0012345'),
        ends: /is done: Cleanup after drill /,
        stoppedAt,
        changes: [],
      },
    ],
    effects: { 'restore accepted': 'perhaps', 'deployment ': 0, 'run command ': 0 },
  },
  {
    name: 'a backup of dev-01 that is stopped',
    acts: [
      {
        ask: inOneLine('oncall', 'backup dev-01 keep 30d', /Backup of dev-01/),
        by: 'oncall',
        atOnce: true,
        // Azure may have finished it before it hears of the stop.
        ends: /■ Cancelled|✓ Done/,
        quiet: true,
        stoppedAt,
        changes: [{ method: 'POST', path: '/cancel' }],
      },
    ],
    effects: { 'backup ': 'perhaps' },
    freshWorld: true,
  },
  {
    name: 'key access of locked-01 that is stopped before the backup which waits for it',
    acts: [
      {
        ask: inOneLine('oncall', 'backup locked-01 keep 30d'),
        by: 'platform',
        // The stop may come before the access is given, or after the backup has begun.
        ends: /■ Cancelled|✓ Done/,
        stoppedAt,
        changes: [{ method: 'PUT', path: '/accessPolicies/' }],
      },
    ],
    effects: {},
    freshWorld: true,
  },
  {
    name: 'a longer retention of cut-01 that is stopped',
    acts: [
      {
        ask: inOneLine('oncall', 'retention raise cut-01 because INC0012345'),
        // Once its policy is there the machine gets it at once, which can't be stopped.
        ends: /■ Cancelled|✓ Done/,
        stoppedAt,
        changes: [{ method: 'PUT', path: '/backupPolicies/' }],
      },
    ],
    effects: {},
    freshWorld: true,
    uncommon: true,
  },
];

/** Requests that come to their end although somebody says stop. */
export const unstoppedCases: Case[] = [
  {
    // Azure can't cancel it any more, and the disks are all that it was to make.
    name: 'a restore of the disks of web-01 that is stopped too late',
    acts: [{ ask: copy('web-01', 'disks'), ends: /✓ Done|■ Cancelled/, stoppedAt, changes: tagged }],
    effects: { 'restore accepted': 'perhaps' },
  },
  {
    name: 'a replacing of the disks of app-01, which is not stopped',
    acts: [{ ask: replaced, ends: /✓ Done/, stoppedAt, changes: [] }],
    effects: { 'restore accepted': 1 },
  },
  {
    name: 'a release of web-01, which is not stopped',
    acts: [
      { ask: copy('web-01', 'quarantine'), ends: /✓ Done/, changes: [] },
      {
        ask: inOneLine('oncall', 'release web-01 because examined'),
        ends: /✓ Done/,
        stoppedAt,
        changes: [{ method: 'PUT', path: '/deployments/' }],
      },
    ],
    effects: { 'restore accepted': 1, 'deployment ': 2 },
  },
  {
    name: 'a hold of web-01 and its end, which are not stopped',
    acts: [held('hold web-01'), held('unhold web-01')],
    effects: { 'stop of web-01': 1, 'protection of web-01': 1 },
  },
];
