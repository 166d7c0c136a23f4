import type { approvalCards as english } from '../en/approval-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { drillGated } from './drills.ts';
import { typed } from './typed.ts';

export const approvalCards: SameKeys<typeof english> = {
  gated: {
    drill: drillGated.facts,
    drills: drillGated.definition,
    heading: {
      ...drillGated.heading,
      'stop-protection': 'De beveiliging van {{vm}} stoppen',
      'suspend-protection': 'De back-ups van {{vm}} onderbreken',
      undelete: 'De verwijderde back-up van {{vm}} terughalen',
      'grant-access': 'Azure Backup de sleutels van {{vm}} laten lezen',
    },
    paragraph: {
      ...drillGated.paragraph,
      'stop-protection':
        'Vanaf nu wordt van {{vm}} **geen back-up meer gemaakt**. Alle herstelpunten in {{vault}} blijven en kunnen worden teruggezet; er wordt niets verwijderd. Aan de draaiende {{vm}} verandert niets. De beveiliging kan altijd worden hervat.',
      'suspend-protection':
        'Vanaf nu wordt van {{vm}} **geen back-up meer gemaakt**. Kluis {{vault}} is onveranderlijk, dus worden de back-ups onderbroken: de herstelpunten **verlopen verder** zoals het beleid zegt, en alleen het nieuwste blijft. Tot de beveiliging wordt hervat, laat Azure niemand ze langer bewaren. Er wordt nu niets verwijderd, en aan de draaiende {{vm}} verandert niets.',
      undelete:
        'De back-up van {{vm}} in {{vault}}, die verwijderd is en binnenkort voorgoed weg zou zijn, **komt terug** met de herstelpunten. De beveiliging blijft gestopt tot ze wordt hervat. Aan de draaiende {{vm}} verandert niets.',
      'grant-access':
        'De sleutels waarmee {{vm}} is versleuteld staan in sleutelkluis {{keyVault}}. **Azure Backup zelf** mag ze daar lezen en kopiëren, wat nodig is voor back-ups van {{vm}}. Niemand anders krijgt of verliest toegang.',
    },
    next: {
      protect: 'Daarna wordt {{vm}} in {{vault}} beveiligd, zoals gevraagd.',
      backup: 'Daarna begint de gevraagde back-up van {{vm}}.',
    },
    short: {
      ...drillGated.short,
      'stop-protection': 'Geen back-ups meer van {{vm}}; de herstelpunten in {{vault}} blijven.',
      'suspend-protection': 'Geen back-ups meer van {{vm}}; de herstelpunten in {{vault}} verlopen verder.',
      undelete: 'De back-up van {{vm}} in {{vault}} komt terug.',
      'grant-access': 'Azure Backup mag de sleutels van {{vm}} in {{keyVault}} lezen.',
    },
    what: {
      ...drillGated.what,
      'stop-protection': 'het stoppen van de beveiliging van {{vm}}',
      'suspend-protection': 'het onderbreken van de back-ups van {{vm}}',
      undelete: 'het terughalen van de verwijderde back-up van {{vm}}',
      'grant-access': 'leestoegang voor Azure Backup tot de sleutels van {{vm}}',
    },
    done: {
      ...drillGated.done,
      'stop-protection': 'de beveiliging van {{vm}} is gestopt, de herstelpunten blijven',
      'suspend-protection':
        'de back-ups van {{vm}} zijn onderbroken, de herstelpunten verlopen verder zoals het beleid zegt',
      undelete: `de back-up van {{vm}} is terug; typ "${typed['protection resume']} {{vm}}" om ermee verder te gaan`,
      'grant-access': 'Azure Backup mag de sleutels van {{vm}} lezen',
      'grant-access-protect': `Azure Backup mag de sleutels van {{vm}} lezen, en {{vault}} beveiligt {{vm}}. De eerste back-up volgt het schema en kan uren duren; typ "${typed.backup} {{vm}}" om die nu te starten`,
      'grant-access-backup': 'Azure Backup mag de sleutels van {{vm}} lezen, en de back-up is gemaakt',
    },
    sentence: {
      pending: '{{name}} vraagt om {{what}}. Keur {{id}} goed of wijs het af voor {{until}}.',
      approved: '{{id}} is goedgekeurd door {{deciders}}: {{what}} gaat zo beginnen.',
      'approved-alone': '{{id}}: {{what}} gaat zo beginnen.',
      'succeeded-alone': '{{id}} is klaar: {{done}}.',
      running: '{{id}}: {{what}} is bezig.',
      revoked: '{{id}} is ingetrokken en er loopt niets meer onder: {{what}}.',
      over: '{{id}} is voorbij: {{what}} gold tot {{until}}.',
      'in-force': '{{id}}: {{what}} geldt tot {{until}}.',
      succeeded: '{{id}} is klaar: {{done}}. Goedgekeurd door {{deciders}}.',
      failed: '{{id}} is mislukt: {{what}}. Op de kaart staat waarom, en wat eraan te doen is.',
      cancelled: '{{id}} is geannuleerd: {{what}}.',
      rejected: '{{id}} is afgewezen door {{deciders}}: {{what}}.',
      expired: '{{id}} is verlopen en er is niets veranderd: {{what}}.',
      withdrawn: '{{id}} is ingetrokken door {{name}}: {{what}}.',
      void: '{{id}} geldt niet meer: {{what}}. Op de kaart staat wat er is veranderd.',
    },
    'reason-backup': 'Om nu een back-up van {{vm}} te maken.',
    fact: { vm: 'Machine' },
    rights: { secrets: 'geheimen {{verbs}}', keys: 'sleutels {{verbs}}' },
  },
};
