import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

const changes = [
  { method: 'POST', path: 'personal-oncall/activities' },
  { method: 'POST', path: '/deallocate' },
  { method: 'POST', path: '/start' },
];

killSaga(toMachine('bitlocker-01', changes, { ends: /✗ Failed/, screen: true, restarted: /✓ Done/ }));
