import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(
  toMachine('sql-01', [
    { method: 'PATCH', path: '/tags/default' },
    { method: 'PUT', path: '/deployments/' },
  ]),
);
