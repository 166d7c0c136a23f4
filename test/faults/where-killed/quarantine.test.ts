import { inOneLine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

const ends = /✓ Done/;

killSaga({
  name: 'quarantine and release of web-01',
  acts: [
    {
      ask: (saga, run) => saga.asked(`web-01 latest as copy-${run} quarantine`),
      ends,
      changes: [
        { method: 'POST', path: '/restore' },
        { method: 'PATCH', path: '/disks/' },
        { method: 'PUT', path: '/deployments/' },
      ],
    },
    {
      ask: inOneLine('oncall', 'release web-01 because examined'),
      ends,
      changes: [
        { method: 'PUT', path: '/deployments/' },
        { method: 'PATCH', path: '/providers/Microsoft.Resources/tags' },
      ],
    },
  ],
  effects: { 'restore accepted': 1, 'deployment ': 2 },
});
