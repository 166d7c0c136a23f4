import { killSaga } from './kill-saga.ts';
import { stoppedCases, unstoppedCases } from './stopped-cases.ts';

for (const one of [...stoppedCases, ...unstoppedCases]) killSaga(one, { replica: false });
