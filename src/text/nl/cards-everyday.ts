import type { everydayCards as english, everydayButtons as englishButtons } from '../en/cards-everyday.ts';
import type { SameKeys } from '../same-keys.ts';

export const everydayCards: SameKeys<typeof english> = {
  vms: {
    heading: 'Virtuele machines',
    'heading-filter': 'Virtuele machines: {{filter}}',
    summary: '{{all}} in totaal, {{failing}} met mislukte back-up, {{unprotected}} niet beveiligd.',
    'unknown-encryption':
      'Van {{count}} zeggen de lijsten niet hoe ze versleuteld zijn; typ **vm** en een naam om te kijken.',
    none: 'Geen van de machines die je mag zien is zo.',
    unprotected: 'geen kluis maakt er back-ups van',
    fine: 'beveiligd',
    trouble: {
      deleted: 'de back-up is verwijderd',
      stopped: 'de beveiliging is gestopt',
      'no-backup-yet': 'wacht op de eerste back-up',
      'last-failed': 'de laatste back-up is mislukt',
      unhealthy: 'de back-up vraagt aandacht',
    },
    last: 'laatste back-up {{when}}',
    page: 'pagina',
    twin: 'Typ **vm** en een naam voor meer, of **vms mislukt**, **vms onbeveiligd**, **vms versleuteld**, **vms** en een deel van een naam',
    'twin-more': 'Pagina {{page}} van {{pages}}. Of typ: **{{line}}**',
    sentence: '{{all}} machines, {{failing}} met mislukte back-up, {{unprotected}} niet beveiligd.',
    'sentence-filter_one': '{{count}} machine voor "{{filter}}".',
    'sentence-filter_other': '{{count}} machines voor "{{filter}}".',
  },
  points: {
    heading: 'Herstelpunten van {{vm}} ({{count}})',
    advice: 'Aanbevolen: #{{number}}, {{when}}',
    none: 'Er is nog geen herstelpunt.',
    loses: 'verliest alles na {{when}}',
    kept: 'bewaard tot {{until}}',
    twin: 'Of typ: **restore {{vm}} #2 omdat** je reden',
    'twin-more':
      'Pagina {{page}} van {{pages}}. Of typ: **points {{vm}} {{word}} {{next}}**, of **restore {{vm}} #2 omdat** je reden',
    sentence: '{{vm}} heeft {{count}} herstelpunten; ik raad #{{number}} van {{when}} aan.',
    'sentence-none': '{{vm}} heeft {{count}} herstelpunten, en geen daarvan kan meteen worden teruggezet.',
  },
  jobs: {
    heading: 'Taken',
    'heading-filter': 'Taken: {{filter}}',
    since_one: '{{count}} taak sinds {{when}}.',
    since_other: '{{count}} taken sinds {{when}}.',
    running_one: 'Er loopt {{count}} taak.',
    running_other: 'Er lopen {{count}} taken.',
    none: 'Zo een taak is er niet in de kluizen die je mag zien.',
    twin: 'Of typ: **job** en het nummer; beperk de lijst met **jobs mislukt**, **jobs lopend**, **jobs 7d**, of de naam van een kluis of machine',
    'twin-more': 'Pagina {{page}} van {{pages}}. Of typ: **{{line}}**, of **job** en het nummer',
    sentence_one: '{{count}} taak; de nieuwste: {{vm}}, {{operation}}, {{state}}.',
    sentence_other: '{{count}} taken; de nieuwste: {{vm}}, {{operation}}, {{state}}.',
    'sentence-none': 'Er is geen taak voor "{{filter}}" in de kluizen die je mag zien.',
    'sentence-none-all': 'Er is geen taak in de kluizen die je mag zien.',
  },
  explain: {
    heading: 'Wat {{asked}} betekent',
    unknown: 'Dit staat niet bij de fouten van Azure die ik ken.',
    near: 'Bedoel je {{titles}}?',
    'own-text': 'Typ **job** en het nummer voor wat Azure zelf over een mislukte taak zegt.',
    'sentence-unknown': '{{asked}} staat niet bij de fouten van Azure die ik ken.',
    fact: { retry: 'Opnieuw proberen?', phase: 'Komt voor bij', mend: 'Ga verder met' },
    retry: {
      no: 'Dat helpt niet.',
      later: 'Ja, na een tijdje.',
      'after-fix': 'Ja, als de oorzaak is verholpen.',
    },
    phase: {
      configure: 'het instellen van beveiliging',
      backup: 'back-up',
      restore: 'terugzetten',
      job: 'het annuleren van een taak',
      vault: 'de kluis',
      key: 'Key Vault en schijfversleuteling',
      azure: 'Azure zelf',
    },
  },
};

export const everydayButtons: SameKeys<typeof englishButtons> = {
  'vms-page': 'Volgende pagina',
  'points-page': 'Volgende pagina',
  'jobs-page': 'Volgende pagina',
  'open-job': 'Bekijk de taak',
};
