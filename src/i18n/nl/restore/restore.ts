import type { restore as english } from '../../en/restore/restore.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const restore: SameRoom<typeof english> = {
  commands: {
    points: {
      summary: 'De herstelpunten van een machine',
      names: ['herstelpunten', 'punten'],
      examples: [
        'herstelpunten sql-01',
        'herstelpunten sql-01 pagina 2',
        'herstelpunten sql-01 voor 24 nov 14:00',
        'herstelpunten sql-01 voor de melding',
      ],
    },
    restore: {
      summary: 'Zet een machine, of alleen de schijven, terug vanaf een herstelpunt',
      names: ['herstel', 'zet terug'],
      examples: [
        'herstel sql-01',
        'herstel sql-01 nieuwste omdat INC0012345 tabel verwijderd',
        'herstel sql-01 #2 als sql-01-check geïsoleerd omdat INC0012345',
        'herstel sql-01 #4 in quarantaine omdat INC0012345 gijzelsoftware',
        'herstel web-01 24 nov 02:00 naast formaat Standard_D4s_v5 omdat INC0012345',
        'herstel gone-01 nieuwste in plaats subnet app omdat INC0012345',
        'herstel sql-01 nieuwste schijven lun 0, 1 omdat INC0012345',
        'herstel web-01 nieuwste vervang omdat INC0012345',
      ],
    },
    'restore files': {
      summary: 'Waarom losse bestanden niet worden teruggezet, en wat dan wel',
      names: [
        'herstel bestanden',
        'herstel bestand',
        'herstel map',
        'zet bestanden terug',
        'zet bestand terug',
        'bestanden herstellen',
        'bestanden terugzetten',
        'bestandsherstel',
      ],
      examples: ['herstel bestanden sql-01', 'herstel bestanden van sql-01 #2'],
    },
    confirm: {
      summary: 'Stuur het terugzetten dat je hebt bekeken naar de goedkeurders',
      names: ['bevestig'],
      examples: ['bevestig R-7K2M', 'bevestig R-7K2M vervang web-01'],
    },
  },
  keywords: {
    before: ['voor'],
    'as-of': ['van'],
    as: ['als'],
    isolated: ['geïsoleerd', 'geisoleerd'],
    beside: ['naast het origineel', 'naast', 'ernaast'],
    'in-place': ['in plaats van het origineel', 'in plaats van', 'in plaats'],
    'new-vm': ['nieuwe vm', 'nieuwe machine'],
    replace: ['vervang bestaande', 'vervang', 'vervangen'],
    disks: ['alleen schijven', 'schijven'],
    zone: [],
    subnet: [],
    lun: [],
    extension: ['met extensie', 'extensie'],
    set: ['versleutelingsset'],
    replaced: ['vervang', 'vervangen'],
    urgent: ['dringend', 'spoed'],
    threat: ['dreiging'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    approval: {
      yes: {
        copy: 'Ja, maak deze kopie',
        replace: 'Ja, vervang de schijven',
      },
      sure: {
        copy: 'Je gaat ermee akkoord dat er in {{group}} een kopie van {{vm}} van {{when}} wordt gemaakt, **{{made}}**. {{original}}',
        replace:
          'Je gaat ermee akkoord dat {{vm}} wordt gestopt en dat de schijven worden **vervangen** door die van {{when}}. Alles wat daarna is geschreven gaat verloren.',
      },
      undo: {
        copy: 'Ongedaan maken: stop het vóór de start; verwijder later de kopie in {{group}}.',
        replace:
          'Ongedaan maken: stop het vóór de start; later kan het hier niet: wat na het punt is geschreven is weg, tenzij Azure de oude schijven liet staan.',
      },
    },
    cards: {
      requests: {
        of: { restore: '{{vm}}' },
      },
      step: {
        'export-key': 'Verloren sleutel naar buiten halen',
        'recover-set-key': 'Sleutel terugzetten',
        'remove-key-export': 'Kopie van de sleutel verwijderen',
        'restore-disks': 'Schijven terugzetten',
        'restore-vm': 'Terugzetten als nieuwe machine',
        'replace-disks': 'Schijven vervangen',
        'tag-made': 'Tags zetten op wat is gemaakt',
        'check-keys': 'Sleutels controleren',
        'recover-keys': 'Sleutels terugzetten',
        'deploy-vm': 'Machine maken',
        'apply-ade-settings': 'Versleutelingsinstellingen schrijven',
        'ade-extension': 'Schijfversleuteling instellen',
        verify: 'Machine controleren',
        'remove-key-copy': 'Kopie van de sleutels verwijderen',
      },
      'step-skipped': {
        'tag-made': 'de tag staat er al, of kon niet worden gezet',
        'export-key': 'de sleutel staat op zijn plaats',
        'recover-set-key': 'de sleutel staat op zijn plaats',
        'remove-key-export': `er was er geen, of die kon niet worden verwijderd: zie "${typed.leftovers}"`,
        'check-keys': 'niets is met een eigen sleutel versleuteld',
        'recover-keys': 'sleutel en geheim staan in de sleutelkluis',
        'apply-ade-settings': 'de teruggezette schijven hebben ze al',
        'ade-extension': 'de machine heeft de extensie niet nodig',
        'remove-key-copy': `er was er geen, of die kon niet worden verwijderd: zie "${typed.leftovers}"`,
      },
      'restore-form': {
        heading: '{{vm}} terugzetten',
        owner: 'Formulier van {{name}}',
        point: 'Herstelpunt',
        reason: 'Reden',
        reasonHint: 'Bijvoorbeeld: INC0012345 tabel weg',
        reasonError: 'Zeg waarom; de goedkeurder leest het.',
        more: `Oudere punten: typ **${typed.points} {{vm}}**`,
        make: 'Wat moet er komen',
        makes: {
          isolated: 'Een machine in een eigen netwerk (geïsoleerd)',
          quarantine: 'Een machine in quarantaine, tot die wordt vrijgegeven',
          beside: 'Een machine naast {{vm}}, in hetzelfde netwerk',
          'in-place': 'Een machine in plaats van {{vm}}, in hetzelfde netwerk',
          'beside-gone': 'Een machine naast {{vm}}, in een subnet van het profiel',
          'in-place-gone': 'Een machine in plaats van {{vm}}, in een subnet van het profiel',
          'new-vm': 'Een machine die Azure zelf maakt, geïsoleerd',
          replace: 'De schijven van {{vm}} vervangen (extra bevestiging)',
          disks: 'Alleen schijven',
        },
        'not-offered': 'Kan hier niet: {{list}}.',
        'not-offered-one': '{{make}} ({{why}})',
        kinds: {
          isolated: 'geïsoleerd',
          quarantine: 'in quarantaine',
          beside: 'naast het origineel',
          'in-place': 'in plaats van het origineel',
          'new-vm': 'nieuwe VM door Azure',
          replace: 'bestaande vervangen',
          disks: 'alleen schijven',
        },
        why: {
          'original-subnet-unknown': 'het netwerk van {{vm}} is onbekend',
          'in-place-running': 'toewijzing van {{vm}} niet opgeheven',
          'selective-backup-only-disks': 'de back-up laat schijven weg',
          'rights-missing': 'je Azure-rollen staan het niet toe',
          other: 'niet bij deze machine',
          ade: 'niet bij Azure Disk Encryption',
          'encryption-unknown': 'versleuteling onbekend',
          unmanaged: 'niet bij onbeheerde schijven',
          'managed-unknown': 'soort schijven onbekend',
          'subnet-missing': 'het profiel noemt geen geïsoleerd subnet',
          'vm-gone': 'de VM bestaat niet meer',
          'leaves-trusted-launch': 'de VM is niet meer trusted launch',
        },
        mend: {
          point: 'Gebruik {{when}}',
          name: 'Noem hem {{name}}',
          original: 'Zoals het origineel',
          make: 'Herstel {{make}}',
        },
        target: 'Gaat naar {{group}}, via {{staging}}.',
        change: 'Naam, formaat, schijven wijzigen',
        name: 'Naam van de nieuwe machine',
        nameError: 'Letters, cijfers, punten, streepjes en onderstrepingstekens, hooguit 64.',
        size: 'Formaat',
        'size-own-known': 'Als het origineel ({{size}})',
        zone: 'Zone',
        subnet: 'Subnet (ernaast of in plaats ervan)',
        disks: 'Welke schijven (de OS-schijf komt altijd mee)',
        disk: 'LUN {{lun}}: {{name}}',
        extension: 'Extensie van Azure Disk Encryption',
        extensionTitle: 'Op de nieuwe machine opnieuw instellen',
        urgent: 'Voorrang bij het terughalen van het punt uit het archief',
        urgentTitle: 'Hoog: binnen ongeveer een uur in plaats van tot 15, voor een hogere prijs',
        set: 'Schijfversleutelingsset',
        'set-none': 'Geen: versleuteld door Azure',
        twin: `Of typ: **${typed.restore} {{vm}} {{point}} {{words}}omdat** je reden`,
        typed: {
          latest: 'nieuwste',
          as: 'als',
          isolated: 'geïsoleerd',
          quarantine: 'quarantaine',
          beside: 'naast',
          'in-place': 'in plaats',
          'new-vm': 'nieuwe vm',
          replace: 'vervang',
          disks: 'schijven',
        },
        chooseError: 'Kies uit de lijst.',
        tickError: 'Vink het aan of laat het.',
        own: 'Als het origineel',
      },
      'restore-closing': {
        runs: '{{id}} is klaar: {{copy}} draait, {{network}}.',
        'runs-at': '{{id}} is klaar: {{copy}} draait op {{address}}, {{network}}.',
        unprotected: 'Geen back-up.',
        protected: 'Later zijn back-ups ingesteld.',
        total: 'Het duurde {{duration}}.',
        portal: 'Open in portal',
        'next-disks': `Er is geen machine van gemaakt: **${typed.commands} {{id}}** toont hoe dat gaat.`,
        differs: 'Anders dan {{vm}}',
        left: 'Staat er nog',
        'type-protect': `**${typed.protect} {{copy}}**`,
        'type-byhand': `**${typed.commands} {{id}}**`,
        'type-leftovers': `**${typed.leftovers} {{id}}**`,
      },
      'restore-confirm': {
        heading: 'Bekijk het plan en vraag het aan',
        next: 'Iemand anders moet het binnen {{duration}} goedkeuren.',
        stops: 'Los dit eerst op, en laat het plan dan opnieuw maken met Wijzigen.',
        accept: 'Schijven vervangen',
        acceptTitle: 'Ik accepteer dat {{vm}} stopt en alles verliest wat sinds {{when}} is geschreven.',
        acceptError: 'Vink de zin aan: anders wordt er niets verstuurd.',
        acceptThreat: 'Er was een dreiging bekend',
        acceptThreatTitle: 'Ik accepteer dat de kopie van {{vm}} de dreiging kan bevatten.',
        twin: `Of typ: **${typed.confirm} {{id}}**`,
        'twin-replace': `Of typ: **${typed.confirm} {{id}} vervang {{vm}}**`,
        'twin-threat': `Of typ: **${typed.confirm} {{id}} dreiging {{vm}}**`,
        'twin-replace-threat': `Of typ: **${typed.confirm} {{id}} vervang {{vm}} dreiging {{vm}}**`,
        sentence: '{{name}}: bekijk het plan voor {{vm}} ({{id}}) en vraag het aan.',
        'sentence-stops': '{{name}}: het plan voor {{vm}} ({{id}}) zou stoppen. De kaart zegt waarom.',
      },
      points: {
        heading: 'Herstelpunten van {{vm}} ({{count}})',
        advice: 'Aanbevolen: #{{number}}, {{when}}',
        none: 'Er is nog geen herstelpunt.',
        loses: 'verliest alles na {{when}}',
        kept: 'bewaard tot {{until}}',
        end: { 'past-expiry': 'bewaartermijn voorbij', 'soft-deleted': 'verwijderd, nog even bewaard' },
        threat: { unhealthy: 'dreiging gevonden op de machine', warning: 'waarschuwing over de machine' },
        'threat-means':
          'Dreigingen zijn wat Defender for Cloud toen zag, tot 48 uur later. Back-ups worden niet gescand: geen markering bewijst niets.',
        before: 'Voorstel: #{{number}}, {{when}}',
        'before-moment': 'Het laatste punt zonder markering dat minstens {{margin}} voor {{moment}} is gemaakt.',
        'before-alert':
          'Het laatste punt zonder markering, minstens {{margin}} voor de eerste melding, {{moment}}. Defender for Cloud is soms zo laat.',
        'before-loses': 'Alles na {{when}} gaat verloren: {{duration}} werk.',
        'before-passed_one': 'Eén later punt is overgeslagen: er was een dreiging bekend toen het werd gemaakt.',
        'before-passed_other':
          '{{count}} latere punten zijn overgeslagen: er was een dreiging bekend toen ze werden gemaakt.',
        'before-proves':
          'Het bewijst niets: een indringer kan er al langer zijn geweest. Zet het geïsoleerd terug en kijk het na.',
        'before-first': '{{duration}} voor de eerste melding',
        'at-first': 'bij de eerste melding',
        'after-first': '{{duration}} na de eerste melding',
        'none-known': 'toen geen dreiging bekend',
        'none-told': 'toen niets over dreigingen bekend',
        'sentence-before': 'Van {{vm}} stel ik punt #{{number}} van {{when}} voor, ruim voor {{moment}}.',
        suspicious: '! Defender for Cloud vindt {{vm}} vandaag verdacht.',
        'key-changed': 'sleutel sindsdien veranderd',
        recommended: 'aanbevolen',
        secret: 'Geheim',
        key: 'sleutel',
        'keys-same': 'Zelfde schijfsleutel als nu',
        'version-same': '{{name}} onveranderd',
        'version-changed': '{{name}} toen {{at}}, nu {{today}}',
        'version-deleted': '{{name}} toen {{at}}, nu voorlopig verwijderd',
        'version-gone': '{{name}} toen {{at}}, nu weg uit de sleutelkluis',
        'version-unknown': '{{name}} toen {{at}}, nu niet bekend',
        times: 'Verwachte tijd. {{steps}}.',
        from: {
          snapshot: 'uit een momentopname',
          'vault-standard': 'uit de kluis',
          'vault-archive': 'uit het archief',
        },
        'no-times': 'nog niet bekend',
        'no-history': 'Verwachte tijd: nog geen ervaring met herstel uit {{vault}}.',
        twin: `Of typ: **${typed.restore} {{vm}} #{{number}} omdat** je reden`,
        'twin-more': `Pagina {{page}} van {{pages}}. Of typ: **${typed.points} {{vm}} {{word}} {{next}}**, of **${typed.restore} {{vm}} #{{number}} omdat** je reden`,
        sentence: '{{vm}} heeft {{count}} herstelpunten; ik raad #{{number}} van {{when}} aan.',
        'sentence-none': '{{vm}} heeft {{count}} herstelpunten, en geen daarvan kan meteen worden teruggezet.',
        about: 'ongeveer {{duration}} ({{count}} tot nu toe)',
      },
      button: {
        'points-page': 'Volgende pagina',
        confirm: 'Aanvragen',
        'restore-plan': 'Toon het plan',
        'restore-change': 'Wijzigen',
        'open-leftovers': 'Kopie verwijderen...',
        'open-restore': 'Terugzetten...',
      },
    },
    closing: {
      screen: {
        name: 'Scherm van {{vm}}',
        shown: `{{id}}: {{vm}} is niet goed opgestart; dit is het scherm. Typ **${typed.retry} {{id}} herstart** om de toewijzing op te heffen en opnieuw te starten, of **${typed.retry} {{id}}** om opnieuw te kijken.`,
        none: `{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Kijk in de [Azure-portal]({{link}}) en typ dan **${typed.retry} {{id}} herstart** om de toewijzing op te heffen en opnieuw te starten, of **${typed.retry} {{id}}** om opnieuw te kijken.`,
        'shown-original': `{{id}}: {{vm}} is niet goed opgestart; dit is het scherm. Zodra de machine draait, typ **${typed.retry} {{id}}**.`,
        'none-original': `{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Kijk in de [Azure-portal]({{link}}) en typ dan **${typed.retry} {{id}}**.`,
        'shown-once':
          '{{id}}: {{vm}} is niet goed opgestart; dit is het scherm. Met deze kopie wordt niets opnieuw geprobeerd.',
        'none-once':
          '{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Met deze kopie wordt niets opnieuw geprobeerd.',
        'no-chat-once':
          '{{id}}: {{vm}} is niet goed opgestart. Schrijf me één keer in onze persoonlijke chat om het scherm volgende keer te krijgen.',
        'no-chat': `{{id}}: {{vm}} is niet goed opgestart. Bekijk het scherm in de [Azure-portal]({{link}}), of schrijf me één keer in onze persoonlijke chat en typ **${typed.retry} {{id}}**.`,
      },
      left: {
        disks_one: '{{count}} schijf in {{group}}, waarvoor wordt betaald',
        disks_other: '{{count}} schijven in {{group}}, waarvoor wordt betaald',
        threat: 'Bij dit punt was een dreiging op {{vm}} bekend: onderzoek wat is hersteld voordat iemand het gebruikt',
        'old-disks': 'De vervangen schijven in {{group}}, waarvoor wordt betaald',
        'disk-files_one': '{{count}} schijf als bestand in tussenopslag {{account}}, waarvoor wordt betaald',
        'disk-files_other': '{{count}} schijven als bestanden in tussenopslag {{account}}, waarvoor wordt betaald',
        'key-copy-perhaps':
          'Misschien een kopie van de sleutels in tussenopslag {{account}}: het is onbekend of de machine versleuteld was',
        'key-copy': 'Een kopie van de sleutels in tussenopslag {{account}}: verwijder die zodra de machine draait',
        staging: 'De beschrijving van de machine in tussenopslag {{account}}',
      },
    },
    commands: {
      argument: { files: 'de naam van de machine waar de bestanden van zijn' },
    },
    errors: {
      'make-twice': {
        message: 'Een herstel maakt één ding: "{{one}}" en "{{other}}" gaan niet samen.',
        remedy: 'Laat een van de twee weg.',
      },
      'make-not-allowed': {
        message: 'Kies een andere manier van terugzetten: je Azure-rollen staan deze ("{{make}}") niet toe.',
        remedy: `Typ "${typed.whoami}" om te zien wat wel mag.`,
      },
      'luns-unreadable': {
        message: 'Ik kon "{{text}}" niet lezen als schijfnummers (LUN\'s).',
        remedy: 'Typ bijvoorbeeld "lun 0, 1"; "lun os" is alleen de OS-schijf.',
      },
      'subnet-not-offered': {
        message: 'In het herstelprofiel staat geen subnet dat {{subnet}} heet, of meer dan één.',
        remedy: 'Typ een van: {{subnets}}.',
      },
      'subnet-not-taken': {
        message: 'Het subnet {{subnet}} is hier niet te kiezen.',
        remedy:
          'Laat het weg. Alleen voor een machine die weg is kun je er een kiezen, uit de subnetIds van het herstelprofiel.',
      },
      'luns-not-offered': {
        message: 'Losse schijven kiezen kan niet: het herstelpunt bevat ze alle, en Azure zet ze alle terug.',
        remedy: 'Laat ze weg: daarvoor is een back-up nodig die schijven overslaat.',
      },
      'set-not-offered': {
        message: 'Schijfversleutelingsset {{set}} kan voor deze machine niet worden gekozen.',
        remedy: 'Laat hem weg, kijk in het formulier welke er zijn, of geef de resource-id van een nieuwe set.',
      },
      'form-accept-missing': {
        message: 'De zin is niet aangevinkt, dus er is niets verstuurd.',
        remedy: 'Vink hem aan, of kies een ander punt of een andere manier van terugzetten.',
      },
      'replace-not-accepted': {
        message: 'Schijven van {{vm}} vervangen vraagt een extra bevestiging.',
        remedy: `Mag wat sindsdien is geschreven weg? Typ dan "${typed.confirm} {{id}} vervang {{vm}}".`,
      },
      'threat-not-accepted': {
        message: 'Bij dit punt was een dreiging op {{vm}} bekend. Terugzetten vraagt een extra bevestiging.',
        remedy: `Wil je dit punt? Typ dan "${typed.confirm} {{id}} dreiging {{vm}}". Schijven vervangen vraagt ook "vervang {{vm}}".`,
      },
      'files-which': {
        message: 'Van welke machine wil je bestanden terugzetten?',
        remedy: `Typ bijvoorbeeld "${typed['restore files']} sql-01".`,
      },
      'form-point-missing': { message: 'Er is geen herstelpunt gekozen.', remedy: 'Kies een herstelpunt.' },
      'form-reason-missing': { message: 'De reden ontbreekt.', remedy: 'Zeg waarom; de goedkeurder leest het.' },
      'key-right-missing': {
        message:
          'Laat iemand met het recht om {{right}} een nieuwe aanvraag goedkeuren: {{name}} mag deze stap niet doen op {{scope}}, en wie heeft goedgekeurd ook niet.',
        remedy: 'Of laat een rol daarmee toewijzen en probeer de stap opnieuw.',
      },
      'not-restartable': {
        message: 'Er is geen machine van {{id}} die op een herstart wacht.',
        remedy: `Typ "${typed.retry} {{id}}" om opnieuw naar de machine te kijken.`,
      },
      keys: {
        'copy-ambiguous': {
          message:
            'De kopie van de sleutels van Azure Backup spreekt zichzelf tegen over geheim {{name}}. Misschien heeft iemand die gewijzigd om iets onder te schuiven.',
          remedy:
            'Zie in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
        },
        'copy-wrapping': {
          message:
            'In de kopie van de sleutels van Azure Backup is geheim {{name}} verpakt met {{found}}; volgens het plan met {{key}}. Misschien heeft iemand die gewijzigd om iets onder te schuiven.',
          remedy:
            'Zie in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
        },
        'copy-foreign': {
          message:
            'De kopie van de sleutels bevatte een andere {{what}} {{name}}: {{found}} staat nu in sleutelkluis {{vault}}. Misschien heeft iemand de kopie gewijzigd om iets onder te schuiven.',
          remedy:
            'Hij is niet gebruikt. Verwijder hem als niemand hem nodig heeft, en zie in de logboeken van de tussenopslag wie het bestand heeft gewijzigd.',
        },
        'no-material': {
          message: 'In de kopie van de sleutels van Azure Backup ontbreekt: {{what}}.',
          remedy: 'Kies een ander herstelpunt, liefst een in de kluislaag.',
        },
      },
      'no-points': {
        message: `Typ "${typed.backup} {{vm}}" om nu een herstelpunt te maken: {{vm}} heeft er geen.`,
        remedy: `Typ "${typed.vm} {{vm}}" voor de status van de back-up.`,
      },
      'point-not-found': {
        message: `Typ "${typed.points} {{vm}}" voor een lijst: {{vm}} heeft geen herstelpunt op {{point}}.`,
        remedy: 'Of vraag om "nieuwste".',
      },
      'no-alert-known': {
        message:
          'De herstelpunten van {{vm}} tonen geen waarschuwing, en dat bewijst niets: Defender for Cloud kan uit staan of te laat zijn.',
        remedy: `Noem zelf een tijd, bijvoorbeeld "${typed.points} {{vm}} voor 24 nov 14:00".`,
      },
      'no-point-before': {
        message:
          '{{vm}} heeft geen herstelpunt zonder markering van {{margin}} voor {{when}} dat nu terug te zetten is.',
        remedy: `Typ "${typed.points} {{vm}}" voor alle punten, of noem een latere tijd.`,
      },
      'time-unreadable': {
        message: '"{{text}}" kon ik niet lezen als datum of tijd.',
        remedy: 'Schrijf bijvoorbeeld "24 nov 02:00", "2026-11-24 02:00", "gisteren 02:00" of "30d".',
      },
      'time-ambiguous': {
        message: '"{{text}}" kan meer dan één moment betekenen: {{choices}}.',
        remedy: 'Schrijf bijvoorbeeld "2026-11-24 02:00", met "UTC" erachter als de klok die nacht is teruggezet.',
      },
      'nothing-to-confirm': {
        message: 'Je hebt onder {{id}} niets openstaan om te bevestigen.',
        remedy: `Typ "${typed.status}", of begin opnieuw met "${typed.restore}".`,
      },
      'no-profile': {
        message: 'Vraag een platformbeheerder om een herstelprofiel voor kluis {{vault}} (RESTORE_PROFILES).',
        remedy: 'Zonder weet ik niet waar de schijven naartoe moeten.',
      },
      'plan-moved': {
        message: 'Het plan is niet meer wat is goedgekeurd: {{what}}. De goedkeuring vervalt en er gebeurt niets meer.',
        remedy: 'Vraag het opnieuw aan, zodat het nieuwe plan kan worden bekeken en goedgekeurd.',
      },
      'machine-made-again': {
        message: '{{vm}} is nu een andere machine: die waarvan de schijven zouden worden vervangen is verwijderd.',
        remedy: 'Vraag het opnieuw aan als de schijven van deze moeten worden vervangen.',
      },
      'point-gone': {
        message: 'Het gekozen herstelpunt van {{name}} bestaat niet meer.',
        remedy: 'Vraag het opnieuw aan en kies een ander.',
      },
      'secret-perhaps-false': {
        message:
          '{{id}} heeft een geheim in de sleutelkluis gezet ({{names}}) uit de tussenopslag, waar anderen kunnen schrijven. Nu de machine niet opkomt, is het misschien vals.',
        remedy: 'Schakel die versie uit tot je het weet: {{lines}}',
      },
      'own-identity-unknown': {
        message: 'Ik kan niet vaststellen met welke identiteit Strongroom zich aanmeldt.',
        remedy: 'Vraag een platformbeheerder naar de identiteit ervan te kijken.',
      },
    },
  }),
};
