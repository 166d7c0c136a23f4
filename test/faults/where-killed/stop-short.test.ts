import { killSaga } from './kill-saga.ts';
import { stoppedCases } from './stopped-cases.ts';

for (const one of stoppedCases) killSaga(one, { of: 'three calls of its stop' });
