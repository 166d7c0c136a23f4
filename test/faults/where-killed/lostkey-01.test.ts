import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(
  toMachine(
    'lostkey-01',
    [
      { method: 'POST', path: '/keys/restore' },
      { method: 'PUT', path: '/secrets/' },
      // The first such call sets the tag.
      { method: 'PATCH', path: '/disks/', call: 2 },
      { method: 'PUT', path: '/deployments/' },
      { method: 'DELETE', path: 'vmencryption-' },
    ],
    { keysGone: 'purged' },
  ),
);
