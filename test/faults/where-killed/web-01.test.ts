import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(toMachine('web-01', [{ method: 'PUT', path: '/extensions/' }]));
