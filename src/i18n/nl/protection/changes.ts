import type { changes as english } from '../../en/protection/changes.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const changes: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    approval: {
      yes: {
        'grant-access': 'Ja, geef deze toegang',
        'stop-protection': 'Ja, stop de beveiliging',
        'suspend-protection': 'Ja, onderbreek de back-ups',
        hold: 'Ja, houd ze vast',
        'hold-suspend': 'Ja, onderbreek de back-ups',
        'hold-stopped': 'Ja, houd ze vast',
        'resume-shorter': 'Ja, laat ze verlopen',
        unhold: 'Ja, laat ze verlopen',
        'unhold-mark': 'Ja, houd niet langer vast',
        'raise-retention': 'Ja, bewaar ze langer',
        'raise-immutable': 'Ja, bewaar ze langer',
        undelete: 'Ja, haal de back-up terug',
      },
      undo: {
        'grant-access': 'Ongedaan maken: stop het vóór de start; haal later de toegang in de sleutelkluis weg.',
        'stop-protection': `Ongedaan maken: **${typed['protection resume']} {{vm}}**, op elk moment. Tot dan geen nieuwe punten.`,
        'suspend-protection': `Ongedaan maken: **${typed['protection resume']} {{vm}}**, op elk moment. Punten die intussen verlopen zijn weg.`,
        hold: `Ongedaan maken: **${typed.unhold} {{vm}}**, met een stem. Tot dan geen nieuwe punten.`,
        'hold-suspend': `Ongedaan maken: **${typed.unhold} {{vm}}**, met een stem. Een langere bewaartijd kan niet meer omlaag, en kost geld.`,
        'hold-stopped': `Ongedaan maken: **${typed.unhold} {{vm}}**, met een stem. Tot dan geen nieuwe punten.`,
        'resume-shorter': `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment. Punten die dan zijn verlopen zijn weg.`,
        unhold: `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment. Punten die dan zijn verlopen zijn weg.`,
        'unhold-mark': `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment.`,
        'raise-retention':
          'Ongedaan maken: stop het vóór de start; geef {{vm}} later in de portal het eerdere beleid terug.',
        'raise-immutable': 'Ongedaan maken: stop het vóór de start; later kan het niet meer.',
        undelete: 'Ongedaan maken: stop het vóór de start; verwijder later de back-up in de portal.',
      },
    },
    audit: {
      event: {
        protect: { asked: 'vroeg om beveiliging' },
        policy: { asked: 'vroeg om een beleid' },
        'resume-protection': { asked: 'vroeg om beveiliging te hervatten' },
      },
    },
    cards: {
      gated: {
        heading: {
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
          'stop-protection':
            '{{vm}} krijgt **geen back-ups meer**. De punten in {{vault}} blijven en kunnen worden teruggezet. Aan {{vm}} zelf verandert niets.',
          'suspend-protection':
            '{{vm}} krijgt **geen back-ups meer**. Kluis {{vault}} is onveranderlijk: de punten **verlopen verder** volgens het beleid, alleen het nieuwste blijft, en niemand kan ze langer bewaren tot de beveiliging wordt hervat. Aan {{vm}} zelf verandert niets.',
          'resume-shorter':
            'De back-ups van {{vm}} gaan verder met beleid {{policy}}. De punten in {{vault}} **verlopen volgens dat beleid**; wat het niet bewaart, is binnenkort weg.',
          undelete:
            'De verwijderde back-up van {{vm}} in {{vault}} **komt terug** met de punten. De beveiliging blijft gestopt tot die wordt hervat.',
          hold: `De back-ups van {{vm}} **stoppen**, dus alle punten in {{vault}} blijven tot iemand akkoord gaat met **${typed.unhold}**. Aan {{vm}} zelf verandert niets.`,
          'hold-suspend': `Kluis {{vault}} is onveranderlijk, dus de back-ups van {{vm}} worden alleen **onderbroken**: punten **verlopen verder** volgens het beleid, alleen het nieuwste blijft, en niemand kan ze langer bewaren tot **${typed.unhold}**. Momentopnamen worden niet vastgehouden. Aan {{vm}} zelf verandert niets.`,
          'hold-stopped': `De back-ups van {{vm}} zijn gestopt, dus de punten in {{vault}} verlopen niet. Ze **blijven gestopt** tot iemand akkoord gaat met **${typed.unhold}**. In Azure verandert niets.`,
          unhold:
            'De back-ups van {{vm}} gaan verder met beleid {{policy}}. De punten in {{vault}} **verlopen volgens dat beleid**; wat het niet meer bewaart, is binnenkort weg.',
          'unhold-mark': `{{vm}} wordt niet langer vastgehouden. In Azure verandert niets; zijn de back-ups in {{vault}} gestopt, dan kan **${typed['protection resume']}** weer.`,
          'raise-retention':
            'Een korter beleid heeft {{count}} punten van {{vm}} in {{vault}} **voorlopig verwijderd**, {{first}} tot en met {{last}}: binnenkort definitief weg. Beleid **{{policy}}** in plaats van {{before}} bewaart alles {{days}} dagen langer: dat haalt ze terug en bewaart het oudste tot minstens {{until}}; Azure zegt niet hoe snel. Je **betaalt** voor wat langer blijft.',
          'raise-immutable':
            'Een korter beleid heeft {{count}} punten van {{vm}} in {{vault}} **voorlopig verwijderd**, {{first}} tot en met {{last}}: binnenkort definitief weg. Beleid **{{policy}}** in plaats van {{before}} bewaart alles {{days}} dagen langer: dat haalt ze terug en bewaart het oudste tot minstens {{until}}; Azure zegt niet hoe snel. Je **betaalt** voor wat langer blijft. Kluis {{vault}} is onveranderlijk: een langere bewaartijd **kan niet meer omlaag**.',
          'grant-access':
            '**Azure Backup zelf** mag de sleutels van {{vm}} in {{keyVault}} lezen en kopiëren, wat nodig is voor back-ups. Niemand anders krijgt of verliest toegang.',
        },
        short: {
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
      },
      requests: {
        of: {
          protect: '{{vm}} beveiligen',
          policy: 'nieuw beleid {{vm}}',
          'resume-protection': 'beveiliging van {{vm}} hervatten',
          'resume-shorter': 'beveiliging van {{vm}} hervatten, met minder bewaard',
          'stop-protection': 'beveiliging van {{vm}} stoppen',
          hold: '{{vm}} vasthouden',
          unhold: '{{vm}} loslaten',
          'raise-retention': 'bewaartijd van {{vm}}',
          undelete: 'back-up van {{vm}} terughalen',
          'grant-access': 'sleuteltoegang voor {{vm}}',
        },
      },
      change: {
        policy: 'Beleid',
        first: 'De eerste back-up volgt het schema en kan uren duren. Nu starten?',
        heading: {
          protect: '{{vm}} beveiligen',
          policy: 'Nieuw beleid {{policy}}',
          'resume-protection': 'De beveiliging van {{vm}} hervatten',
        },
        paragraph: {
          protect: 'Van {{vm}} maakt {{vault}} voortaan back-ups, met beleid {{policy}}.',
          policy: 'Kluis {{vault}} krijgt het beleid {{policy}}.',
          'resume-protection':
            'Van {{vm}} maakt {{vault}} weer back-ups, met beleid {{policy}}. De herstelpunten verlopen zoals dat zegt.',
        },
        sentence: {
          protect: {
            pending: '{{id}}: het beveiligen van {{vm}} wacht.',
            approved: '{{name}} laat {{vm}} beveiligen in {{vault}} met {{policy}} ({{id}}).',
            running: '{{id}}: back-up van {{vm}} wordt ingeschakeld in {{vault}}.',
            succeeded: `{{id}} is klaar: {{vm}} wordt beveiligd door {{vault}} met {{policy}}. De eerste back-up volgt het schema en kan uren duren; typ "${typed.backup} {{vm}}" om die nu te starten.`,
            failed: '{{id}} is mislukt: {{vm}} is niet beveiligd.',
            cancelled: '{{id}} is geannuleerd: {{vm}} is niet beveiligd.',
            rejected: '{{id}} is afgewezen: {{vm}} is niet beveiligd.',
            expired: '{{id}} verliep voordat het begon: {{vm}} is niet beveiligd.',
            withdrawn: '{{id}} is ingetrokken door {{name}}: {{vm}} is niet beveiligd.',
            void: '{{id}} is niet begonnen: {{vm}} is niet beveiligd.',
          },
          policy: {
            pending: '{{id}}: het beleid {{policy}} wacht.',
            approved: '{{name}} laat het beleid {{policy}} maken in {{vault}} ({{id}}).',
            running: '{{id}}: het beleid {{policy}} wordt gemaakt in {{vault}}.',
            succeeded: `{{id}} is klaar: {{vault}} heeft het beleid {{policy}}. Typ "${typed.protect}" en een machine om het te gebruiken.`,
            failed: '{{id}} is mislukt: het beleid {{policy}} is niet gemaakt.',
            cancelled: '{{id}} is geannuleerd: het beleid {{policy}} is niet gemaakt.',
            rejected: '{{id}} is afgewezen: het beleid {{policy}} is niet gemaakt.',
            expired: '{{id}} verliep voordat het begon: het beleid {{policy}} is niet gemaakt.',
            withdrawn: '{{id}} is ingetrokken door {{name}}: het beleid {{policy}} is niet gemaakt.',
            void: '{{id}} is niet begonnen: het beleid {{policy}} is niet gemaakt.',
          },
          'resume-protection': {
            pending: '{{id}}: het hervatten van de beveiliging van {{vm}} wacht.',
            approved: '{{name}} laat de beveiliging van {{vm}} hervatten met {{policy}} ({{id}}).',
            running: '{{id}}: de beveiliging van {{vm}} wordt hervat.',
            succeeded: '{{id}} is klaar: van {{vm}} worden weer back-ups gemaakt, door {{vault}} met {{policy}}.',
            failed: '{{id}} is mislukt: de beveiliging van {{vm}} blijft gestopt.',
            cancelled: '{{id}} is geannuleerd: de beveiliging van {{vm}} blijft gestopt.',
            rejected: '{{id}} is afgewezen: de beveiliging van {{vm}} blijft gestopt.',
            expired: '{{id}} verliep voordat het begon: de beveiliging van {{vm}} blijft gestopt.',
            withdrawn: '{{id}} is ingetrokken door {{name}}: de beveiliging van {{vm}} blijft gestopt.',
            void: '{{id}} is niet begonnen: de beveiliging van {{vm}} blijft gestopt.',
          },
        },
      },
      step: {
        protect: 'Back-up inschakelen',
        'create-policy': 'Het beleid maken',
        'grant-access': 'Azure Backup toegang tot de sleutels geven',
        'verify-access': 'Nagaan of het ze mag lezen',
        'stop-protection': 'Beveiliging stoppen, gegevens bewaren',
        'resume-protection': 'Beveiliging hervatten',
        'resume-shorter': 'Beveiliging hervatten',
        'hold-policy': 'Het beleid maken dat langer bewaart',
        'hold-raise': 'Naar dat beleid overgaan',
        'hold-stop': 'Stoppen wat punten laat verlopen',
        unhold: 'Verdergaan met back-ups',
        'raise-policy': 'Het beleid maken dat langer bewaart',
        'raise-retention': 'Naar dat beleid overgaan',
        undelete: 'De verwijderde back-up terughalen',
      },
    },
  }),
};
