import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

// Azure makes no machine of its unmanaged disks: it ends with them.
killSaga(
  toMachine('legacy-01', [{ method: 'POST', path: '/restore' }], { wish: () => 'latest disks', deployments: 0 }),
);
