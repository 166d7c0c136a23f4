import type { jobsErrors as english } from '../en/jobs-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const jobsErrors: SameKeys<typeof english> = {
  'jobs-filter-unreadable': {
    message: 'Ik weet niet wat "{{given}}" is. Het is geen kluis, tijd of status.',
    remedy: `Typ bijvoorbeeld "${typed.jobs} rsv-prod mislukt", "${typed.jobs} sql-01" of "${typed.jobs} 24u".`,
  },
  'cancel-later-job': {
    message: 'Wat {{id}} nu doet, is begonnen nadat je vroeg om het te annuleren. Er is dus niets geannuleerd.',
    remedy: `Wil je dat nog steeds, typ dan "${typed.cancel} {{job}}".`,
  },
  'cancel-asked-already': {
    message: 'Azure is al gevraagd deze taak te annuleren ({{id}}).',
    remedy: `Typ "${typed.job} {{job}}" om hem te volgen.`,
  },
  'cancel-asked': {
    message: '{{name}} vroeg Azure de taak van {{id}} te annuleren ({{by}}).',
    remedy:
      'Hier is niets te doen: is de taak geannuleerd, dan meldt deze thread dat; weigert Azure het, dan gaat die door.',
  },
  'job-not-found': {
    message: 'Er is geen taak {{id}} in de kluizen die je mag lezen.',
    remedy: `Typ "${typed.jobs}" voor de recente taken.`,
  },
  'no-job': {
    message: '{{id}} heeft geen taak in Azure.',
    remedy: `Typ "${typed.requests}" voor de status.`,
  },
  'no-job-yet': {
    message: '{{id}} heeft nog geen taak in Azure.',
    remedy: `Die komt er na goedkeuring, zodra Azure hem heeft aangenomen; typ "${typed.requests}" voor de status.`,
  },
};
