import { killSaga } from './kill-saga.ts';
import { stoppedCases } from './stopped-cases.ts';

/** The process that hears of the stop is killed, while another one on the same database goes on with it. */
for (const one of stoppedCases) killSaga(one, { replica: true });
