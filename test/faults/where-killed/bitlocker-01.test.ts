import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(
  toMachine('bitlocker-01', [{ method: 'POST', path: 'personal-oncall/activities' }], {
    ends: /✗ Failed/,
    screen: true,
  }),
);
