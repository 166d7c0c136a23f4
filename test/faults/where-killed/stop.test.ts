import { killSaga } from './kill-saga.ts';
import { stoppedCases } from './stopped-cases.ts';

for (const one of stoppedCases) killSaga(one, { of: 'every call of its stop' });
