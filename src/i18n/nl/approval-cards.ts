import type { approvalCards as english } from '../en/approval-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { drillGated } from './drills.ts';
import { releaseGated } from './quarantine.ts';
import { quarantineGated } from './restore-quarantine.ts';
import { typed } from './typed.ts';

export const approvalCards: SameKeys<typeof english> = {
  gated: {
    release: releaseGated.facts,
    drill: drillGated.facts,
    drills: drillGated.definition,
    heading: {
      ...drillGated.heading,
      ...quarantineGated.heading,
      ...releaseGated.heading,
      'stop-protection': 'De beveiliging van {{vm}} stoppen',
      'suspend-protection': 'De back-ups van {{vm}} onderbreken',
      'resume-shorter': 'De beveiliging van {{vm}} hervatten met een beleid dat misschien minder bewaart',
      undelete: 'De verwijderde back-up van {{vm}} terughalen',
      hold: 'De herstelpunten van {{vm}} vasthouden',
      'hold-suspend': 'De herstelpunten van {{vm}} vasthouden',
      'hold-stopped': 'De herstelpunten van {{vm}} vasthouden',
      unhold: '{{vm}} niet langer vasthouden',
      'unhold-mark': '{{vm}} niet langer vasthouden',
      'raise-retention': 'Herstelpunten van {{vm}} terughalen',
      'raise-immutable': 'Herstelpunten van {{vm}} terughalen',
      'grant-access': 'Azure Backup de sleutels van {{vm}} laten lezen',
    },
    paragraph: {
      ...drillGated.paragraph,
      ...quarantineGated.paragraph,
      ...releaseGated.paragraph,
      'stop-protection':
        'Vanaf nu wordt van {{vm}} **geen back-up meer gemaakt**. Alle herstelpunten in {{vault}} blijven en kunnen worden teruggezet; er wordt niets verwijderd. Aan de draaiende {{vm}} verandert niets. De beveiliging kan altijd worden hervat.',
      'suspend-protection':
        'Vanaf nu wordt van {{vm}} **geen back-up meer gemaakt**. Kluis {{vault}} is onveranderlijk, dus worden de back-ups onderbroken: de herstelpunten **verlopen verder** zoals het beleid zegt, en alleen het nieuwste blijft. Tot de beveiliging wordt hervat, laat Azure niemand ze langer bewaren. Er wordt nu niets verwijderd, en aan de draaiende {{vm}} verandert niets.',
      'resume-shorter':
        'De back-ups van {{vm}} gaan verder met beleid {{policy}}, dat misschien minder bewaart dan er nu is: de herstelpunten in {{vault}} **verlopen zoals dat zegt**, en wat het niet bewaart, is binnenkort weg. Aan de draaiende {{vm}} verandert niets.',
      undelete:
        'De back-up van {{vm}} in {{vault}}, die verwijderd is en binnenkort voorgoed weg zou zijn, **komt terug** met de herstelpunten. De beveiliging blijft gestopt tot die wordt hervat. Aan de draaiende {{vm}} verandert niets.',
      hold: `De back-ups van {{vm}} **stoppen**, en daarmee alles wat de herstelpunten laat verlopen: alle punten in {{vault}} blijven, tot iemand akkoord gaat met **${typed.unhold}**. Tot dan komt er niets nieuws bij. Aan de draaiende {{vm}} verandert niets.`,
      'hold-suspend': `Kluis {{vault}} is onveranderlijk, dus worden de back-ups van {{vm}} **onderbroken**. Dat houdt niet alles vast: herstelpunten **verlopen verder** zoals het beleid zegt, alleen het nieuwste blijft, en Azure laat niemand ze langer bewaren tot **${typed.unhold}**. De langere bewaartijd kan in deze kluis niet meer omlaag. Snapshots naast de schijven worden niet vastgehouden. Aan de draaiende {{vm}} verandert niets.`,
      'hold-stopped': `De back-ups van {{vm}} zijn al gestopt, dus laat niets de herstelpunten in {{vault}} verlopen. Vanaf nu **blijven ze gestopt**: **${typed['protection resume']}** wordt geweigerd tot iemand akkoord gaat met **${typed.unhold}**. In Azure verandert niets.`,
      unhold:
        'De back-ups van {{vm}} gaan verder met beleid {{policy}}, en de herstelpunten in {{vault}} **verlopen zoals dat zegt**: wat het niet langer bewaart, is binnenkort weg. Aan de draaiende {{vm}} verandert niets.',
      'unhold-mark': `{{vm}} wordt niet langer vastgehouden, en in Azure verandert niets: de back-ups in {{vault}} blijven zoals ze zijn. Zijn ze gestopt, dan kan **${typed['protection resume']}** weer.`,
      'raise-retention':
        'Een korter beleid heeft {{count}} herstelpunten van {{vm}} afgesneden, van {{first}} tot en met {{last}}: die zijn in {{vault}} **voorlopig verwijderd**, en binnenkort definitief weg. {{vm}} gaat van beleid {{before}} over naar **{{policy}}**, dat alles {{days}} dagen langer bewaart. Dat haalt ze terug en bewaart het oudste tot minstens {{until}}; Azure zegt niet hoe snel. Je **betaalt** voor alles wat langer blijft. De back-ups gaan door, en aan de draaiende {{vm}} verandert niets.',
      'raise-immutable':
        'Een korter beleid heeft {{count}} herstelpunten van {{vm}} afgesneden, van {{first}} tot en met {{last}}: die zijn in {{vault}} **voorlopig verwijderd**, en binnenkort definitief weg. {{vm}} gaat van beleid {{before}} over naar **{{policy}}**, dat alles {{days}} dagen langer bewaart. Dat haalt ze terug en bewaart het oudste tot minstens {{until}}; Azure zegt niet hoe snel. Je **betaalt** voor alles wat langer blijft, en kluis {{vault}} is onveranderlijk: een langere bewaartijd **kan niet meer omlaag**. De back-ups gaan door, en aan de draaiende {{vm}} verandert niets.',
      'grant-access':
        'De sleutels waarmee {{vm}} is versleuteld staan in sleutelkluis {{keyVault}}. **Azure Backup zelf** mag ze daar lezen en kopiëren, wat nodig is voor back-ups van {{vm}}. Niemand anders krijgt of verliest toegang.',
    },
    keeps: 'Toen dit werd gevraagd, zei {{policy}}: {{kept}}',
    next: {
      raise: 'Eerst gaat hij over naar beleid {{policy}}, dat alles {{days}} dagen langer bewaart.',
      protect: 'Daarna wordt {{vm}} in {{vault}} beveiligd, zoals gevraagd.',
      backup: 'Daarna begint de gevraagde back-up van {{vm}}.',
    },
    short: {
      ...drillGated.short,
      ...quarantineGated.short,
      ...releaseGated.short,
      'stop-protection': 'Geen back-ups meer van {{vm}}; de herstelpunten in {{vault}} blijven.',
      'suspend-protection': 'Geen back-ups meer van {{vm}}; de herstelpunten in {{vault}} verlopen verder.',
      'resume-shorter':
        'De back-ups van {{vm}} gaan verder met {{policy}}, en de herstelpunten in {{vault}} verlopen zoals dat zegt.',
      undelete: 'De back-up van {{vm}} in {{vault}} komt terug.',
      hold: 'De back-ups van {{vm}} stoppen; alle herstelpunten in {{vault}} blijven.',
      'hold-suspend':
        'De back-ups van {{vm}} worden onderbroken; de herstelpunten in {{vault}} verlopen zoals het beleid zegt.',
      'hold-stopped': 'De back-ups van {{vm}} blijven gestopt; alle herstelpunten in {{vault}} blijven.',
      unhold:
        'De back-ups van {{vm}} gaan verder met {{policy}}, en de herstelpunten in {{vault}} verlopen zoals dat zegt.',
      'unhold-mark': '{{vm}} wordt niet langer vastgehouden; de back-ups in {{vault}} blijven zoals ze zijn.',
      'raise-retention':
        '{{vm}} gaat over naar beleid {{policy}}, dat {{count}} herstelpunten in {{vault}} terughaalt.',
      'raise-immutable':
        '{{vm}} gaat over naar beleid {{policy}}, dat {{count}} herstelpunten in {{vault}} terughaalt.',
      'grant-access': 'Azure Backup mag de sleutels van {{vm}} in {{keyVault}} lezen.',
    },
    what: {
      ...drillGated.what,
      ...quarantineGated.what,
      ...releaseGated.what,
      'stop-protection': 'het stoppen van de beveiliging van {{vm}}',
      'suspend-protection': 'het onderbreken van de back-ups van {{vm}}',
      'resume-shorter': 'het hervatten van de beveiliging van {{vm}} met een beleid dat misschien minder bewaart',
      undelete: 'het terughalen van de verwijderde back-up van {{vm}}',
      hold: 'het vasthouden van de herstelpunten van {{vm}}',
      'hold-suspend': 'het vasthouden van de herstelpunten van {{vm}}',
      'hold-stopped': 'het vasthouden van de herstelpunten van {{vm}}',
      unhold: 'het loslaten van {{vm}}',
      'unhold-mark': 'het loslaten van {{vm}}',
      'raise-retention': 'het terughalen van herstelpunten van {{vm}}',
      'raise-immutable': 'het terughalen van herstelpunten van {{vm}}',
      'grant-access': 'leestoegang voor Azure Backup tot de sleutels van {{vm}}',
    },
    done: {
      ...drillGated.done,
      ...quarantineGated.done,
      ...releaseGated.done,
      'stop-protection': 'de beveiliging van {{vm}} is gestopt, de herstelpunten blijven',
      'suspend-protection':
        'de back-ups van {{vm}} zijn onderbroken, de herstelpunten verlopen verder zoals het beleid zegt',
      'resume-shorter':
        'van {{vm}} worden weer back-ups gemaakt met {{policy}}, en de herstelpunten verlopen zoals dat zegt',
      undelete: `de back-up van {{vm}} is terug; typ "${typed['protection resume']} {{vm}}" om ermee verder te gaan`,
      hold: 'de herstelpunten van {{vm}} worden vastgehouden: de back-ups zijn gestopt, en er verloopt er geen',
      'hold-suspend': `de back-ups van {{vm}} zijn onderbroken, en de herstelpunten verlopen zoals het beleid zegt; typ "${typed.check} {{vm}}" om te zien hoe het ervoor staat`,
      'hold-stopped':
        'de herstelpunten van {{vm}} worden vastgehouden: de back-ups blijven gestopt, en er verloopt er geen',
      unhold: 'van {{vm}} worden weer back-ups gemaakt met {{policy}}, en de herstelpunten verlopen zoals dat zegt',
      'unhold-mark': '{{vm}} wordt niet langer vastgehouden',
      'raise-retention': `{{vm}} valt onder {{policy}}, dat de herstelpunten terughaalt; typ "${typed.points} {{vm}}" om ze te zien`,
      'raise-immutable': `{{vm}} valt onder {{policy}}, dat de herstelpunten terughaalt; typ "${typed.points} {{vm}}" om ze te zien`,
      'grant-access': 'Azure Backup mag de sleutels van {{vm}} lezen',
      'grant-access-protect': `Azure Backup mag de sleutels van {{vm}} lezen, en {{vault}} beveiligt {{vm}}. De eerste back-up volgt het schema en kan uren duren; typ "${typed.backup} {{vm}}" om die nu te starten`,
      'grant-access-backup': 'Azure Backup mag de sleutels van {{vm}} lezen, en de back-up is gemaakt',
    },
    sentence: {
      pending: '{{name}} vraagt akkoord voor {{what}}. Keur {{id}} goed of wijs het af vóór {{until}}.',
      approved: '{{id}} is goedgekeurd door {{deciders}}: {{what}} gaat zo beginnen.',
      'approved-alone': '{{id}}: {{what}} gaat zo beginnen.',
      'succeeded-alone': '{{id}} is klaar: {{done}}.',
      running: '{{id}}: {{what}} is bezig.',
      revoked: '{{id}} is ingetrokken en er loopt niets meer onder: {{what}}.',
      over: '{{id}} is voorbij, en gold tot {{until}}: {{what}}.',
      'in-force': '{{id}} geldt tot {{until}}: {{what}}.',
      succeeded: '{{id}} is klaar: {{done}}. Goedgekeurd door {{deciders}}.',
      failed: '{{id}} is mislukt: {{what}}. Op de kaart staat waarom, en wat eraan te doen is.',
      cancelled: '{{id}} is geannuleerd: {{what}}.',
      rejected: '{{id}} is afgewezen door {{deciders}}: {{what}}.',
      expired: '{{id}} is verlopen en er is niets veranderd: {{what}}.',
      withdrawn: '{{id}} is ingetrokken door {{name}}: {{what}}.',
      'withdrawn-unnamed': '{{id}} is ingetrokken: {{what}}.',
      void: '{{id}} geldt niet meer: {{what}}. Op de kaart staat wat er is veranderd.',
    },
    'reason-backup': 'Om nu een back-up van {{vm}} te maken.',
    fact: { vm: 'Machine' },
    rights: { secrets: 'geheimen {{verbs}}', keys: 'sleutels {{verbs}}', role: 'het recht om {{rights}}' },
  },
};
