import type { Saga } from '../../saga/saga.ts';
import { type Act, type Case, inOneLine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

const stoppedAt = /▶ \*\*/;
const tagged = [{ method: 'PATCH', path: '/tags/' }];
const copy =
  (vm: string, how: string): Act['ask'] =>
  (saga: Saga, run: number) =>
    saga.asked(`${vm} latest as copy-${run} ${how}`);

/** Each kind of request with more than one step, stopped while its first step is under way. */
const stopped: Case[] = [
  {
    name: 'a restore of sql-01 that is stopped',
    acts: [{ ask: copy('sql-01', 'isolated'), ends: /■ Cancelled/, stoppedAt, changes: tagged }],
    effects: { 'restore accepted': 1, 'deployment ': 0 },
  },
  {
    name: 'a restore of web-01 into quarantine that is stopped',
    acts: [{ ask: copy('web-01', 'quarantine'), ends: /■ Cancelled/, stoppedAt, changes: tagged }],
    effects: { 'restore accepted': 1, 'deployment ': 0 },
  },
  {
    name: 'a drill of app-01 that is stopped, with its clean-up',
    acts: [
      {
        ask: inOneLine('oncall', 'drill app-01 because INC0012345'),
        ends: /nothing is left of/,
        stoppedAt,
        changes: [],
      },
    ],
    effects: { 'restore accepted': 1, 'deployment ': 0, 'run command ': 0 },
  },
];

for (const one of stopped) killSaga(one);
