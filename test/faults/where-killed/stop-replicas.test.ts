import { killSaga } from './kill-saga.ts';
import { stoppedCases, unstoppedCases } from './stopped-cases.ts';

/** The process that hears of the stop is killed, while another one on the same database goes on with it. */
for (const one of [...stoppedCases, ...unstoppedCases]) killSaga(one, { of: 'three calls of its stop', replica: true });
