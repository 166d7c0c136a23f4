import { inOneLine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

const changes = [{ method: 'PUT', path: '/protectedItems/' }];
const ends = /✓ Done/;

killSaga({
  name: 'hold and unhold of web-01',
  acts: [
    { ask: inOneLine('platform', 'hold web-01 because INC0012345'), ends, changes },
    { ask: inOneLine('platform', 'unhold web-01 because INC0012345'), ends, changes },
  ],
  effects: { 'stop of web-01': 1, 'protection of web-01': 1 },
});
