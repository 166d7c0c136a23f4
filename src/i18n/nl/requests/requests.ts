import type { requests as english } from '../../en/requests/requests.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const requests: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => {
    const tierOff = `Wie Strongroom uitrolt, zet de trede aan: {{setting}}=true en opnieuw uitrollen, of met de hand de rol "Strongroom {{tier}}" voor de identiteit van Strongroom (docs/deploy.md). Typ "${typed.doctor}" om te zien welke treden er zijn. Wat ontbreekt is het recht om {{right}}.`;
    return {
      audit: {
        event: {
          refused: 'geweigerd',
          request: {
            asked: 'vroeg om goedkeuring',
            retried: 'opnieuw geprobeerd',
            'taken-over': 'overgenomen',
            stopped: 'gestopt',
            withdrawn: 'ingetrokken',
            rejected: 'afgewezen',
            expired: 'verlopen',
            succeeded: 'geslaagd',
            failed: 'mislukt',
            cancelled: 'geannuleerd',
            void: 'vervallen',
          },
          standing: { 'in-force': 'is van kracht geworden' },
        },
      },
      cards: {
        request: {
          heading: 'Herstel van {{vm}}',
          byline: '{{id}}, aangevraagd door {{name}}',
          'byline-taken': '{{id}}, aangevraagd door {{name}}, overgenomen door {{holder}}',
          why: 'Waarom: {{reason}}',
          waits: '{{name}} vraagt dit. Beslis vóór {{until}}.',
          reason: 'Reden',
          'short-disks': 'Van {{when}}, naar {{group}}.',
          'short-machine': 'Van {{when}}, als {{copy}} in {{group}}, {{network}}.',
          'short-replaced': 'Van {{when}}, in plaats van de huidige schijven.',
          stays: `Alles wat is gemaakt, staat er nog. Typ **${typed.leftovers} {{id}}** om het te zien.`,
          'at-step': 'Stap {{number}} van {{count}} · {{step}}',
          'at-step-about': 'Stap {{number}} van {{count}} · {{step}} · nog ongeveer {{duration}} ({{until}})',
          'at-step-least': 'Stap {{number}} van {{count}} · {{step}} · nog {{duration}} of langer',
          stopping: '{{name}} heeft dit gestopt. Wat loopt, loopt af, en daarna volgt niets meer.',
          ended: 'Geëindigd op {{when}}.',
          'ended-after': 'Geëindigd op {{when}}, na {{duration}}.',
          'in-force': 'Geldt tot {{until}}',
          twin: 'Of typ: {{lines}}',
          type: {
            withdraw: `**${typed.stop} {{id}}**`,
            retry: `**${typed.retry} {{id}}**`,
            takeover: `**${typed.takeover} {{id}}**`,
            'retry-with': `**${typed.retry} {{id}} formaat {{size}}**`,
            'retry-restart': `**${typed.retry} {{id}} herstart**`,
            'restore-again': `**${typed.restore} {{vm}}**`,
            'open-release': `**${typed.release} {{id}}**`,
            'protect-backup': `**${typed.backup} {{vm}}**`,
            stop: `**${typed.stop} {{id}}**`,
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
            'succeeded-replaced':
              '{{id}} is klaar: {{vm}} heeft de schijven van {{when}}. Goedgekeurd door {{deciders}}.',
            failed: '{{id}} is mislukt: het herstel van {{vm}} kwam niet af.',
            cancelled: '{{id}} is geannuleerd: het herstel van {{vm}} kwam niet af.',
            rejected: '{{id}} is afgewezen door {{deciders}}: {{vm}} wordt niet teruggezet.',
            expired: '{{id}} is verlopen: {{vm}} wordt niet teruggezet.',
            withdrawn: '{{id}} is ingetrokken door {{name}}: {{vm}} wordt niet teruggezet.',
            void: '{{id}} is vervallen: het plan voor {{vm}} veranderde na de goedkeuring. De kaart zegt wat er anders is.',
          },
        },
        requests: {
          line: 'Door {{name}}, {{when}}, kluis {{vault}}.',
          'line-pending': 'Door {{name}}, kluis {{vault}}. Te beslissen vóór {{until}}.',
        },
        change: {
          know: 'Goed om te weten',
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
        },
        notes: { more_one: 'Nog {{count}} punt', more_other: 'Nog {{count}} punten' },
        plan: {
          effect: {
            disks:
              'Een **kopie** van de schijven van {{vm}} van {{when}}, {{age}}, {{consistency}}, komt in {{group}}; er wordt geen machine gemaakt. {{original}}',
            'machine-isolated':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, op het **geïsoleerde netwerk**. {{original}}',
            'machine-quarantine':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **in quarantaine** tot iemand anders de kopie vrijgeeft: geen identiteit, geen export van schijven, geen verkeer dan wat ontgrendelen nodig heeft. Is dat niet aan te tonen, dan gaat de kopie uit en mislukt het herstel. {{original}}',
            'machine-beside':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **naast {{vm}}** op het netwerk {{network}}. {{original}}',
            'machine-in-place':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **in de plaats van {{vm}}** op het netwerk {{network}}. {{original}}',
            'machine-beside-gone':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **waar {{vm}} stond**, in subnet {{network}}. {{original}}',
            'machine-in-place-gone':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **in de plaats van {{vm}}**, in subnet {{network}}. {{original}}',

            replace:
              'De schijven van {{vm}} worden **vervangen** door die van {{when}}, {{age}}, {{consistency}}. {{vm}} wordt ervoor gestopt, en wat later is geschreven gaat **verloren**.',
          },
          original: {
            running: 'Aan de draaiende {{vm}} verandert niets.',
            stopped: '{{vm}} staat uit; daaraan verandert niets.',
            gone: '{{vm}} zelf bestaat niet meer.',
            unknown: 'Aan {{vm}} zelf verandert niets.',
          },
          'by-hand': `Met de hand: {{steps}}. **${typed.commands} {{id}}** zegt hoe.`,
          took: 'Duurt ongeveer {{duration}}.',
          age: '{{duration}} oud',
          'role-ends':
            'De rol {{role}} van {{name}} eindigt {{at}}, voordat dit klaar is (rond {{expected}}). Verleng de rol, of laat een collega het overnemen.',
          'role-ends-unknown':
            'De rol {{role}} van {{name}} eindigt {{at}}, misschien voordat dit klaar is. Verleng de rol, of laat een collega het overnemen.',
          'took-at-least': 'Duurt ongeveer {{duration}} of langer.',
          readers: {
            more_one: '**{{names}}** kan deze kopie lezen.',
            more_other: '**{{names}}** kunnen deze kopie lezen.',
            none: 'Niemand erbij kan deze kopie lezen.',
            perhaps_one: 'Misschien nog één persoon.',
            perhaps_other: 'Misschien nog {{count}} mensen.',
            others_one: 'nog één persoon',
            others_other: 'nog {{count}} mensen',
            groups: 'Ook leden van {{groups}}; wie dat zijn, was niet te lezen.',
            unread: 'Wie deze kopie kan lezen, is onbekend: Azure gaf de rollen niet.',
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
          'deallocate-vm': 'Toewijzing van de machine opheffen',
          'start-vm': 'Machine starten',
        },
        'step-state': { waiting: 'wacht', running: 'loopt', done: 'klaar', failed: 'mislukt', skipped: 'niet nodig' },
        'step-asks': 'wacht op nog een stemming',
        'step-expected': 'duurt ongeveer {{duration}}',
        'step-expected-end': 'tot ongeveer {{when}}',
        'step-soft-deleted': 'door Azure voorlopig verwijderd bewaard tot uiterlijk {{date}}',
        'step-soft-deleted-unread':
          'wat Azure er voorlopig verwijderd van bewaart, en tot wanneer, is niet vast te stellen',
        'step-longer': 'langer dan anders',
        'step-archive': 'eerst terug uit het archief, binnen {{duration}}, dan teruggezet',
        'step-archive-end': 'eerst terug uit het archief, uiterlijk om {{when}}, dan teruggezet',
        'step-no-history': 'nog niet bekend',
        'step-skipped': {
          'deallocate-vm': 'de toewijzing is al opgeheven',
          'start-vm': 'de machine draait al',
        },
        'would-have': {
          heading: 'Wat er gedaan zou zijn: {{vms}}',
          action: 'Azure-actie: {{action}}',
          nothing: '○ Er is niets verstuurd en niemand is iets gevraagd',
          'lead-asks': 'Hiervoor zou goedkeuring zijn gevraagd, en daarna zou Strongroom zijn begonnen:',
          'lead-at-once': 'Hiermee zou Strongroom meteen zijn begonnen:',
          sentence: 'Voor {{vms}} is niets gedaan, want trede {{tier}} staat uit: dit is wat er gedaan zou zijn.',
        },
      },
      errors: {
        'audit-not-yours': {
          message: 'Het logboek is voor beheerders; dat van een aanvraag ook voor de aanvrager en wie erover beslist.',
          remedy: `Typ "${typed.audit}" met het nummer van zo'n aanvraag, of vraag het een beheerder.`,
        },
        'restart-right-missing': {
          message:
            'Opnieuw starten gebeurt namens {{name}}, op wiens naam het herstel staat en die {{vm}} niet opnieuw mag starten.',
          remedy:
            'Laat {{name}} een rol geven met het recht om {{right}} en vraag het opnieuw. Of start {{vm}} zelf opnieuw in de Azure-portal.',
        },
        'retry-size-step': {
          message: 'De mislukte stap van {{id}} maakt geen machine; een ander formaat verandert daar niets aan.',
          remedy: `Typ "${typed.retry} {{id}}".`,
        },
        'retry-size': {
          message: '{{size}} hoort niet bij de formaten die voor {{id}} zijn goedgekeurd.',
          remedy: 'Kies een van: {{sizes}}.',
        },
        'retry-not-yours': {
          message:
            'Alleen {{name}}, op wiens naam {{id}} staat, of wie het heeft goedgekeurd mag het opnieuw proberen.',
          remedy: 'Vraag het een van hen.',
        },
        'retry-never': {
          message: '{{id}} kan niet opnieuw worden geprobeerd: wat het heeft gemaakt, wordt opgeruimd of uitgezet.',
          remedy: `Vraag het opnieuw aan: typ "${typed.restore} {{vm}}".`,
        },
        'retry-over': {
          message: '{{id}} kon tot {{until}} opnieuw worden geprobeerd.',
          remedy: `Vraag het opnieuw aan. Als er iets is teruggezet, staat dat er nog: typ "${typed.leftovers} {{id}}" om het te zien.`,
        },
        'taken-over': {
          message: '{{name}} was je voor en heeft {{id}} overgenomen.',
          remedy: `Typ "${typed.status}" om te zien hoe het ervoor staat.`,
        },
        'takeover-approved': {
          message: 'Je hebt {{id}} goedgekeurd, dus je kunt het niet ook overnemen: daarvoor zijn twee mensen nodig.',
          remedy: `Vraag een collega die de rollen heeft en niet heeft goedgekeurd om "${typed.takeover} {{id}}" te typen.`,
        },
        'takeover-yours': {
          message: '{{id}} staat al op jouw naam.',
          remedy: `Is er een stap mislukt, typ dan "${typed.retry} {{id}}".`,
        },
        'takeover-state': {
          message: '{{id}} heeft niets meer te doen dat iemand kan overnemen.',
          remedy: `Typ "${typed.status}" om te zien hoe het ervoor staat.`,
        },
        'takeover-pending': {
          message: '{{id}} wacht nog op goedkeuring, dus er valt nog niets over te nemen.',
          remedy: 'Neem die over zodra de aanvraag is goedgekeurd.',
        },
        'not-failed': {
          message: '{{id}} heeft geen mislukte stap die opnieuw kan.',
          remedy: `Typ "${typed.status}" om te zien hoe het ervoor staat.`,
        },
        'known-refusal': {
          message: 'Azure weigerde het ({{title}}). {{cause}}',
          remedy: '{{remedy}}',
        },
        'backup-cancelled': {
          message: 'De back-up is geannuleerd.',
          remedy: 'Vraag het opnieuw als het nog nodig is.',
        },
        'job-lost': {
          message: 'Azure kent de taak {{id}} van {{vm}} niet meer, dus niemand weet hoe die is afgelopen.',
          remedy:
            'Kijk in de Azure-portal bij de taken van de kluis en naar wat er gemaakt kan zijn voordat je het opnieuw probeert: het werk kan gedaan zijn.',
        },
        'not-your-request': {
          message: 'Vraag {{name}}, die {{id}} heeft aangevraagd: alleen die kan dit doen.',
          remedy: 'Of wijs de aanvraag af als je erover mag beslissen.',
        },
        'unknown-request': {
          message: 'Ik vind geen aanvraag {{id}} die je mag zien.',
          remedy: `Typ "${typed.status}" voor de open aanvragen. Een nummer bevat nooit 0, O, 1, I of L.`,
        },
        'job-failed': {
          message: 'De Azure-taak is mislukt: {{title}} {{message}}',
          remedy: `Typ "${typed.status}" in deze thread voor wat Azure erover zegt.`,
        },
        'job-warned': {
          message: 'Azure heeft de taak van {{vm}} met waarschuwingen afgesloten: {{said}}',
          remedy: `Wat die heeft gemaakt, is misschien niet compleet: typ "${typed.status}" in deze thread voor wat Azure erover zegt.`,
        },
        'backup-warned': {
          message: 'Azure heeft de back-up van {{vm}} met waarschuwingen afgesloten: {{said}}',
          remedy: `Typ "${typed.points} {{vm}}" om te zien waar het nieuwe punt staat: zonder kopie in de kluis verdwijnt het binnen enkele dagen met zijn momentopname.`,
        },
        'job-cancelled': {
          message: 'De Azure-taak is geannuleerd.',
          remedy: 'Wat er al gemaakt was, blijft in de doelgroep staan. Vraag het opnieuw aan als het nog nodig is.',
        },
        'known-job-failure': {
          message: 'De Azure-taak is mislukt ({{title}}). {{cause}}',
          remedy: '{{remedy}}',
        },
        'job-cancelling': {
          message: 'Taak {{id}} wordt al geannuleerd.',
          remedy: `Typ "${typed.status} {{id}}" om hem te volgen.`,
        },
        'job-over': {
          message: 'Taak {{id}} is al afgelopen, dus er valt niets te annuleren.',
          remedy: `Typ "${typed.status} {{id}}" voor wat ervan is geworden.`,
        },
        'job-not-cancellable': {
          message: 'Azure laat taak {{id}} met deze status niet annuleren.',
          remedy: `Typ "${typed.status} {{id}}" om de taak te volgen.`,
        },
        'standing-none': {
          message: '{{id}} is geen definitie waaronder iets kan lopen.',
          remedy: `Typ "${typed.status}" om te zien welke gelden.`,
        },
        'standing-not-yet': {
          message: '{{id}} geldt nog niet; er kan niets onder lopen.',
          remedy: `Typ "${typed.status} {{id}}" om te zien wie mag goedkeuren.`,
        },
        'standing-withdrawn': {
          message: '{{id}} is ingetrokken; er loopt niets meer onder.',
          remedy: 'Vraag een nieuwe definitie aan als die nog nodig is.',
        },
        'standing-changed': {
          message: '{{id}} is niet wat is goedgekeurd; er is niets verstuurd.',
          remedy: 'Vraag een nieuwe definitie aan, en vertel het je security officer.',
        },
        'standing-outside': {
          message: 'Dit valt buiten wat {{id}} toestaat: {{what}}.',
          remedy: 'Vraag om minder, of vraag een nieuwe definitie aan.',
        },
        'standing-unmeasured': {
          message: 'Wat {{id}} toestaat is hier niet mee te vergelijken.',
          remedy: 'Vraag dit apart aan.',
        },
        'standing-owner': {
          message: '{{name}}, de eigenaar van definitie {{id}}, mag dit daar niet; er is niets begonnen.',
          remedy: `Laat een rol geven of activeren met het recht om {{right}}, of laat een collega "${typed['drill renew']} {{id}}" typen.`,
        },
        'takeover-standing': {
          message: '{{id}} is goedgekeurd voor de eigenaar; overnemen kan niet zonder nieuwe goedkeuring.',
          remedy: `Vraag hetzelfde aan op je eigen naam. Gaat het om een oefenplan, typ dan "${typed['drill renew']} {{id}}".`,
        },
        'tier-off': {
          message: 'Trede {{tier}} staat hier niet aan: Strongroom zelf mag dit niet op {{scope}}.',
          remedy: tierOff,
        },
        'tier-off-rebuild': {
          message: 'Trede {{tier}} staat hier niet aan: Strongroom zelf mag dit niet op {{scope}}.',
          remedy: `De schijven alleen kunnen zonder die trede terug: "${typed.restore} {{vm}} schijven". ${tierOff}`,
        },
      },
      say: { warnings: 'Goed om te weten: {{warnings}}' },
    };
  },
};
