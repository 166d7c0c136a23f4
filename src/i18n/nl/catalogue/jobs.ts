import type { jobsCatalogue as english } from '../../en/catalogue/jobs.ts';
import type { SameKeys } from '../../same-keys.ts';

export const jobsCatalogue: SameKeys<typeof english> = {
  'job-past-cancelling': {
    cause:
      'Azure annuleert deze taak niet: daar is hij te ver voor, of taken van deze soort kunnen niet worden geannuleerd.',
    remedy: 'Wacht tot de taak klaar is.',
  },
  'job-not-in-progress': {
    cause: 'De taak loopt nu niet: hij gaat van de ene toestand naar de andere, of is klaar.',
    remedy: 'Wacht een minuut en bekijk de taak. Loopt hij nog, annuleer dan opnieuw.',
  },
  'cancel-failed': {
    cause: 'Azure kon de taak nu niet annuleren.',
    remedy: 'Wacht enkele minuten en probeer het opnieuw.',
  },
};
