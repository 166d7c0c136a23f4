import { toMachine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

killSaga(toMachine('gone-01', []));
