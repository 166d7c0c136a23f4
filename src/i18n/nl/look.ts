import type { look as english } from '../en/look.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const look: SameRoom<typeof english> = {
  commands: {
    whoami: {
      summary: 'Wie je voor mij bent, en wat je Azure-rollen toestaan',
      names: ['wie ben ik', 'ik'],
      examples: ['wie ben ik'],
    },
    vms: {
      summary: 'De virtuele machines, beveiligd of niet',
      names: ['machines', "vm's", 'lijst'],
      examples: ['machines', 'machines mislukt', 'machines onbeveiligd', 'machines versleuteld', 'machines sql'],
    },
    vm: {
      summary: 'Eén machine: beveiliging, versleuteling en nieuwste herstelpunten',
      names: ['toon'],
      examples: ['toon sql-01'],
    },
    check: {
      summary: 'Lukt terugzetten? Wat er in de weg staat, het ergste eerst',
      names: ['controleer'],
      examples: ['controleer sql-01', 'controleer sql-01 #2', 'controleer sql-01 geven omdat INC0012345'],
    },
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      whoami: {
        heading: 'Je bent {{name}}',
        'object-id': 'Object-id {{id}}',
        subscription: '{{vault}}: abonnement {{subscription}}',
        admin: 'Beheerder van Strongroom',
        settings: 'Ik antwoord in het {{language}}, met tijden in {{zone}}.',
        rules: 'Goedkeuringsregels die jou noemen: {{rules}}.',
        right: {
          see: 'zien',
          backUp: 'back-up maken',
          restore: 'herstel aanvragen',
          decide: 'over aanvragen van anderen beslissen',
        },
        none: 'Met je Azure-rollen kun je bij geen van de kluizen die ik bewaak. Vraag een platformbeheerder om Backup Reader of Backup Operator.',
        unknown: 'Onbekend telt als nee: een roltoewijzing heeft een voorwaarde die ik niet kan beoordelen.',
        eligible: 'Je komt in aanmerking voor {{roles}}: [activeer die rol]({{link}}).',
        denied: 'Afgenomen door weigeringstoewijzingen: {{names}}.',
        more: 'en nog {{count}} kluizen',
        sentence: 'Je bent {{name}} en mag herstel aanvragen uit {{vaults}}.',
        'sentence-none':
          'Je bent {{name}}. Met je Azure-rollen mag je uit geen van de kluizen die ik bewaak terugzetten.',
      },
      check: {
        heading: 'Is {{vm}} terug te zetten?',
        about: '{{kind}}; gekeken naar punt #{{number}}, {{when}}',
        more: 'en nog {{more}}',
        sentence: '{{vm}}: {{conclusion}}.',
        action: 'Azure-actie: {{action}}',
        guard: '{{guard}}: abonnement {{subscription}}',
        'sentence-worst': '{{vm}}: {{conclusion}}. {{worst}}',
      },
      vms: {
        heading: 'Virtuele machines',
        'heading-filter': 'Virtuele machines: {{filter}}',
        'as-of': 'Stand van {{when}}.',
        'protected-only': 'Niet alle onbeveiligde machines konden worden opgevraagd; er kunnen er meer zijn.',
        'unknown-encryption_one': `De lijsten tonen van {{count}} machine niet hoe die versleuteld is. Typ **${typed.vm}** en een naam om te kijken.`,
        'unknown-encryption_other': `De lijsten tonen van {{count}} machines niet hoe ze versleuteld zijn. Typ **${typed.vm}** en een naam om te kijken.`,
        none: 'Geen van je machines voldoet daaraan.',
        'none-readable':
          'Hier is geen machine die je mag lezen. Vraag een eigenaar van de kluis of resourcegroep om een rol zoals Reader.',
        cause: {
          deleted: 'Back-up verwijderd: {{count}}',
          'last-failed': 'Laatste back-up mislukt: {{count}}',
          unhealthy: 'Back-up vraagt aandacht: {{count}}',
          unprotected: 'Door geen kluis beveiligd: {{count}}',
          stopped: 'Beveiliging gestopt: {{count}}',
          'no-backup-yet': 'Wacht op de eerste back-up: {{count}}',
          copy: 'Kopieën door herstel, zonder back-up: {{count}}',
          fine: 'Beveiligd: {{count}}',
        },
        'copy-of': 'kopie van {{vm}} door {{id}}',
        rest: '✓ Nog {{count}}: geen problemen. Toon alles',
        trouble: {
          deleted: 'de back-up is verwijderd',
          stopped: 'de beveiliging is gestopt',
          'no-backup-yet': 'wacht op de eerste back-up',
          'last-failed': 'de laatste back-up is mislukt',
          unhealthy: 'de back-up vraagt aandacht',
        },
        last: 'laatste back-up {{when}}',
        page: 'pagina',
        twin: `Of typ: **${typed.vm}** en een naam, **${typed.vms} alles**, **${typed.vms} mislukt**, **${typed.vms}** en een deel van een naam`,
        'twin-more': `Pagina {{page}} van {{pages}}. Of typ: **{{line}}**, **${typed.vm}** en een naam`,
        sentence:
          'Machines met een back-upprobleem: {{troubled}}; niet beveiligd: {{unprotected}}; in totaal: {{count}}.',
        'sentence-filter_one': '{{count}} machine voor "{{filter}}".',
        'sentence-filter_other': '{{count}} machines voor "{{filter}}".',
      },
      unread: {
        vaults: 'Kon niet worden gelezen en ontbreekt hier: {{names}}.',
        subscriptions_one: '{{count}} abonnement kon niet worden gelezen en ontbreekt hier.',
        subscriptions_other: '{{count}} abonnementen konden niet worden gelezen en ontbreken hier.',
      },
      pick: {
        heading: {
          restore: 'Welke machine terugzetten?',
          backup: 'Van welke machine een back-up?',
          vm: 'Welke machine?',
          points: 'Herstelpunten van welke machine?',
        },
        vm: 'Machine',
        vmHint: 'Begin de naam te typen',
        vmError: 'Kies een machine.',
        name: 'Of de naam, als er geen keuzes verschijnen',
        nameError: 'Typ de naam van een machine.',
        twin: 'Of typ: **{{command}}** en de naam',
        problem: 'Kies een machine, of typ de naam.',
        sentence: 'Welke machine? Typ "{{command}}" en de naam, of kies op de kaart.',
      },
      vm: {
        gone: 'de machine bestaat niet meer, de back-up wel',
        protected: 'Beveiligd door {{vault}}',
        'protected-problem': 'Beveiligd door {{vault}}, maar: {{problem}}',
        'soft-deleted': 'De back-up in {{vault}} is verwijderd en verdwijnt voorgoed op {{when}}',
        'soft-deleted-unknown':
          'De back-up in {{vault}} is verwijderd. Azure zegt niet tot wanneer hij bewaard blijft: haal hem nu terug',
        'hold-undone': '{{id}} houdt in Azure niets meer vast',
        unprotected: 'Niet beveiligd: geen kluis maakt er back-ups van',
        points: 'Herstelpunten ({{count}})',
        none: 'Er is nog geen herstelpunt.',
        fact: {
          encryption: 'Versleuteling',
          'key-vault': 'Sleutelkluis',
          secret: 'Geheim (BEK)',
          key: 'Sleutel (KEK)',
          subscription: 'Abonnement',
          'disk-encryption-set': 'Versleutelingsset',
          policy: 'Beleid',
          'last-backup': 'Laatste back-up',
          days: 'Laatste 30 dagen',
          quarantine: 'In quarantaine',
        },
        days: 'Mislukt: {{failed}}; geen back-up: {{none}}.',
        twin: `Of typ: **${typed.restore} {{vm}} nieuwste omdat** je reden`,
        sentence: '{{vm}} wordt beveiligd door {{vault}} ({{encryption}}); het nieuwste herstelpunt is van {{when}}.',
        'sentence-no-points': '{{vm}} wordt beveiligd door {{vault}} ({{encryption}}) maar heeft nog geen herstelpunt.',
        'sentence-deleted':
          'De back-up van {{vm}} in {{vault}} ({{encryption}}) is verwijderd en verdwijnt voorgoed op {{when}}.',
        'sentence-deleted-unknown': 'De back-up van {{vm}} in {{vault}} ({{encryption}}) is verwijderd.',
        'sentence-stopped':
          'De beveiliging van {{vm}} door {{vault}} is gestopt ({{encryption}}); het nieuwste herstelpunt is van {{when}}.',
        'sentence-stopped-no-points':
          'De beveiliging van {{vm}} door {{vault}} is gestopt ({{encryption}}) en er is geen herstelpunt.',
        'sentence-unprotected': '{{vm}} is niet beveiligd: geen kluis maakt er back-ups van ({{encryption}}).',
      },
      button: {
        'vms-page': 'Volgende pagina',
        'pick-vm': 'Verder',
      },
    },
    check: {
      'azure-known': { message: 'Azure zou het weigeren ({{title}}). {{cause}}', remedy: '{{remedy}}' },
      'azure-says': { message: 'Azure zou het weigeren ({{title}}): {{message}}', remedy: '{{advice}}' },
      'no-plan': {
        message: 'Er is nog geen plan om dit voor te controleren.',
        remedy: 'Verhelp wat het tegenhoudt en controleer dan opnieuw.',
      },
      'no-points': {
        message: '{{vm}} heeft geen herstelpunt.',
        remedy: `Typ "${typed.backup} {{vm}}" om er een te maken.`,
      },
      'no-points-gone': {
        message: '{{vm}} bestaat niet meer en heeft geen herstelpunt: er is niets om terug te zetten.',
      },
      'points-cut': {
        message: '{{count}} herstelpunten van {{vm}} zijn voorlopig verwijderd: een beleid is ingekort.',
        remedy: `Typ "${typed['retention raise']} {{vm}}" om ze terug te halen, en zoek uit wie dat deed.`,
      },
      'source-suspicious': {
        message: 'Defender for Cloud zag de afgelopen 7 dagen iets verdachts op {{vm}}.',
        remedy: `Bekijk de meldingen daar; "${typed.points} {{vm}}" markeert de punten van toen.`,
      },
      'source-scan-failed': {
        message: 'Dreigingsdetectie voor {{vm}} werkt niet: herstelpunten tonen geen dreigingen.',
        remedy: 'Bekijk het plan van Defender for Servers en de identiteit van de kluis.',
      },
      rotated: {
        message:
          'De sleutel van {{vm}} is na dit punt veranderd, dus de momentopname terugzetten kan mislukken. Punt #{{number}} staat in de kluislaag.',
        remedy: `Typ "${typed.restore} {{vm}} #{{number}}".`,
      },
      'rotated-no-other': {
        message: 'De sleutel van {{vm}} is na dit punt veranderd, en geen enkel punt staat alleen in de kluislaag.',
        remedy:
          'Probeer het; mislukt het, wacht dan tot de momentopname is verlopen en zet hetzelfde punt uit de kluis terug.',
      },
      'rotated-snapshot-only': {
        message: 'De sleutel van {{vm}} is na dit punt veranderd, en de kluis heeft geen kopie van deze momentopname.',
        remedy:
          'Probeer het nu, voordat de momentopname verloopt. Mislukt het, kies dan een punt dat ook in de kluis staat.',
      },
      'keys-deleted': {
        message:
          'Wat {{vm}} nodig heeft is in {{vault}} voorlopig verwijderd, terug te halen tot {{until}}: {{names}}.',
        remedy: `Terugzetten als machine haalt ze terug in "Sleutels terugzetten". Voor alleen schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-gone': {
        message: 'Wat {{vm}} nodig heeft staat niet meer in sleutelkluis {{vault}}: {{names}}.',
        remedy: `Terugzetten als machine haalt ze in "Sleutels terugzetten" uit {{staging}}. Voor alleen schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-version-gone': {
        message: 'Sleutelkluis {{vault}} heeft de versies niet meer die {{vm}} nodig heeft: {{names}}.',
        remedy: `Terugzetten als machine maakt ze opnieuw in "Sleutels terugzetten". Voor alleen schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-version-taken': {
        message:
          'In sleutelkluis {{vault}} hebben andere sleutels of geheimen de namen die {{vm}} nodig heeft: {{names}}.',
        remedy:
          '"Sleutels terugzetten" mislukt zolang ze er staan. Zoek uit wat ze versleutelen voordat iemand ze weghaalt: wat gewist is, komt niet terug.',
      },
      'keys-disabled': {
        message: 'Uitgeschakeld in sleutelkluis {{vault}}, terwijl {{vm}} ze nodig heeft: {{names}}.',
        remedy: 'Schakel die versies in voordat er een machine uit de schijven wordt gemaakt.',
      },
      'keys-expired': {
        message: 'Verlopen in sleutelkluis {{vault}}, terwijl {{vm}} ze nodig heeft: {{names}}.',
        remedy: 'Geef die versies een latere einddatum.',
      },
      'keys-unlisted': {
        message: 'Noch het punt, noch {{vm}} zegt met welke sleutels de schijven versleuteld zijn.',
        remedy: 'Start {{vm}}, of kijk in de Azure-portal welke sleutelkluis de schijven noemen.',
      },
      'access-policy-missing': {
        message: 'De volgende back-ups van {{vm}} mislukken: in sleutelkluis {{vault}} mist Azure Backup {{verbs}}.',
        remedy: `Typ "${typed.check} {{vm}} geven" om dat toegangsbeleid te laten toevoegen.`,
      },
      'access-role-missing': {
        message:
          'De volgende back-ups van {{vm}} mislukken: op sleutelkluis {{vault}} mist Azure Backup het recht om {{rights}}.',
        remedy: `Typ "${typed.check} {{vm}} geven" om Backup Management Service een rol met de vijf data-acties te laten geven.`,
      },
      'access-no-backup-verb': {
        message:
          'In sleutelkluis {{vault}} mag Azure Backup de geheimen van {{vm}} lezen, maar geen back-up ervan maken.',
        remedy: `Typ "${typed.check} {{vm}} geven" om dat toe te voegen: zonder kopie is een gewist geheim verloren.`,
      },
      'access-unknown': {
        message: 'Ik kan niet vaststellen welke sleutelkluis de volgende back-up van {{vm}} leest, en of dat mag.',
        remedy: 'Start {{vm}} en controleer opnieuw, of bekijk de toegang van de sleutelkluis.',
      },
      'backup-service-missing': {
        message: 'Backup Management Service, de principal van Azure Backup, bestaat niet in deze tenant.',
        remedy: 'Registreer de provider Microsoft.RecoveryServices in het abonnement van {{vm}}.',
      },
      'key-vault-gone': {
        message: 'Sleutelkluis {{vault}}, waarmee {{vm}} versleuteld is, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die voorlopig verwijderd is: een teruggezette machine heeft de sleutels nodig.',
      },
      'key-vault-firewall': {
        message:
          'De firewall van sleutelkluis {{vault}} houdt Azure Backup buiten: de volgende back-ups van {{vm}} mislukken.',
        remedy: 'Sta in het netwerk van {{vault}} vertrouwde Microsoft-services toe.',
      },
      'key-vault-closed': {
        message:
          'De firewall van sleutelkluis {{vault}} houdt Azure buiten: een machine uit de schijven van {{vm}} krijgt de sleutels niet.',
        remedy: 'Sta in het netwerk van {{vault}} vertrouwde Microsoft-services toe.',
      },
      'key-vault-not-for-disks': {
        message:
          'Sleutelkluis {{vault}} is niet ingeschakeld voor schijfversleuteling: een machine uit de schijven start niet.',
        remedy: 'Schakel "Azure Disk Encryption for volume encryption" in op {{vault}}.',
      },
      'disks-only-unmanaged': {
        message:
          '{{vm}} is versleuteld en heeft onbeheerde schijven: alleen de schijven komen terug, als VHD-bestanden.',
        remedy: `Maak van de bestanden beheerde schijven, dan een machine: "${typed.commands} {{vm}}" toont hoe.`,
      },
      'silent-encrypted': {
        message: '{{vm}} draait niet en zegt niets over de versleuteling; het punt zegt dat het versleuteld is.',
      },
      'silent-clear': {
        message:
          '{{vm}} draait niet en zegt niets over de versleuteling; het punt zegt dat het niet met ADE versleuteld is.',
      },
      'vault-other-region': {
        message: '{{vm}} draait in {{region}}, de kluis {{vault}} staat in {{home}}: terugzetten komt in {{home}} uit.',
        remedy: 'Kijk na of doelgroep en netwerk de bedoelde zijn.',
      },
      'undelete-first': {
        message: 'De back-up van {{vm}} is voorlopig verwijderd. Zo is er niets uit terug te zetten.',
        remedy: `Typ eerst "${typed.undelete} {{vm}}".`,
      },
      guarded: {
        message: 'Resource Guard {{guard}} van kluis {{vault}} weigert terugzetten tot het recht erop actief is.',
        remedy: 'Vraag de eigenaars van {{guard}} (groep {{group}}) om Backup MUA Operator voor Strongroom.',
      },
      'guard-elsewhere': {
        message:
          'Voor kluis {{vault}} staat Resource Guard {{guard}} van een andere tenant: Azure zal terugzetten weigeren.',
        remedy: `Zet met de hand terug met "${typed.commands} {{vm}}", als iemand met Backup MUA Operator op {{guard}}; geef az --tenant-id.`,
      },
      'guard-active': {
        message: 'Voor kluis {{vault}} staat Resource Guard {{guard}}, en het recht erop is actief.',
      },
      'staging-missing': {
        message: 'Tussenopslag {{account}} bestaat niet, dus uit {{vault}} is niets terug te zetten.',
        remedy: 'Vraag een platformbeheerder het te maken of een ander in het herstelprofiel van {{vault}} te zetten.',
      },
      'staging-kind': {
        message: 'Azure Backup zet niet terug via tussenopslag {{account}} ({{kind}}).',
        remedy: 'Zet een v2-account (standaard LRS of GRS) in het herstelprofiel van {{vault}}.',
      },
      'staging-offline': {
        message: 'Tussenopslag {{account}} is nu niet beschikbaar.',
        remedy: 'Wacht tot dat weer zo is, of zet een ander account in het herstelprofiel van {{vault}}.',
      },
      'staging-identity-lacks': {
        message:
          'De identiteit van kluis {{vault}} voor tussenopslag {{account}} mist op {{scope}} het recht om {{right}}.',
        remedy: 'Laat die identiteit de rol VM Restore Operator geven op {{account}} en de doelgroep.',
      },
      'staging-identity-unsure': {
        message:
          'Ik kan niet vaststellen of de identiteit van kluis {{vault}} op {{scope}} het recht heeft om {{right}}, voor tussenopslag {{account}}.',
        remedy: 'Ga na of die de rol VM Restore Operator heeft op {{account}} en de doelgroep.',
      },
      'target-missing': {
        message: 'Resourcegroep {{group}}, waar de schijven heen moeten, bestaat niet.',
        remedy: 'Vraag een platformbeheerder die te maken of een andere in het herstelprofiel te zetten.',
      },
      'place-unread': {
        message: 'Of {{place}} bestaat, was niet te lezen.',
        remedy: 'Vraag een platformbeheerder Strongroom die te laten lezen.',
      },
      'network-none': {
        message: 'Het herstelprofiel van {{vault}} noemt geen netwerk. Alleen schijven hebben er geen nodig.',
        remedy: 'Zet er een geïsoleerd subnet in om een machine terug te zetten.',
      },
      'network-missing': {
        message:
          'Subnet {{subnet}}, voor een machine uit de schijven van {{vm}}, bestaat niet. Alleen schijven hebben er geen nodig.',
        remedy: 'Zet een ander in het herstelprofiel van {{vault}}.',
      },
      'network-gone': {
        message: 'Subnet {{subnet}}, voor de machine uit {{vm}}, bestaat niet.',
        remedy: 'Laat het opnieuw maken en probeer opnieuw, of vraag het aan met een ander netwerk.',
      },
      'requester-lacks': {
        message: 'In de Azure-rollen van {{name}} ontbreekt op {{scope}} het recht om {{right}}.',
        remedy: 'Laat een eigenaar van {{scope}} het geven of activeren, of laat een collega die het heeft het vragen.',
      },
      'requester-unsure': {
        message: 'Ik kan niet vaststellen of {{name}} op {{scope}} het recht heeft om {{right}}; dat telt als nee.',
        remedy: 'Laat een eigenaar van {{scope}} de rol zonder voorwaarde geven.',
      },
      'bot-lacks': {
        message: 'Strongroom zelf mist het recht om dit te doen op {{scope}}.',
        remedy: 'Vraag een platformbeheerder om Strongroom daar een rol te geven met het recht om {{right}}.',
      },
      'bot-unsure': {
        message: 'Ik kan niet vaststellen of Strongroom op {{scope}} het recht heeft om {{right}}.',
        remedy: 'Vraag een platformbeheerder naar de roltoewijzingen daar te kijken.',
      },
      'quota-short': {
        message:
          'Een machine van formaat {{size}} heeft {{needed}} kernen nodig; van {{quota}} in {{region}} zijn er {{left}} over.',
        remedy: 'Verhoog het quotum of kies een kleiner formaat. Alleen schijven hebben geen quotum nodig.',
      },
      'agent-silent': {
        message:
          'De VM-agent van {{vm}} is niet gereed: de volgende back-ups mislukken. Terugzetten heeft daar geen last van.',
        remedy: 'Herstart de agent in {{vm}}, of werk die bij.',
      },
      'backup-failed': {
        message: 'De laatste back-up van {{vm}} is mislukt; bestaande punten zijn terug te zetten.',
        remedy: `Typ "${typed.status} {{vm}} mislukt" om te zien waarom.`,
      },
      'backup-unhealthy': {
        message:
          'Azure zegt dat de back-up van {{vm}} aandacht nodig heeft ({{title}}); bestaande punten zijn terug te zetten.',
        remedy: `Typ "${typed.explain} {{title}}" voor wat daarover bekend is.`,
      },
      'backup-held': {
        message:
          'De back-ups van {{vm}} staan met opzet uit: {{id}} houdt de herstelpunten vast, en die zijn terug te zetten.',
        remedy: `"${typed.unhold} {{vm}}" heft het vasthouden op, na een stemming.`,
      },
      'hold-undone': {
        message:
          '{{id}} houdt de herstelpunten van {{vm}} niet meer vast: iemand hervatte de back-ups in Azure, dus ze verlopen.',
        remedy: `Typ "${typed.hold} {{vm}} omdat" en waarom, om vast te houden wat er nog is; "${typed.unhold} {{vm}}" als het de bedoeling is.`,
      },
      'hold-deleted': {
        message: '{{id}} houdt de herstelpunten van {{vm}} niet meer vast: iemand verwijderde de back-up in Azure.',
        remedy: `Typ "${typed.undelete} {{vm}} omdat" en waarom, voor die voorgoed weg is.`,
      },
      'backup-stopped': {
        message: 'De beveiliging van {{vm}} is gestopt: er komen geen nieuwe punten; bestaande zijn terug te zetten.',
        remedy: `Typ "${typed['protection resume']} {{vm}}" als dat niet de bedoeling is.`,
      },
      'backup-suspended': {
        message:
          'De back-ups van {{vm}} zijn onderbroken: er komen geen nieuwe punten, en alle behalve het nieuwste verlopen.',
        remedy: `Zet terug wat je nodig hebt, of typ "${typed['protection resume']} {{vm}}".`,
      },
      'backup-none-yet': {
        message: '{{vm}} wacht op de eerste back-up.',
        remedy: `Typ "${typed.backup} {{vm}}" om nu een punt te maken.`,
      },
      retirement: {
        message:
          'Punten van {{vm}} ({{count}}) blijven bewaard tot na {{date}}, als Azure Disk Encryption stopt: terugzetten lukt dan misschien niet.',
        remedy: 'Stap met {{vm}} voor die tijd over op versleuteling op de host.',
      },
      'retirement-policy': {
        message:
          'Beleid {{policy}} bewaart punten van {{vm}} tot na {{date}}, als Azure Disk Encryption stopt: terugzetten lukt dan misschien niet.',
        remedy: 'Stap met {{vm}} voor die tijd over op versleuteling op de host, of laat het beleid korter bewaren.',
      },
      'set-missing': {
        message: 'Schijfversleutelingsset {{set}} van {{vm}} bestaat niet meer.',
        remedy: 'Maak die eerst opnieuw met dezelfde sleutel: teruggezette schijven gaan er niet zonder open.',
      },
      'set-missing-kept': {
        message: 'Schijfversleutelingsset {{set}} van {{vm}} bestaat niet meer.',
        remedy:
          'Maak die eerst opnieuw met dezelfde sleutel: momentopnamen gaan er niet zonder open. Punten in de kluis wel.',
      },
      'set-vault-gone': {
        message: 'Sleutelkluis {{vault}}, met de sleutel van {{set}} waarmee {{vm}} versleuteld is, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die nog terug te halen is: zonder sleutel gaan teruggezette schijven niet open.',
      },
      'set-vault-gone-kept': {
        message: 'Sleutelkluis {{vault}}, met de sleutel van {{set}} waarmee {{vm}} versleuteld is, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die voorlopig verwijderd is: momentopnamen gaan er niet zonder open. Geef anders {{set}} een andere sleutel, en kies een punt dat alleen in de kluis staat.',
      },
      'set-key-gone': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, staat niet meer in sleutelkluis {{vault}}.',
        remedy: 'Zet de sleutel terug uit zijn eigen back-up: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-gone-kept': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, staat niet meer in sleutelkluis {{vault}}.',
        remedy:
          'Zet hem terug uit een eigen back-up: momentopnamen gaan er niet zonder open. Geef anders {{set}} een andere sleutel, en kies een punt dat alleen in de kluis staat.',
      },
      'set-key-deleted': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, is voorlopig verwijderd in sleutelkluis {{vault}}.',
        remedy: 'Haal hem terug in {{vault}}: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-disabled': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, is uitgeschakeld in sleutelkluis {{vault}}.',
        remedy: 'Schakel hem in {{vault}} weer in: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-expired': {
        message: 'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, is verlopen in sleutelkluis {{vault}}.',
        remedy:
          'Geef die een latere einddatum, of {{set}} een andere sleutel: tot dan zet Azure {{vm}} uit, en gaan teruggezette schijven niet open.',
      },
      'set-key-brought': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, staat niet meer in sleutelkluis {{vault}}.',
        remedy:
          'Zet hem terug uit een eigen back-up, of laat het aan het herstel over, dat hem uit de kluislaag haalt.',
      },
      'set-key-recovered': {
        message:
          'Sleutel {{key}} van {{set}}, waarmee {{vm}} versleuteld is, is voorlopig verwijderd in sleutelkluis {{vault}}.',
        remedy: 'Haal hem daar terug, of laat het aan het herstel over: dat begint ermee.',
      },
      'set-access-missing': {
        message: 'Versleutelingsset {{set}} van {{vm}} mist het recht om {{rights}}: sleutel {{key}} in {{store}}.',
        remedy: `Typ "${typed.check} {{vm}}" voor de regels die het geven: zonder gaan teruggezette schijven niet open.`,
      },
      'set-access-backup': {
        message:
          'De volgende back-ups van {{vm}} mislukken: voor sleutel {{key}} in {{store}} mist Azure Backup het recht om {{rights}}.',
        remedy: `Typ "${typed.check} {{vm}}" om het te laten geven, of voor de regels.`,
      },
      'set-access-unknown': {
        message:
          'Ik kan niet vaststellen wie in {{store}} het recht heeft om {{rights}}, voor sleutel {{key}} van {{vm}}.',
        remedy: `Geef mij daar de rol Managed HSM Crypto Auditor, of kijk zelf: "${typed.check} {{vm}}" heeft de regels.`,
      },
      'set-access-elsewhere': {
        message:
          'Ik kan niet vaststellen wie het recht heeft om {{rights}} voor sleutel {{key}} van {{vm}}: {{store}} van {{set}} staat in geen abonnement dat ik lees.',
        remedy: 'Kijk in {{store}} wie de sleutel mag gebruiken.',
      },
      'set-stops-backup': {
        message:
          'De volgende back-ups van {{vm}} mislukken: Azure maakt geen momentopname zolang de sleutel van {{set}} niet bruikbaar is.',
        remedy: `Maak sleutel {{key}} in {{vault}} eerst weer bruikbaar, en typ dan "${typed.backup} {{vm}}".`,
      },
      name: {
        validation: 'Controle door Azure zelf',
        point: 'Herstelpunt',
        keys: 'Sleutels en geheimen',
        'key-access': 'Rechten van Azure Backup op de sleutelkluis',
        encryption: 'Versleuteling',
        vault: 'Kluis en regio',
        guard: 'Resource Guard',
        staging: 'Tussenopslag',
        target: 'Doelgroep',
        network: 'Netwerk',
        rights: 'Rechten van de aanvrager en van Strongroom',
        quota: 'Quotum',
        backup: 'Agent en laatste back-up',
        retirement: 'Einde van Azure Disk Encryption',
      },
      verdict: {
        restore: 'Houdt terugzetten tegen',
        backup: 'Houdt de volgende back-up tegen',
        act: 'Te doen',
        warn: 'Waarschuwing',
        unknown: 'Niet na te gaan',
        note: 'Goed om te weten',
      },
      conclusion: {
        stop: 'Er is iets dat terugzetten tegenhoudt ({{checks}}{{notPossible}})',
        act: 'Voor terugzetten moet er iets gebeuren ({{checks}}{{notPossible}})',
        'nothing-found': 'Niets gevonden dat terugzetten tegenhoudt ({{checks}}{{notPossible}})',
        checks: '{{checks}} controles',
        'not-possible': ', {{notPossible}} niet mogelijk',
      },
      line: {
        clear: '✓ {{checks}} geslaagd{{notPossible}}.',
        'clear-besides': '✓ Verder niets gevonden ({{checks}}{{notPossible}}).',
        more: `en nog {{more}}: typ **${typed.check} {{vm}}**`,
      },
      fine_one: '{{count}} andere controle in orde',
      fine_other: '{{count}} andere controles in orde',
    },
  }),
};
