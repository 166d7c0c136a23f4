import type { requests as english } from '../../en/requests/requests.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const requests: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => {
    const tierOff = `Wie Strongroom uitrolt, kan die aanzetten: zet {{setting}}=true en rol uit, of geef Strongroom de rol "Strongroom {{tier}}" (docs/deploy.md). Het recht om {{right}} ontbreekt.`;
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
          elsewhere: '"Opnieuw aanvragen" maakt een nieuwe aanvraag, die iemand anders moet goedkeuren.',
          stays: `Wat is gemaakt, staat er nog: **${typed.leftovers} {{id}}** toont het.`,
          'at-step': 'Stap {{number}} van {{count}} · {{step}}',
          'at-step-about': 'Stap {{number}} van {{count}} · {{step}} · tot ongeveer {{until}}',
          'at-step-least': 'Stap {{number}} van {{count}} · {{step}} · tot {{until}} of later',
          stopping: '{{name}} heeft dit gestopt. Wat loopt, loopt af, en daarna volgt niets meer.',
          'stopping-on':
            '{{name}} heeft dit gestopt. De taak kan niet meer worden geannuleerd: die eindigt vanzelf, en daarna volgt niets meer.',
          'stopping-until':
            '{{name}} heeft dit gestopt. De taak kan niet meer worden geannuleerd: die eindigt vanzelf rond {{until}}, en daarna volgt niets meer.',
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
            stopping: 'Wordt gestopt',
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
            'succeeded-disks':
              '{{id}} is klaar: de schijven van {{vm}} van {{when}} staan in {{group}}. Goedgekeurd door {{deciders}}.',
            'succeeded-machine':
              '{{id}} is klaar: {{copy}}, een kopie van {{vm}} van {{when}}, draait in {{group}}, {{network}}. Goedgekeurd door {{deciders}}.',
            'succeeded-replaced':
              '{{id}} is klaar: {{vm}} heeft de schijven van {{when}}. Goedgekeurd door {{deciders}}.',
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
            void: 'Niet gedaan',
          },
        },
        notes: { more: 'Meer opmerkingen ({{count}})' },
        plan: {
          effect: {
            disks:
              'Een **kopie** van de schijven van {{vm}} van {{when}}, {{age}}, {{consistency}}, komt in {{group}}; er wordt geen machine gemaakt. {{original}}',
            'machine-isolated':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, op het **geïsoleerde netwerk**. {{original}}',
            'machine-quarantine':
              'Een **kopie** van {{vm}} van {{when}}, {{age}}, {{consistency}}, start als **{{copy}}** in {{group}}, **in quarantaine** tot iemand anders de kopie vrijgeeft: geen identiteit, geen export van schijven, geen verkeer dan wat ontgrendelen nodig heeft. Is dat niet aan te tonen, dan gaat de kopie uit. {{original}}',
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
            'De rol {{role}} van {{name}} eindigt {{at}}, misschien voordat dit klaar is. Verleng de rol, of laat een collega het overnemen.',
          'took-at-least': 'Duurt ongeveer {{duration}} of langer.',
          readers: {
            more_one: '**{{names}}** kan deze kopie lezen.',
            more_other: '**{{names}}** kunnen deze kopie lezen.',
            none: 'Er komt niemand bij die deze kopie kan lezen.',
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
            perhaps: 'Misschien nog {{count}}.',
            others: 'nog {{count}}',
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
        'step-no-history': 'duur nog niet bekend',
        'step-skipped': {
          'deallocate-vm': 'de toewijzing is al opgeheven',
          'start-vm': 'de machine draait al',
        },
        'would-have': {
          heading: 'Wat er gedaan zou zijn: {{vms}}',
          action: 'Azure-actie: {{action}}',
          nothing: '○ Er is niets verstuurd en niemand is iets gevraagd',
          'lead-asks': 'Na goedkeuring zou Strongroom hiermee zijn begonnen:',
          sentence: 'Voor {{vms}} is niets gedaan, want trede {{tier}} staat uit.',
          'lead-at-once': 'Hiermee zou Strongroom meteen zijn begonnen:',
        },
      },
      errors: {
        'audit-not-yours': {
          message: 'Het logboek is voor beheerders, en dat van een aanvraag ook voor wie die deed of erover beslist.',
          remedy: `Typ "${typed.audit}" met het nummer van zo'n aanvraag, of vraag het een beheerder.`,
        },
        'restart-right-missing': {
          message:
            'Laat {{name}} een rol met het recht om {{right}} geven en vraag het dan opnieuw: {{vm}} wordt onder diens naam herstart.',
          remedy: 'Of herstart {{vm}} zelf in de Azure-portal.',
        },
        'retry-size-step': {
          message: 'Een formaat maakt niets uit: de mislukte stap maakt geen machine.',
          remedy: `Typ "${typed.retry} {{id}}" zonder formaat.`,
        },
        'retry-size': {
          message: 'Kies een van de formaten die voor {{id}} zijn goedgekeurd: {{sizes}}.',
          remedy: '{{size}} hoort daar niet bij.',
        },
        'retry-not-yours': {
          message:
            'Vraag {{name}}, die {{id}} uitvoert, of iemand die het heeft goedgekeurd: alleen zij mogen het opnieuw proberen.',
          remedy: `Of typ "${typed.takeover} {{id}}" om het zelf uit te voeren.`,
        },
        'retry-never': {
          message:
            '{{id}} kan niet opnieuw worden geprobeerd: wat het maakte is verwijderd of de toewijzing is opgeheven.',
          remedy: `Vraag het opnieuw aan met "${typed.restore} {{vm}}".`,
        },
        'retry-over': {
          message: 'Vraag het opnieuw aan: {{id}} kon tot {{until}} opnieuw worden geprobeerd.',
          remedy: `Wat is teruggezet, is er nog: typ "${typed.leftovers} {{id}}" om het te zien.`,
        },
        'taken-over': {
          message: '{{name}} was je voor en heeft {{id}} overgenomen.',
          remedy: `Typ "${typed.status} {{id}}" om te zien hoe het ervoor staat.`,
        },
        'takeover-approved': {
          message: `Vraag een collega met de rollen om "${typed.takeover} {{id}}" te typen: jij hebt het goedgekeurd, en iemand anders moet het uitvoeren.`,
          remedy: 'Die mag het ook niet hebben goedgekeurd.',
        },
        'takeover-yours': {
          message: '{{id}} staat al op jouw naam.',
          remedy: `Is er een stap mislukt, typ dan "${typed.retry} {{id}}".`,
        },
        'takeover-state': {
          message: '{{id}} heeft nu niets te doen dat iemand kan overnemen.',
          remedy: `Typ "${typed.status}" om te zien hoe het ervoor staat.`,
        },
        'not-failed': {
          message: '{{id}} heeft geen mislukte stap die opnieuw kan.',
          remedy: `Typ "${typed.status} {{id}}" om te zien hoe het ervoor staat.`,
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
          message: 'Azure kent de taak {{id}} van {{vm}} niet meer, dus hoe die afliep is onbekend.',
          remedy:
            'Kijk in de Azure-portal wat die heeft gemaakt voor je het opnieuw probeert: misschien is hij afgelopen.',
        },
        'not-your-request': {
          message: 'Vraag {{name}}, die {{id}} heeft aangevraagd: alleen die kan dit doen.',
          remedy: 'Of wijs de aanvraag af zolang die wacht, als je erover mag beslissen.',
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
          remedy: `Wat die maakte is misschien niet volledig: typ "${typed.status}" in deze thread voor wat Azure zegt.`,
        },
        'backup-warned': {
          message: 'Azure heeft de back-up van {{vm}} met waarschuwingen afgesloten: {{said}}',
          remedy: `Typ "${typed.points} {{vm}}" om te zien waar het nieuwe punt ligt: zonder kopie in de kluis verdwijnt het binnen dagen.`,
        },
        'job-cancelled': {
          message: 'De Azure-taak is geannuleerd.',
          remedy: 'Wat die maakte blijft in de doelgroep. Vraag het opnieuw aan als het nog nodig is.',
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
          message: '{{name}}, de eigenaar van definitie {{id}}, mag dit daar niet.',
          remedy: `Laat een rol met het recht om {{right}} geven of activeren, of laat een collega "${typed['drill renew']} {{id}}" typen.`,
        },
        'takeover-standing': {
          message: '{{id}} is goedgekeurd voor de eigenaar; overnemen kan niet zonder nieuwe goedkeuring.',
          remedy: `Vraag hetzelfde aan op je eigen naam. Gaat het om een oefenplan, typ dan "${typed['drill renew']} {{id}}".`,
        },
        'tier-off': {
          message: 'Trede {{tier}} staat uit: Strongroom zelf mag dit niet op {{scope}}.',
          remedy: tierOff,
          remedy_rebuild: `De schijven alleen kunnen zonder die trede terug: "${typed.restore} {{vm}} schijven". ${tierOff}`,
        },
      },
      say: { warnings: 'Goed om te weten: {{warnings}}' },
    };
  },
};
