import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

// Azure creates no machine from its unmanaged disks, so the restore ends with them.
killSaga(
  toMachine('legacy-01', [{ method: 'POST', path: '/restore' }], { wish: () => 'latest disks', deployments: 0 }),
);
