import type { requestCards as english } from '../en/requests-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { drillSteps, drillStepsSkipped } from './drills.ts';
import { protectionChange, protectionRequests, protectionSteps } from './protection-cards.ts';
import { releaseSteps, releaseStepsSkipped } from './quarantine.ts';
import { quarantineSteps, quarantineStepsSkipped } from './restore-quarantine.ts';
import { restoreSteps, restoreStepsSkipped } from './restore-steps.ts';
import { typed } from './typed.ts';

export const requestCards: SameKeys<typeof english> = {
  request: {
    heading: 'Herstel van {{vm}}',
    byline: '{{id}}, aangevraagd door {{name}}',
    'byline-taken': '{{id}}, aangevraagd door {{name}}, overgenomen door {{holder}}',
    why: 'Waarom: {{reason}}',
    'short-disks': 'Van {{when}}, naar {{group}}.',
    'short-machine': 'Van {{when}}, als {{copy}} in {{group}}, {{network}}.',
    'short-replaced': 'Van {{when}}, in plaats van de huidige schijven.',
    stays: `Alles wat is gemaakt, staat er nog. Typ **${typed.leftovers} {{id}}** om het te zien.`,
    size: 'Ander formaat',
    sizeError: 'Kies een formaat.',
    'decide-by': 'Beslist niemand vóór {{when}}, dan gebeurt er niets.',
    ended: 'Geëindigd op {{when}}.',
    'ended-after': 'Geëindigd op {{when}}, na {{duration}}.',
    'in-force': 'Geldt tot {{until}}',
    twin: 'Of typ: {{lines}}',
    type: {
      withdraw: `**${typed.withdraw} {{id}}**`,
      retry: `**${typed.retry} {{id}}**`,
      takeover: `**${typed.takeover} {{id}}**`,
      'retry-with': `**${typed.retry} {{id}} formaat** …`,
      'retry-restart': `**${typed.retry} {{id}} herstart**`,
      'open-release': `**${typed.release} {{id}}**`,
      'protect-backup': `**${typed.backup} {{vm}}**`,
      'cancel-job': `**${typed.cancel} {{id}}**`,
    },
    state: {
      pending: 'Wacht op goedkeuring',
      approved: 'Goedgekeurd, begint zo',
      running: 'Loopt',
      succeeded: 'Klaar',
      failed: 'Mislukt',
      cancelled: 'Geannuleerd',
      rejected: 'Afgewezen',
      expired: 'Verlopen',
      withdrawn: 'Ingetrokken',
      void: 'Goedkeuring vervallen',
    },
    decided: {
      approve: 'Goedgekeurd door {{name}}, {{when}}',
      'approve-because': 'Goedgekeurd door {{name}}, {{when}}: {{reason}}',
      reject: 'Afgewezen door {{name}}, {{when}}',
      'reject-because': 'Afgewezen door {{name}}, {{when}}: {{reason}}',
    },
    sentence: {
      pending: '{{name}} wil {{vm}} van {{when}} terugzetten. Keur {{id}} goed of wijs het af vóór {{until}}.',
      approved: '{{id}} is goedgekeurd door {{deciders}}: het herstel van {{vm}} begint zo.',
      running: '{{id}}: het herstel van {{vm}} loopt.',
      'succeeded-disks':
        '{{id}} is klaar: de schijven van {{vm}} van {{when}} staan in {{group}}. Goedgekeurd door {{deciders}}.',
      'succeeded-machine':
        '{{id}} is klaar: {{copy}}, een kopie van {{vm}} van {{when}}, draait in {{group}}, {{network}}. Goedgekeurd door {{deciders}}.',
      'succeeded-replaced': '{{id}} is klaar: {{vm}} heeft de schijven van {{when}}. Goedgekeurd door {{deciders}}.',
      failed: '{{id}} is mislukt: het herstel van {{vm}} kwam niet af. De kaart zegt waarom en wat te doen.',
      cancelled: '{{id}} is geannuleerd: het herstel van {{vm}} kwam niet af.',
      rejected: '{{id}} is afgewezen door {{deciders}}: {{vm}} wordt niet teruggezet.',
      expired: '{{id}} is verlopen: {{vm}} wordt niet teruggezet.',
      withdrawn: '{{id}} is ingetrokken door {{name}}: {{vm}} wordt niet teruggezet.',
      void: '{{id}} is vervallen: het plan voor {{vm}} veranderde na de goedkeuring. De kaart zegt wat er anders is.',
    },
  },
  requests: {
    of: { ...protectionRequests, restore: '{{vm}}', backup: 'back-up van {{vm}}', cancel: 'taak van {{vm}} annuleren' },
    heading: 'Aanvragen',
    none: 'Er staat geen aanvraag open die je hier mag zien, en onlangs is er ook geen afgelopen.',
    line: 'Door {{name}}, {{when}}, kluis {{vault}}.',
    'line-pending': 'Door {{name}}, kluis {{vault}}. Te beslissen vóór {{until}}.',
    more_one: 'en nog {{count}}',
    more_other: 'en nog {{count}}',
    twin: `Typ **${typed.approve}**, **${typed.reject}** of **${typed.withdraw}** en het nummer`,
    'sentence-none': 'Geen aanvragen die je hier mag zien.',
    sentence_one: '{{count}} aanvraag, {{pending}} te beslissen.',
    sentence_other: '{{count}} aanvragen, {{pending}} te beslissen.',
  },
  change: {
    policy: protectionChange.policy,
    first: protectionChange.first,
    know: 'Goed om te weten',
    heading: {
      ...protectionChange.heading,
      backup: 'Back-up van {{vm}}',
      cancel: 'Taak van {{vm}} annuleren: {{operation}}',
    },
    paragraph: {
      ...protectionChange.paragraph,
      backup: 'Een nieuw herstelpunt van {{vm}} in {{vault}}, {{kept}}.',
      cancel: 'Azure wordt gevraagd de taak van {{vm}} in {{vault}} te annuleren: {{operation}}{{of}}.',
    },
    kept: 'tot en met {{until}}, {{days}} bewaard',
    state: {
      pending: 'Wacht',
      approved: 'Begint zo',
      running: 'Loopt',
      succeeded: 'Klaar',
      failed: 'Mislukt',
      cancelled: 'Geannuleerd',
      rejected: 'Afgewezen',
      expired: 'Verlopen',
      withdrawn: 'Ingetrokken',
      void: 'Niet gedaan',
    },
    sentence: {
      ...protectionChange.sentence,
      backup: {
        pending: '{{id}}: een back-up van {{vm}} wacht.',
        approved: '{{name}} heeft om een back-up van {{vm}} gevraagd: {{kept}} ({{id}}).',
        running: '{{id}}: de back-up van {{vm}} loopt; {{kept}}.',
        succeeded: '{{id}} is klaar: {{vm}} heeft een nieuw herstelpunt, {{kept}}.',
        failed: '{{id}} is mislukt: er is geen nieuw herstelpunt van {{vm}} gezien.',
        cancelled: '{{id}} is geannuleerd: {{vm}} heeft geen nieuw herstelpunt.',
        rejected: '{{id}} is afgewezen: van {{vm}} is geen back-up gemaakt.',
        expired: '{{id}} verliep voordat hij begon: van {{vm}} is geen back-up gemaakt.',
        withdrawn: '{{id}} is ingetrokken door {{name}}: van {{vm}} is geen back-up gemaakt.',
        void: '{{id}} is niet begonnen: van {{vm}} is geen back-up gemaakt.',
      },
      cancel: {
        pending: '{{id}}: een aanvraag om te annuleren wacht.',
        approved: '{{name}} heeft Azure gevraagd de taak van {{vm}} te annuleren: {{operation}}{{of}}.',
        running: '{{name}} heeft Azure gevraagd de taak van {{vm}} te annuleren: {{operation}}{{of}}.',
        succeeded: '{{id}}: Azure annuleert de taak van {{vm}}: {{operation}}{{of}}.',
        failed: '{{id}}: Azure heeft de taak van {{vm}} niet geannuleerd: {{operation}}{{of}}.',
        cancelled: '{{id}}: de taak van {{vm}} is niet geannuleerd.',
        rejected: '{{id}}: de taak van {{vm}} is niet geannuleerd.',
        expired: '{{id}} verliep voordat hij begon: de taak van {{vm}} is niet geannuleerd.',
        withdrawn: '{{id}} is ingetrokken door {{name}}: de taak van {{vm}} is niet geannuleerd.',
        void: '{{id}}: er viel voor {{vm}} niets te annuleren.',
      },
    },
  },
  plan: {
    effect: {
      disks:
        'Een **kopie** van de schijven van {{vm}} van {{when}}, {{consistency}}, verschijnt in {{group}}. Er wordt geen machine van gemaakt. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-isolated':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **geïsoleerd** in netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-quarantine':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **in quarantaine** in subnet {{network}}: zonder identiteit, met schijven die dicht zijn voor export, en er kan niets in of uit behalve wat ontgrendelen nodig heeft. Is dat niet vast te stellen, dan wordt de toewijzing opgeheven en mislukt het herstel. De kopie blijft daar tot iemand anders die vrijgeeft. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-beside':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **naast {{vm}}** in hetzelfde netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-in-place':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **in plaats van {{vm}}** in hetzelfde netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-beside-gone':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **waar {{vm}} stond**, in subnet {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'rebuild-in-place-gone':
        'Een **kopie** van {{vm}} van {{when}}, {{consistency}}, wordt uit de schijven gemaakt en start als **{{copy}}** in {{group}}, **in plaats van {{vm}}**, in subnet {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'new-vm-isolated':
        'Azure maakt een **kopie** van {{vm}} van {{when}}, {{consistency}}, en start die als **{{copy}}** in {{group}}, **geïsoleerd** in netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'new-vm-beside':
        'Azure maakt een **kopie** van {{vm}} van {{when}}, {{consistency}}, en start die als **{{copy}}** in {{group}}, **naast {{vm}}** in hetzelfde netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      'new-vm-in-place':
        'Azure maakt een **kopie** van {{vm}} van {{when}}, {{consistency}}, en start die als **{{copy}}** in {{group}}, **in plaats van {{vm}}** in hetzelfde netwerk {{network}}. {{original}} Wat later is geschreven zit niet in de kopie.',
      replace:
        'De schijven van {{vm}} worden **vervangen** door die van {{when}}, {{consistency}}. {{vm}} wordt ervoor gestopt, en wat later is geschreven gaat verloren.',
    },
    original: {
      running: 'Aan de draaiende {{vm}} verandert niets.',
      stopped: '{{vm}} staat uit; daaraan verandert niets.',
      gone: '{{vm}} zelf bestaat niet meer.',
      unknown: 'Aan {{vm}} zelf verandert niets.',
    },
    'by-hand': `Met de hand te doen: {{steps}}. **${typed.byhand} {{id}}** zegt hoe.`,
    took: 'Verwachte duur: ongeveer {{duration}}.',
    'role-ends':
      'De rol {{role}} van {{name}} eindigt {{at}}, en dit herstel is naar verwachting klaar rond {{expected}}. Verleng de rol op tijd, of laat een collega het overnemen.',
    'role-ends-unknown':
      'De rol {{role}} van {{name}} eindigt {{at}}, en het is niet bekend hoe lang dit herstel duurt. Verleng de rol op tijd, of laat een collega het overnemen.',
    'took-at-least': 'Verwachte duur: minstens {{duration}}; van sommige stappen is nog niets bekend.',
    readers: {
      more_one:
        '**Eén persoon meer** dan nu kan deze kopie lezen, door de Azure-rollen op de bestemming. Bij Details staat wie en waardoor.',
      more_other:
        '**{{count}} mensen meer** dan nu kunnen deze kopie lezen, door de Azure-rollen op de bestemming. Bij Details staat wie en waardoor.',
      none: 'Door de Azure-rollen op de bestemming kan niemand deze kopie lezen die {{vm}} nu niet kan lezen.',
      perhaps_one: 'Van één persoon is dat niet te zeggen.',
      perhaps_other: 'Van {{count}} mensen is dat niet te zeggen.',
      groups: 'Wie er in {{groups}} zitten, was niet te lezen: elk daarvan kan veel meer mensen betekenen.',
      unread:
        'Hoeveel mensen meer deze kopie kunnen lezen, kon niet worden geteld: Azure gaf de rollen op de bestemming niet.',
      network: 'niet geteld: wie {{network}} bereikt',
      by: {
        owner: 'Kan de kopie lezen: mag rollen geven',
        'disk-export': 'Kan de kopie lezen: exporteert schijven',
        'staging-keys': 'Kan de kopie lezen: sleutels van de tussenopslag',
        'staging-data': 'Kan de kopie lezen: gegevens in de tussenopslag',
        'run-command': 'Kan de kopie lezen: voert opdrachten uit in de machine',
        'sign-in': 'Kan de kopie lezen: meldt zich aan op de machine',
        screen: 'Ziet het scherm',
        applications: 'Kan de kopie lezen: toepassingen',
        network: 'Via het netwerk',
      },
    },
    'disks-unlisted': 'alle; het herstelpunt noemt ze niet',
    fact: {
      vault: 'Kluis',
      tier: 'Komt uit',
      encryption: 'Versleuteling',
      'key-vault': 'Sleutelkluis',
      disks: 'Schijven',
      machine: 'Nieuwe machine',
      size: 'Formaat',
      zone: 'Zone',
      security: 'Beveiliging van de machine',
      target: 'Gaat naar',
      network: 'Netwerk',
      staging: 'Tussenopslag',
      action: 'Azure-actie',
      hash: 'Hash van het plan',
    },
  },
  step: {
    ...protectionSteps,
    ...drillSteps,
    ...quarantineSteps,
    ...releaseSteps,
    ...restoreSteps,
    backup: 'Back-up maken',
    'cancel-job': 'Azure vragen te annuleren',
    'deallocate-vm': 'Toewijzing van de machine opheffen',
    'start-vm': 'Machine starten',
  },
  'step-state': { waiting: 'wacht', running: 'loopt', done: 'klaar', failed: 'mislukt', skipped: 'niet nodig' },
  'step-asks': 'wacht op nog een stemming',
  'step-expected': 'duurt ongeveer {{duration}}',
  'step-expected-end': 'tot ongeveer {{when}}',
  'step-soft-deleted': 'door Azure voorlopig verwijderd bewaard tot uiterlijk {{date}}',
  'step-soft-deleted-unread': 'wat Azure er voorlopig verwijderd van bewaart, en tot wanneer, is niet vast te stellen',
  'step-longer': 'langer dan anders',
  'step-archive': 'eerst terug uit het archief, binnen {{duration}}, dan teruggezet',
  'step-archive-end': 'eerst terug uit het archief, uiterlijk om {{when}}, dan teruggezet',
  'step-no-history': 'nog niet bekend',
  'step-skipped': {
    ...drillStepsSkipped,
    ...restoreStepsSkipped,
    ...quarantineStepsSkipped,
    ...releaseStepsSkipped,
    'deallocate-vm': 'de toewijzing is al opgeheven',
    'start-vm': 'de machine draait al',
  },
};
