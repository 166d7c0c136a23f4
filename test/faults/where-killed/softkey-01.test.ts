import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(
  toMachine(
    'softkey-01',
    [
      { method: 'POST', path: '/deletedkeys/' },
      { method: 'POST', path: '/deletedsecrets/' },
    ],
    { keysGone: 'deleted' },
  ),
);
