import { killSaga } from './kill-saga.ts';
import { unstoppedCases } from './stopped-cases.ts';

for (const one of unstoppedCases) killSaga(one, { of: 'every call of its stop' });
