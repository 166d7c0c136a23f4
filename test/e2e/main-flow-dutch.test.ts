import { mainFlow } from './main-flow.ts';
import { stage } from './stage.ts';

mainFlow(stage(), 'nl', {
  lines: {
    restore: 'herstel sql-01',
    check: 'controleer locked-01',
    points: 'herstelpunten sql-01',
    vm: 'toon sql-01',
    digest: 'overzicht',
  },
  form: /vult een formulier in voor sql-01/,
  plan: /bekijk het plan voor sql-01/,
  asked: /wil sql-01 van .* terugzetten/,
  approve: 'Goedkeuren',
  running: /is bezig: Herstel van sql-01/,
  done: /is klaar: sql-01-\S+ draait op/,
});
