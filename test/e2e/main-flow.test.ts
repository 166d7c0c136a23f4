import { mainFlow } from './main-flow.ts';
import { stage } from './stage.ts';

mainFlow(stage(), 'en', {
  lines: {
    restore: 'restore sql-01',
    check: 'check locked-01',
    points: 'points sql-01',
    vm: 'vm sql-01',
    digest: 'digest',
  },
  form: /is filling in a form for sql-01/,
  plan: /check the plan for sql-01/,
  asked: /asks to restore sql-01/,
  approve: 'Approve',
  running: /is under way/,
  done: /is done: sql-01-\S+ runs at/,
});
