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
      'lead-disks':
        'De herstelde schijven zijn niet zoals in het plan: ze waren zo op het herstelpunt, of iemand heeft er een veranderd.',

      effect: 'Bij akkoord krijgt de machine precies dit; zo niet, dan mislukt de stap en blijven de schijven.',

      'effect-temporary':
        'Bij akkoord krijgt de machine precies dit; zo niet, dan mislukt de stap en wordt verwijderd wat is gemaakt.',
      cut: '{{value}} ({{length}} tekens)',
      yes: 'Ja, maak de machine hiermee',
      sentence: {
        agreed: '{{id}}: wat bij {{vm}} buiten het plan valt, is goedgekeurd.',
        refused: '{{id}}: wat bij {{vm}} buiten het plan valt, is afgewezen. Er is niets gemaakt.',
        withdrawn: '{{id}}: de stemming over wat bij {{vm}} buiten het plan valt, is ingetrokken. Er is niets gemaakt.',
        expired: '{{id}}: niemand besliste over wat bij {{vm}} buiten het plan valt. Er is niets gemaakt.',
        asked:
          '{{id}} wacht op nog een stemming: er is iets aan {{vm}} dat niet in het plan staat. Keur het goed of wijs het af vóór {{until}}.',
      },
      said: {
        type: `Om goed te keuren wat buiten het plan valt, typ "${typed.approve} {{id}} {{piece}}".`,
      },
      more: 'Nog {{count}}',
      lead: 'De sjabloon van Azure stelt in wat het plan niet kent. Microsoft kan dat zo hebben gemaakt, of wie in de tussenopslag mag schrijven.',
      sure: 'Je gaat ermee akkoord dat de nieuwe machine wordt gemaakt met wat niet in het goedgekeurde plan staat.',
    },
    approval: {
      because: {
        machine: 'Verkeerde machine',
        time: 'Verkeerd tijdstip',
        'not-now': 'Vraag het later opnieuw',
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
        each: 'Aan elke regel die geldt moet worden voldaan.',
      },
      holders: 'wie het recht heeft',
      or: ' of ',
      question: '{{name}} vraagt: {{question}}',
      answer: '{{name}} antwoordt: {{answer}}',
      'no-answer': 'Nog geen antwoord.',
      seen: 'Gezien door {{names}}.',
      'seen-by': '{{name}} {{when}}',
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
        asked: 'Aangevraagd door {{requester}}: {{why}}',
        open: 'Twee mensen moeten tekenen: {{signed}} van {{needed}} tot nu toe.',
        done: 'Gecontroleerd.',
        signed: 'Getekend door {{name}}, {{when}}',
        'signed-note': 'Getekend door {{name}}, {{when}}: {{note}}',
        twin: `Of typ: **${typed.review} {{id}}** en wat je gezien hebt`,
        sentence:
          '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming. Ticket {{ticket}}. Twee mensen moeten het controleren.',
        'sentence-done': 'De controle van {{id}} voor {{vm}} is door twee mensen getekend.',
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
        'put-later':
          'Er zijn veel aanvragen, dus over {{id}} wordt tot {{at}} niemand iets gevraagd. Wie mag beslissen, mag het eerder.',
        ask: '{{what}}: {{id}} wacht op je beslissing, vóór {{until}}. {{people}}',
        unreached:
          'Ik kan niet iedereen bereiken die over {{id}} mag beslissen. Buiten bereik: {{people}}. Voeg ze toe aan het kanaal of laat ze mij één keer schrijven.',
        'unreached-all':
          'Niemand heeft bericht gekregen over {{id}}. Buiten bereik: {{people}}. Voeg ze toe aan het kanaal of vertel het ze zelf.',
        looking: 'Je kijkt naar {{id}}: vóór {{until}} wordt niemand anders gevraagd. Dit is geen stem.',
        'looking-already':
          '{{name}} kijkt naar {{id}}: vóór {{until}} wordt niemand anders gevraagd. Je kunt nog steeds beslissen.',
        'put-later-glass': `In nood wacht "${typed.breakglass} {{id}}", met een ticket en een reden, niet.`,
        next: 'Over {{id}}, {{vm}}, heeft nog niemand besloten: ook {{group}} mag nu beslissen. {{people}}',
        signed: 'Je hebt getekend voor de controle van {{id}}.',
      },
      /** Wie mag beslissen, wie is gevraagd en wie kijkt. */
      people: {
        can: 'Kunnen beslissen: {{people}}.',
        'with-keys': '{{name}} (sleutels)',
        asked: 'Gevraagd: {{people}}.',
        looking: '{{name}} kijkt ernaar tot {{until}}.',
        more: 'leden van groepen die ik niet kan opsommen',
        nobody: 'niemand die ik kan noemen',
        you: 'Je kunt hierover beslissen.',
        'keys-held': 'Je kunt beslissen, en hebt de nodige sleutelrechten.',
        'keys-lacking': 'Je kunt beslissen, maar mist een nodig sleutelrecht: {{right}} (in {{vault}}).',
        others_one: 'nog iemand',
        others_other: 'nog {{count}}',
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
          '{{group}} is wie dienst heeft, volgens {{by}}, en dat kan ik nu niet lezen: niemand daarin kan beslissen tot een beheerder ONCALL_KEY en de dienst nakijkt.',
        you: `Typ "${typed.approve} {{id}}" om het plan te zien.`,
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
          approved: '{{id}} is goedgekeurd door {{deciders}}: {{what}}.',
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
          void: '{{id}} geldt niet meer, want het plan is veranderd: {{what}}.',
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
        message:
          'Vraag een platformbeheerder om iemand anders in regel {{rule}} te noemen: niemand behalve jij kan hierover beslissen.',
        remedy: 'Of laat een collega de Azure-rol geven.',
      },
      'too-few-uninvolved': {
        message:
          'Vraag een platformbeheerder om iemand anders in regel {{rule}} te noemen: te weinig mensen kunnen hierover beslissen.',
        remedy: 'Wie om de quarantaine vroeg of erover besliste, mag dat niet.',
      },
      'too-few-can-decide': {
        message_one:
          'Vraag een platformbeheerder om meer mensen in regel {{rule}} te noemen: die vereist {{approvals}} goedkeuringen, en maar één persoon kan er een geven.',
        message_other:
          'Vraag een platformbeheerder om meer mensen in regel {{rule}} te noemen: de {{count}} mensen die mogen beslissen kunnen samen geen {{approvals}} goedkeuringen geven.',
        remedy: 'Er is niets aangevraagd.',
      },
      'approvers-unread': {
        message:
          'Probeer het over een minuut opnieuw: ik kan niet lezen wie er in {{group}} zit, de groep die regel {{rule}} noemt.',
        remedy:
          'Blijft het zo, laat een platformbeheerder dan naar de groep of het dienstrooster kijken en de bot GroupMember.Read.All in Microsoft Graph geven.',
      },
      'grant-needs-ticket': {
        message: `Typ eerst "${typed.check} {{vm}} geven omdat" en een reden met een ticket dat past bij {{pattern}}: regel {{rule}} vereist er een voor toegang tot de sleutels.`,
        remedy: 'Vraag dit opnieuw zodra de toegang is gegeven.',
      },
      'reason-needs-ticket': {
        message: 'Zet een ticket dat past bij {{pattern}} in de reden: regel {{rule}} vereist er een.',
        remedy: 'Vraag het dan opnieuw.',
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
        message: '{{id}} wacht niet meer op die beslissing, dus er is niets veranderd.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wat ervan geworden is.`,
      },
      'needs-nobody': {
        message: 'Voor {{id}} is geen goedkeuring nodig, dus er valt niets te beslissen.',
        remedy: `Typ "${typed.status} {{id}}" om te zien hoe het ermee staat.`,
      },
      'already-voted': {
        message: 'Je stem over {{id}} telt al.',
        remedy: 'Er wordt op de anderen gewacht.',
      },
      'requester-cannot-approve': {
        message: 'Vraag een collega die over {{id}} mag beslissen: je hebt het zelf aangevraagd.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie dat mag, of "${typed.stop} {{id}}".`,
      },
      'involved-cannot-approve': {
        message: 'Vraag iemand die niet bij deze quarantaine betrokken was: jij vroeg erom of stemde erover.',
        remedy: 'Het goedkeuringsbeleid noemt wie over de vrijgave mag beslissen.',
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
        message: 'Vraag het in een kanaal: in een persoonlijke chat kan niemand het goedkeuren.',
        remedy: `Of laat een beheerder "${typed.channel} goedkeuringen" typen in het kanaal waar over aanvragen wordt beslist.`,
      },
      'glass-off': {
        message: 'De noodprocedure is niet ingesteld.',
        remedy: 'Een platformbeheerder kan er een noemen in het goedkeuringsbeleid (breakGlass).',
      },
      'not-in-glass-group': {
        message: 'Vraag iemand in {{group}}: alleen zij mogen de noodprocedure starten.',
        remedy: `Of typ "${typed.status} {{id}}" om te zien wie kan goedkeuren.`,
      },
      'glass-not-beyond': {
        message: `Typ "${typed.status} {{id}}" om te zien wie dit kan goedkeuren: voor wat buiten het goedgekeurde plan valt geldt geen noodprocedure.`,
        remedy: `Of typ "${typed.commands} {{id}}" om de machine met de hand te maken.`,
      },
      'glass-uncarried': {
        message:
          'Vraag een stem van iemand die op {{scope}} het recht heeft om {{right}}: {{id}} gebeurt met diens rechten, dus de noodprocedure geldt er niet voor.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie kan goedkeuren. Die kan ook de regels van "${typed.commands} {{id}}" uitvoeren.`,
      },
      'glass-ticket': {
        message: 'Geef een ticket dat past bij {{pattern}}: "{{ticket}}" doet dat niet.',
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
        message: 'Laat de controle van {{id}} aan anderen over: jij hebt het aangevraagd of laten beginnen.',
        remedy: "Vraag twee collega's die het goedkeuringsbeleid noemt.",
      },
      'not-a-reviewer': {
        message: 'Laat de controle van {{id}} over aan wie het goedkeuringsbeleid noemt: jij hoort daar niet bij.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wie mag beslissen.`,
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
      asked: '{{what}}: {{id}} wacht op een beslissing, tot {{until}}',
      decided: '{{what}}: {{id}} gaat door',
      failed: '{{what}}: {{id}} is mislukt: iemand moet kijken',
      stalled: '{{what}}: {{id}} staat stil: iemand moet kijken',
      done: '{{what}}: {{id}} is voorbij',
    },
    say: {
      'type-to-approve': `Bekijk het plan op de kaart. Typ "${typed.approve} {{id}} {{piece}}" om het goed te keuren.`,
    },
  }),
};
