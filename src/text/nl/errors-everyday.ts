import type { everydayErrors as english } from '../en/errors-everyday.ts';
import type { SameKeys } from '../same-keys.ts';

export const everydayErrors: SameKeys<typeof english> = {
  'jobs-filter-unreadable': {
    message: 'Ik weet niet wat "{{given}}" is: geen kluis, geen tijd en geen toestand.',
    remedy: 'Typ bijvoorbeeld "jobs rsv-prod mislukt", "jobs sql-01" of "jobs 24u".',
  },
  'page-unreadable': {
    message: '"{{given}}" is geen paginanummer.',
    remedy: 'Typ bijvoorbeeld "pagina 2".',
  },
};
