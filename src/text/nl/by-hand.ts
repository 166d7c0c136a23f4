import type { byHandCards as englishCards, byHandErrors as englishErrors } from '../en/by-hand.ts';
import type { SameKeys } from '../same-keys.ts';

export const byHandCards: SameKeys<typeof englishCards> = {
  'by-hand': {
    heading: '{{subject}} met de hand',
    about: {
      request:
        'Wat er nog over is van het terugzetten van {{vm}} per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
      machine: '{{vm}} terugzetten per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
    },
    shell: { az: 'az in bash (Cloud Shell)', powershell: 'PowerShell met Az' },
    step: { 'sign-in': 'Abonnement kiezen', 'remove-key-copy': 'Kopie van de sleutels verwijderen' },
    portal: 'portal',
    none: 'Er is niets meer met de hand te doen.',
    note: 'Typ ze in deze volgorde, in een en dezelfde sessie: latere regels gebruiken wat eerdere hebben ingesteld. Ik merk niet wat je met de hand doet; trek de aanvraag eerst in als die nog wacht.',
    twin: 'Of typ: **byhand {{subject}} {{other}}**',
    sentence: '{{subject}} met de hand: {{count}} stappen.',
    'sentence-none': '{{subject}}: er is niets meer met de hand te doen.',
  },
};

export const byHandErrors: SameKeys<typeof englishErrors> = {
  'by-hand-no-restore': {
    message: '{{id}} is geen aanvraag om terug te zetten, dus er zijn geen stappen om met de hand te doen.',
    remedy: 'Typ "byhand" met de naam van een machine, of "job {{id}}" voor wat ervan geworden is.',
  },
  'by-hand-shell': {
    message: 'Ik schrijf regels voor "az" en voor "powershell", niet voor "{{shell}}".',
    remedy: 'Typ bijvoorbeeld "byhand {{subject}} powershell".',
  },
};
