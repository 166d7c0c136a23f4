import type { members as english } from '../../en/requests/members.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const members: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      members: {
        pace_one: 'Eén tegelijk, in deze volgorde:',
        pace_other: '{{count}} tegelijk, in deze volgorde:',
        more_one: 'en nog {{count}}',
        more_other: 'en nog {{count}}',
        state: {
          waiting: 'wacht op zijn beurt',
          approved: 'begint zo',
          running: 'loopt',
          succeeded: 'klaar',
          failed: 'mislukt',
          cancelled: 'geannuleerd',
          rejected: 'afgewezen',
          expired: 'begon niet op tijd',
          withdrawn: 'overgeslagen',
          void: 'goedkeuring vervallen',
        },
        progress: '{{done}} van de {{of}} klaar',
      },
    },
    errors: {
      'member-of': {
        message: '{{id}} is deel van {{parent}}, en daarover wordt in één keer beslist.',
        remedy: 'Noem {{parent}}.',
      },
      'which-member': {
        message: '{{id}} bestaat uit meerdere aanvragen: {{members}}.',
        remedy: 'Noem de aanvraag die je bedoelt.',
      },
      'members-failed': {
        message: 'Klaar: {{done}} van de {{of}}. Niet klaar: {{members}}.',
        remedy: `Typ "${typed.retry}" en het nummer van een aanvraag om die opnieuw te proberen.`,
      },
      'members-left': {
        message: 'Klaar: {{done}} van de {{of}}. Overgeslagen of geannuleerd: {{members}}.',
        remedy: 'Vraag die opnieuw aan als ze nog nodig zijn.',
      },
    },
  }),
};
