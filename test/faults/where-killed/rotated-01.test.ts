import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(toMachine('rotated-01', [{ method: 'POST', path: '/restore' }]));
