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
        'resume-shorter': 'Ja, laat ze verlopen',
        unhold: 'Ja, laat ze verlopen',
        'unhold-mark': 'Ja, laat ze los',
        'raise-retention': 'Ja, bewaar ze langer',
        undelete: 'Ja, haal de back-up terug',
      },
      undo: {
        'grant-access': 'Ongedaan maken: stop het vóór de start; haal later de toegang in de sleutelkluis weg.',
        'stop-protection': `Ongedaan maken: **${typed['protection resume']} {{vm}}**, op elk moment. Tot dan geen nieuwe punten.`,
        'suspend-protection': `Ongedaan maken: **${typed['protection resume']} {{vm}}**, op elk moment. Punten die intussen verlopen zijn weg.`,
        hold: `Ongedaan maken: **${typed.unhold} {{vm}}**, met een stem. Tot dan geen nieuwe punten.`,
        'hold-suspend': `Ongedaan maken: **${typed.unhold} {{vm}}**, met een stem. Een langere bewaartijd kan niet meer omlaag, en kost geld.`,
        'resume-shorter': `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment. Punten die dan zijn verlopen zijn weg.`,
        unhold: `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment. Punten die dan zijn verlopen zijn weg.`,
        'unhold-mark': `Ongedaan maken: **${typed.hold} {{vm}}**, op elk moment.`,
        'raise-retention':
          'Ongedaan maken: stop het vóór de start; geef {{vm}} later in de portal het eerdere beleid terug.',
        undelete: 'Ongedaan maken: stop het vóór de start; verwijder later de back-up in de portal.',
        'raise-retention-immutable': 'Ongedaan maken: stop het vóór de start; later kan het niet meer.',
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
          unhold: '{{vm}} niet langer vasthouden',
          'raise-retention': 'Herstelpunten van {{vm}} terughalen',
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
          'unhold-mark': `{{vm}} wordt niet langer vastgehouden. In Azure verandert niets; gestopte back-ups in {{vault}} zijn te hervatten met **${typed['protection resume']}**.`,
          'raise-retention':
            'Een korter beleid heeft {{count}} punten van {{vm}} in {{vault}} **voorlopig verwijderd**, {{first}} tot en met {{last}}: binnenkort definitief weg. Beleid **{{policy}}** in plaats van {{before}} bewaart alles {{days}} dagen langer: dat haalt ze terug en bewaart het oudste tot minstens {{until}}; Azure zegt niet hoe snel. Je **betaalt** voor wat langer blijft.',
          'grant-access':
            '**Azure Backup zelf** mag de sleutels van {{vm}} in {{keyVault}} lezen en kopiëren, wat voor back-ups nodig is. Geen mens krijgt of verliest toegang.',
        },
        lasting: 'Kluis {{vault}} is onveranderlijk: een langere bewaartijd **kan niet meer omlaag**.',
      },
      change: {
        policy: 'Beleid',
        first: 'De eerste back-up volgt het schema en kan uren duren. Nu starten?',
        heading: {
          protect: '{{vm}} beveiligen',
          policy: 'Nieuw beleid {{vm}}',
          'resume-protection': 'De beveiliging van {{vm}} hervatten',
        },
        paragraph: {
          protect: 'Van {{vm}} maakt {{vault}} voortaan back-ups, met beleid {{policy}}.',
          policy: 'Kluis {{vault}} krijgt het beleid {{policy}}.',
          'resume-protection':
            'Van {{vm}} maakt {{vault}} weer back-ups, met beleid {{policy}}. De herstelpunten verlopen zoals dat zegt.',
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
