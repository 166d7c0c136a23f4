import type { approval as english } from '../../en/requests/approval.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const approval: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    addendum: {
      state: {
        asked: 'Wacht op nog een stemming',
        until: 'Nog een stem vóór {{until}}',
        agreed: 'Goedgekeurd',
        refused: 'Afgewezen',
        expired: 'Verlopen',
        withdrawn: 'Ingetrokken',
      },
      heading: 'Niet in het plan van {{vm}}',
      byline: '{{id}}, aanvulling {{number}}, {{name}}. Stap: {{step}}.',
      lead_one:
        'De sjabloon van Azure stelt dit in; het plan kent het niet. Het kan van Microsoft zijn, of van wie in de tussenopslag mag schrijven.',
      lead_other:
        'De sjabloon van Azure stelt deze {{count}} in; het plan kent ze niet. Ze kunnen van Microsoft zijn, of van wie in de tussenopslag mag schrijven.',
      'lead-disks':
        'De herstelde schijven zijn niet zoals in het plan. Misschien waren ze zo op het herstelpunt, of iemand heeft er een veranderd.',

      effect: 'Bij akkoord krijgt de machine precies dit. Zo niet, dan mislukt de stap en blijven de schijven.',

      'effect-temporary':
        'Bij akkoord krijgt de machine precies dit. Zo niet, dan mislukt de stap en wordt verwijderd wat is gemaakt.',
      cut: '{{value}} ({{length}} tekens)',

      sure_one:
        'Je gaat ermee akkoord dat de nieuwe machine wordt gemaakt met een waarde die niet in het goedgekeurde plan staat.',
      sure_other:
        'Je gaat ermee akkoord dat de nieuwe machine wordt gemaakt met {{count}} waarden die niet in het goedgekeurde plan staan.',
      yes: 'Ja, maak de machine hiermee',
      more_one: 'Nog {{count}}',
      more_other: 'Nog {{count}}',
      sentence: {
        asked_one:
          '{{id}} wacht op nog een stemming: er is iets aan {{vm}} dat niet in het goedgekeurde plan staat. Keur het goed of wijs het af vóór {{until}}.',
        asked_other:
          '{{id}} wacht op nog een stemming: er zijn {{count}} dingen aan {{vm}} die niet in het goedgekeurde plan staan. Keur ze goed of wijs ze af vóór {{until}}.',
        agreed: '{{id}}: wat bij {{vm}} buiten het plan valt, is goedgekeurd.',
        refused: '{{id}}: wat bij {{vm}} buiten het plan valt, is afgewezen. Er is niets gemaakt.',
        withdrawn: '{{id}}: de stemming over wat bij {{vm}} buiten het plan valt, is ingetrokken. Er is niets gemaakt.',
        expired: '{{id}}: niemand besliste over wat bij {{vm}} buiten het plan valt. Er is niets gemaakt.',
      },
      said: {
        type: `Om goed te keuren wat buiten het plan valt, typ "${typed.approve} {{id}} {{piece}}".`,
      },
    },
    approval: {
      because: {
        machine: 'Verkeerde machine',
        time: 'Verkeerd tijdstip',
        'not-now': 'Niet nu',
        unknown: 'Niemand weet wat het is',
      },
      button: {
        approve: 'Goedkeuren',
        reject: 'Afwijzen',
        look: 'Ik kijk ernaar',
        'view-request': 'Opnieuw nagaan',
        withdraw: 'Intrekken',
        'take-back': 'Mijn stem intrekken',
        'break-glass': 'Noodprocedure starten',
        'sign-review': 'Ik heb ernaar gekeken',
      },
      yes: { own: 'Ja, ga je gang' },
      undo: {
        own: 'Ongedaan maken: stop het vóór de start. Wat dan is gedaan, blijft gedaan.',
      },
      'why-not': 'Waarom niet? Eén tik wijst {{id}} af.',
      rule: {
        one: 'Eén akkoord nodig.',
        'one-from': 'Eén akkoord nodig, van {{who}}.',
        some: 'Nog {{missing}} van {{approvals}} keer akkoord nodig.',
        'some-from': 'Nog {{missing}} van {{approvals}} keer akkoord nodig, van {{who}}.',
        groups: 'Nog {{missing}} van {{approvals}} groepen nodig: {{who}}.',
        met: 'Genoeg akkoord.',
        named: 'Regel: {{rule}}.',
        each: 'Er kan meer dan één regel gelden; aan elk moet worden voldaan.',
      },
      holders: 'wie het recht heeft',
      or: ' of ',
      question: '{{name}} vraagt: {{question}}',
      answer: '{{name}} antwoordt: {{answer}}',
      'no-answer': 'Nog geen antwoord.',
      seen: 'Gezien door {{names}}.',
      'seen-by': '{{name}} {{when}}',
      'seen-none': 'Nog geen goedkeurder heeft het gezien.',
      twin: 'Of typ: {{lines}}',
      type: {
        approve: `**${typed.approve} {{id}} {{piece}}**`,
        reject: `**${typed.reject} {{id}}** en waarom`,
        look: `**${typed['on it']} {{id}}**`,
        stop: `**${typed.stop} {{id}}**`,
        'take-back': `**${typed.withdraw} {{id}}** trekt je stem in`,
        ask: `**${typed.ask} {{id}}** en wat je wilt weten`,
        answer: `**${typed.answer} {{id}}** en je antwoord`,
        byhand: `**${typed.commands} {{id}}**`,
        why: `**${typed.status} {{id}}**`,
      },
      glass: {
        heading: 'Goedgekeurd zonder stemming',
        line: '{{name}} startte de noodprocedure, {{when}}. Ticket {{ticket}}: {{reason}}',
        'review-open': 'Controle achteraf: {{signed}} van {{needed}} mensen hebben getekend.',
        'review-done': 'Gecontroleerd door {{names}}.',
      },
      'glass-confirm': {
        heading: 'Noodprocedure starten voor {{vm}}?',
        lead: '{{id}} begint **zonder dat iemand anders akkoord gaat**. Het kanaal voor goedkeuringen hoort het meteen, en twee mensen moeten achteraf tekenen.',
        ticket: 'Ticket {{ticket}}: {{reason}}',
        twin: `Of typ: **${typed.breakglass} {{id}} {{piece}}**`,
        sentence: `{{name}}: om {{id}} voor {{vm}} zonder stemming te laten beginnen, typ binnen 15 minuten "${typed.breakglass} {{id}} {{piece}}".`,
      },
      review: {
        heading: 'Noodprocedure: {{vm}}',
        lead: '{{name}} liet {{id}} voor {{vm}} beginnen **zonder dat iemand anders akkoord ging**, {{when}}.',
        ticket: 'Ticket {{ticket}}: {{reason}}',
        asked: 'Aangevraagd door {{requester}}: {{why}}',
        open: 'Twee mensen kijken ernaar en tekenen: {{signed}} van {{needed}} tot nu toe.',
        done: 'Gecontroleerd: er hoeft niets meer te gebeuren.',
        signed: 'Getekend door {{name}}, {{when}}',
        'signed-note': 'Getekend door {{name}}, {{when}}: {{note}}',
        twin: `Of typ: **${typed.review} {{id}}** en wat je gezien hebt`,
        sentence:
          '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming. Ticket {{ticket}}. Twee mensen moeten het controleren.',
        'sentence-done': 'De controle van {{id}} voor {{vm}}, begonnen zonder stemming, is door twee mensen getekend.',
      },
      said: {
        asked: `{{requester}}: {{name}} vraagt over {{id}}: {{question}} Antwoord met "${typed.answer} {{id}}" en je antwoord.`,
        answered: '{{asker}}: {{name}} antwoordt over {{id}}: {{answer}}',
        broken: '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming.',
        lapsed:
          '{{voter}}: je stem over {{id}}, {{vm}}, telt niet meer, want volgens regel {{rule}} mag je niet meer beslissen. Er is een andere stem nodig.',
        'lapsed-own':
          '{{voter}}: je stem over {{id}}, {{vm}}, telt niet meer, want je hebt {{id}} overgenomen. Er is een andere stem nodig.',
        'vote-back': 'Je stem over {{id}} is ingetrokken.',
        'put-later-requester': `{{name}} heeft om veel beslissingen gevraagd; daarom wordt {{id}} om {{at}} aan de goedkeurders voorgelegd. Wie mag beslissen, kan dat hier al eerder doen.`,
        'put-later-approvers': `Aan wie beslissen is al veel voorgelegd; daarom wordt vóór {{at}} niemand over {{id}} gevraagd. Wie mag beslissen, kan dat hier al eerder doen.`,
        ask: '{{people}}: {{id}} over {{vm}} wacht op je beslissing, vóór {{until}}.',
        unreached:
          'Ik kan niet iedereen bereiken die over {{id}} mag beslissen. Buiten bereik: {{people}}. Voeg ze toe aan het kanaal of laat ze mij één keer schrijven.',
        'unreached-all':
          'Niemand heeft bericht gekregen over {{id}}. Buiten bereik: {{people}}. Voeg ze toe aan het kanaal of vertel het ze zelf.',
        looking: 'Je kijkt naar {{id}}. Vóór {{until}} wordt niemand anders gevraagd. Dit is geen stem.',
        'looking-already':
          '{{name}} kijkt naar {{id}}. Vóór {{until}} wordt niemand anders gevraagd. Je kunt nog steeds beslissen.',
        'put-later-glass': `In nood wacht "${typed.breakglass} {{id}}", met een ticket en een reden, niet.`,
        next: 'Over {{id}}, {{vm}}, heeft nog niemand besloten: ook {{group}} mag nu beslissen. {{people}}',
        signed: 'Je hebt getekend voor de controle van {{id}}.',
      },
      /** Wie mag beslissen, wie is gevraagd en wie kijkt. */
      people: {
        can: 'Kunnen beslissen: {{people}}.',
        asked: 'Gevraagd: {{people}}.',
        looking: '{{name}} kijkt ernaar tot {{until}}.',
        others_one: 'nog iemand',
        others_other: 'nog {{count}}',
        more: 'anderen in groepen waarvan ik de leden niet kan opsommen',
        nobody: 'niemand die ik kan noemen',
        you: 'Je kunt hierover beslissen.',
        'keys-held': 'Je kunt beslissen, en hebt de nodige sleutelrechten.',
        'keys-lacking': 'Je kunt beslissen, maar mist een nodig sleutelrecht: {{right}} (in {{vault}}).',
      },
      why: {
        rule: 'Over {{id}} wordt beslist volgens regel {{rule}}. {{quorum}}',
        'rule-default': 'Over {{id}} wordt beslist volgens de ingebouwde regel. {{quorum}}',
        people: 'Wie zou kunnen beslissen: {{people}}.',
        unread:
          'Ik kan de leden van {{groups}} niet lezen, dus niemand daarin kan beslissen: geef de bot GroupMember.Read.All in Microsoft Graph.',
        schedule: {
          pagerduty: 'het PagerDuty-rooster {{schedule}}',
          jsm: 'het rooster {{schedule}} in Jira Service Management',
          shifts: 'de diensten van het team {{schedule}}',
          https: '{{schedule}}',
        },
        'on-call': '{{group}} is wie nu dienst heeft, volgens {{by}}: {{people}}.',
        'on-call-unread':
          '{{group}} is wie dienst heeft, volgens {{by}}. Dat kan ik nu niet lezen, dus niemand daarin kan beslissen: een beheerder kijkt naar ONCALL_KEY en of de dienst antwoordt.',
        you: `Je mag erover beslissen: typ "${typed.approve} {{id}}" om het plan te zien.`,
        'you-voted': 'Je hebt gestemd.',
      },
    },
    audit: {
      event: {
        approval: {
          asked: 'vroeg mensen om te beslissen',
          looking: 'ging ernaar kijken',
          'next-group': 'de volgende groep is gevraagd',
        },
        vote: {
          approve: 'goedgekeurd',
          reject: 'afgewezen',
          'taken-back': 'trok de stem in',
          lapsed: 'een stem telde niet meer',
        },
        addendum: {
          asked: 'vroeg om nog een stemming',
          approve: 'goedgekeurd buiten het plan',
          reject: 'afgewezen buiten het plan',
          'taken-back': 'trok de stem in',
          lapsed: 'een stem telde niet meer',
          expired: 'niemand besliste op tijd',
          withdrawn: 'trok in wat buiten het plan was gevraagd',
        },
        question: { asked: 'stelde een vraag', answered: 'beantwoordde een vraag' },
        glass: { asked: 'vroeg om de noodprocedure', broken: 'startte de noodprocedure' },
        review: { signed: 'tekende de controle', closed: 'tekende de controle, die nu klaar is' },
      },
    },
    cards: {
      gated: {
        keeps: 'Toen dit werd gevraagd, zei {{policy}}: {{kept}}',
        next: {
          raise: 'Eerst gaat hij over naar beleid {{policy}}, dat alles {{days}} dagen langer bewaart.',
          protect: 'Daarna wordt {{vm}} in {{vault}} beveiligd, zoals gevraagd.',
          backup: 'Daarna begint de gevraagde back-up van {{vm}}.',
        },
        sentence: {
          pending: '{{name}} vraagt: {{what}}. Keur {{id}} goed of wijs het af vóór {{until}}.',
          approved: '{{id}} is goedgekeurd door {{deciders}} en begint zo: {{what}}.',
          'approved-alone': '{{id}} begint zo: {{what}}.',
          'succeeded-alone': '{{id}} is klaar: {{what}}.',
          running: '{{id}} is bezig: {{what}}.',
          revoked: '{{id}} is ingetrokken en er loopt niets meer onder: {{what}}.',
          over: '{{id}} is voorbij, en gold tot {{until}}: {{what}}.',
          'in-force': '{{id}} geldt tot {{until}}: {{what}}.',
          succeeded: '{{id}} is klaar: {{what}}. Goedgekeurd door {{deciders}}.',
          failed: '{{id}} is mislukt: {{what}}.',
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
    },
    errors: {
      'not-an-approver': {
        message: 'Vraag iemand die over {{id}} mag beslissen: de regel {{rule}} noemt je niet.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie het mag. Er is niets veranderd.`,
      },
      'no-vote': {
        message: 'Je hebt geen stem over {{id}} die je kunt intrekken.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wat er nog ontbreekt.`,
      },
      'nobody-can-decide': {
        message: 'Volgens de regel {{rule}} kan niemand behalve jij hierover beslissen, dus invullen heeft geen zin.',
        remedy:
          'Vraag een platformbeheerder om iemand anders in die regel te noemen, of om een collega de Azure-rol te geven.',
      },
      'too-few-uninvolved': {
        message:
          'Volgens de regel {{rule}} kunnen te weinig mensen hierover beslissen: wie om de quarantaine vroeg of erover besliste, mag dat niet.',
        remedy: 'Vraag een platformbeheerder om iemand anders in die regel te noemen.',
      },
      'too-few-can-decide': {
        message_one:
          'Regel {{rule}} vereist {{approvals}} goedkeuringen, en maar één persoon kan er een geven, dus invullen heeft geen zin.',
        message_other:
          'Regel {{rule}} vereist {{approvals}} goedkeuringen, en die kunnen de {{count}} mensen die mogen beslissen samen niet geven, dus invullen heeft geen zin.',
        remedy: 'Vraag een platformbeheerder om meer mensen in die regel te noemen.',
      },
      'approvers-unread': {
        message:
          'Ik kan niet lezen wie er in {{group}} zit, de groep die regel {{rule}} noemt, en onbekend telt als nee.',
        remedy:
          'Probeer het over een minuut opnieuw; blijft het zo, dan moet een platformbeheerder naar de groep of het dienstrooster kijken en de bot GroupMember.Read.All in Microsoft Graph geven.',
      },
      'grant-needs-ticket': {
        message: 'Regel {{rule}} vereist een ticket voor toegang tot de sleutels van {{vm}}. Er is niets aangevraagd.',
        remedy:
          'Typ "sleuteltoegang {{vm}} geven omdat" en een reden met een ticket dat past bij {{pattern}}. Vraag dit opnieuw zodra de toegang is gegeven.',
      },
      'reason-needs-ticket': {
        message: 'Regel {{rule}} vereist een ticket in de reden.',
        remedy: 'Geef de reden opnieuw, met een ticket dat past bij {{pattern}}.',
      },
      'not-open': {
        message: '{{id}} wacht niet meer op een beslissing.',
        remedy: `Typ "${typed.status}" om te zien wat ervan geworden is.`,
      },
      'no-question': {
        message: 'Niemand wacht op een antwoord over {{id}}.',
        remedy: `Typ "${typed.ask} {{id}}" en een vraag om er een te stellen.`,
      },
      'own-question': {
        message: 'Je hebt {{id}} zelf aangevraagd, dus je kunt het alleen jezelf vragen.',
        remedy: `Typ "${typed.answer} {{id}}" om een goedkeurder te antwoorden, of "${typed.stop} {{id}}".`,
      },
      'already-decided': {
        message: 'Over {{id}} was al beslist, dus er is niets veranderd.',
        remedy: `Typ "${typed.status}" om te zien wat ervan geworden is.`,
      },
      'needs-nobody': {
        message: 'Voor {{id}} is geen goedkeuring nodig, dus er valt niets te beslissen.',
        remedy: `Typ "${typed.status}" om te zien hoe het ermee staat.`,
      },
      'already-voted': {
        message: 'Je stem over {{id}} telt al.',
        remedy: 'Je hoeft niets meer te doen; er wordt op de anderen gewacht.',
      },
      'requester-cannot-approve': {
        message: 'Vraag een collega die over {{id}} mag beslissen: je hebt het zelf aangevraagd.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie dat mag, of "${typed.stop} {{id}}".`,
      },
      'involved-cannot-approve': {
        message:
          'Je hebt deze quarantaine gevraagd of erover gestemd, en het goedkeuringsbeleid noemt anderen voor de vrijgave.',
        remedy: 'Vraag iemand uit die groep die er niet bij betrokken was.',
      },
      'assignee-cannot-approve': {
        message: 'Vraag een collega die over {{id}} mag beslissen: je hebt het overgenomen.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie dat mag, of "${typed.stop} {{id}}".`,
      },
      expired: {
        message: '{{id}} is verlopen: niemand besliste op tijd. Er is niets teruggezet.',
        remedy: 'Vraag het opnieuw aan als het nog nodig is.',
      },
      'decide-expired': {
        message: 'Niemand besliste op tijd, dus er is niets gebeurd.',
        remedy: 'Vraag het opnieuw aan als het nog nodig is.',
      },
      'ask-in-channel': {
        message: 'In een persoonlijke chat kan niemand goedkeuren wat je vraagt.',
        remedy: `Vraag het in een kanaal, of laat een beheerder "${typed.channel} goedkeuringen" typen in het kanaal waar over aanvragen wordt beslist.`,
      },
      'glass-off': {
        message: 'De noodprocedure is niet ingesteld.',
        remedy: 'Een platformbeheerder kan er een noemen in het goedkeuringsbeleid (breakGlass).',
      },
      'not-in-glass-group': {
        message: 'Alleen {{group}} mag de noodprocedure starten.',
        remedy: `Vraag een van hen, of typ "${typed.status} {{id}}" om te zien wie kan goedkeuren.`,
      },
      'glass-not-beyond': {
        message: 'Wat buiten het goedgekeurde plan van {{id}} valt, vraagt stemmen: daarvoor geldt geen noodprocedure.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie het kan goedkeuren, of "${typed.commands} {{id}}" om de machine met de hand te maken.`,
      },
      'glass-uncarried': {
        message:
          '{{id}} gebeurt met de macht van iemand die het goedkeurt en op {{scope}} het recht heeft om {{right}}. Zo’n stem staat er niet, dus de noodprocedure geldt er niet voor.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie kan goedkeuren. Wie dat recht heeft, kan ook de regels van "${typed.commands} {{id}}" uitvoeren.`,
      },
      'glass-ticket': {
        message: '"{{ticket}}" is geen ticket dat het goedkeuringsbeleid aanneemt ({{pattern}}).',
        remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
      },
      'glass-reason': {
        message: 'Voor de noodprocedure zijn een ticket en een reden nodig.',
        remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
      },
      'glass-first': {
        message: 'Er valt niets te bevestigen: de eerste tik was niet van jou, of is langer dan 15 minuten geleden.',
        remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
      },
      'nothing-to-review': {
        message: '{{id}} is niet zonder stemming begonnen, dus er valt niets te controleren.',
        remedy: `Typ "${typed.status}" voor de open aanvragen.`,
      },
      'cannot-review': {
        message: 'Je hebt {{id}} aangevraagd of laten beginnen, dus anderen moeten het controleren.',
        remedy: 'Vraag twee collega’s die het goedkeuringsbeleid noemt.',
      },
      'not-a-reviewer': {
        message: 'Het goedkeuringsbeleid noemt je niet voor de controle van {{id}}.',
        remedy: `Laat het aan de genoemden over; typ "${typed.status} {{id}}" om te zien wie mag beslissen.`,
      },
      'already-signed': {
        message: 'Je hebt al getekend voor de controle van {{id}}.',
        remedy: 'Voor jou is er niets meer te doen.',
      },
      'glass-not-standing': {
        message: '{{id}} zou uitvoeringen toestaan zolang het geldt; daarom is de stemming nodig die de regel vraagt.',
        remedy: 'Vraag in een noodgeval apart aan wat er nu nodig is.',
      },
    },
    pager: {
      asked: '{{id}} over {{vm}} wacht op een beslissing, tot {{until}}',
      decided: '{{id}} over {{vm}} gaat door',
      failed: '{{id}} over {{vm}} is mislukt: iemand moet kijken',
      stalled: '{{id}} over {{vm}} staat stil: iemand moet kijken',
      done: '{{id}} over {{vm}} is voorbij',
      ended: {
        succeeded: '{{id}} over {{vm}} is klaar',
        cancelled: '{{id}} over {{vm}} is geannuleerd',
        rejected: '{{id}} over {{vm}} is afgewezen',
        expired: '{{id}} over {{vm}} is verlopen',
        withdrawn: '{{id}} over {{vm}} is ingetrokken',
      },
    },
    say: {
      'type-to-approve': `Bekijk het plan op de kaart. Typ "${typed.approve} {{id}} {{piece}}" om het goed te keuren.`,
    },
  }),
};
