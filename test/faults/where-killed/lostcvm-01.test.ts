import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(
  toMachine(
    'lostcvm-01',
    [
      { method: 'POST', path: '/recoveryPoints/' },
      { method: 'POST', path: '/keys/restore' },
      { method: 'DELETE', path: 'cvmcmkencryption-' },
      { method: 'POST', path: '/recoveryPoints/', call: 2 },
      { method: 'PUT', path: '/deployments/' },
      { method: 'DELETE', path: 'cvmcmkencryption-', call: 2 },
    ],
    { keysGone: 'purged', restores: 2, uncommon: true },
  ),
);
