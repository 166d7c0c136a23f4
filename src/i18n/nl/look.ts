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
        right: {
          see: 'zien',
          backUp: 'back-up maken',
          restore: 'herstel aanvragen',
          decide: 'over aanvragen van anderen beslissen',
        },
        none: 'Met je Azure-rollen kun je bij geen van de kluizen die ik bewaak. Vraag een platformbeheerder om Backup Reader of Backup Operator op een kluis.',
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
        summary: '{{all}} in totaal, {{failing}} met mislukte back-up, {{unprotected}} niet beveiligd.',
        'as-of': 'Stand van {{when}}.',
        'protected-only': 'Niet alle onbeveiligde machines konden worden opgevraagd; er kunnen er meer zijn.',
        'unknown-encryption_one': `De lijsten tonen van {{count}} machine niet hoe die versleuteld is. Typ **${typed.vm}** en een naam om te kijken.`,
        'unknown-encryption_other': `De lijsten tonen van {{count}} machines niet hoe ze versleuteld zijn. Typ **${typed.vm}** en een naam om te kijken.`,
        none: 'Geen van je machines voldoet daaraan.',
        'none-readable':
          'Hier is geen machine die je mag lezen. Vraag een eigenaar van de kluis of resourcegroep om een rol waarmee dat wel mag, zoals Reader.',
        unprotected: 'geen kluis maakt er back-ups van',
        fine: 'beveiligd',
        trouble: {
          deleted: 'de back-up is verwijderd',
          stopped: 'de beveiliging is gestopt',
          'no-backup-yet': 'wacht op de eerste back-up',
          'last-failed': 'de laatste back-up is mislukt',
          unhealthy: 'de back-up vraagt aandacht',
        },
        last: 'laatste back-up {{when}}',
        page: 'pagina',
        twin: `Typ **${typed.vm}** en een naam voor meer, of **${typed.vms} mislukt**, **${typed.vms} onbeveiligd**, **${typed.vms} versleuteld**, **${typed.vms}** en een deel van een naam`,
        'twin-more': 'Pagina {{page}} van {{pages}}. Of typ: **{{line}}**',
        'twin-more-of-all': `Pagina {{page}} van {{pages}}. Of typ: **{{line}}**, **${typed.vms} mislukt**, of **${typed.vms}** en een deel van een naam`,
        sentence_one: '{{count}} machine, {{failing}} met mislukte back-up, {{unprotected}} niet beveiligd.',
        sentence_other: '{{count}} machines, {{failing}} met mislukte back-up, {{unprotected}} niet beveiligd.',
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
        'hold-undone': 'Het vasthouden {{id}} geldt niet meer in Azure',
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
          quarantine: 'In quarantaine',
        },
        last: {
          Completed: 'geslaagd',
          CompletedWithWarnings: 'geslaagd met waarschuwingen',
          Failed: 'mislukt',
          InProgress: 'loopt',
          Cancelled: 'geannuleerd',
        },
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
        message: 'Er is nog geen plan waar Azure naar kan kijken.',
        remedy: `Verhelp wat het tegenhoudt en typ dan opnieuw "${typed.check} {{vm}}".`,
      },
      'no-plan-no-rights': {
        message: 'Er is nog geen plan, dus welke rechten nodig zijn is niet bekend.',
        remedy: `Verhelp wat het tegenhoudt en typ dan opnieuw "${typed.check} {{vm}}".`,
      },
      'no-points': {
        message: '{{vm}} heeft geen herstelpunt, dus er is niets om terug te zetten.',
        remedy: `Typ "${typed.backup} {{vm}}" om er een te maken.`,
      },
      'points-cut': {
        message:
          '{{count}} herstelpunten van {{vm}} zijn voorlopig verwijderd: een beleid is ingekort. Azure bewaart ze nog een tijd.',
        remedy: `Zoek uit wie dat deed. Typ "${typed['retention raise']} {{vm}}" om ze terug te halen.`,
      },
      'source-suspicious': {
        message:
          'Defender for Cloud zag de afgelopen 7 dagen iets verdachts op {{vm}}. Dat is de machine, niet de back-ups.',
        remedy: `Bekijk de meldingen in Defender for Cloud; "${typed.points} {{vm}}" markeert de punten van toen.`,
      },
      'source-scan-failed': {
        message:
          'Dreigingsdetectie van Azure Backup staat aan voor {{vm}} en werkt niet: punten zeggen niets over dreigingen.',
        remedy: 'Bekijk het plan van Defender for Servers en de identiteit van de kluis.',
      },
      rotated: {
        message:
          'De sleutel van {{vm}} is veranderd na dit punt. Terugzetten vanuit de momentopname kan dan mislukken.',
        remedy: `Neem punt #{{number}} uit de kluislaag: typ "${typed.restore} {{vm}} #{{number}}".`,
      },
      'rotated-no-other': {
        message: 'De sleutel van {{vm}} is veranderd na dit punt, en geen enkel punt staat alleen in de kluislaag.',
        remedy: 'Probeer het; mislukt het, wacht dan tot de momentopname is verlopen en zet hetzelfde punt terug.',
      },
      'rotated-snapshot-only': {
        message:
          'De sleutel van {{vm}} is veranderd na dit punt, en het punt is alleen een momentopname: de kluis heeft er geen kopie van.',
        remedy:
          'Probeer het, en wacht niet: wordt het niet eerst naar de kluis gekopieerd, dan verdwijnt het punt met zijn momentopname. Mislukt het, kies dan een punt dat ook in de kluis staat.',
      },
      'keys-deleted': {
        message:
          'In {{vault}} is voorlopig verwijderd wat {{vm}} nodig heeft, terug te halen tot {{until}}: {{names}}.',
        remedy: `Terugzetten als machine bevat de stap "Sleutels terugzetten", die ze terughaalt. Na alleen de schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-gone': {
        message: 'Wat {{vm}} nodig heeft staat niet meer in sleutelkluis {{vault}}: {{names}}.',
        remedy: `Terugzetten als machine bevat de stap "Sleutels terugzetten": uit de blob met versleutelingsgegevens die het terugzetten van de schijven in {{staging}} legt. Na alleen de schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-version-gone': {
        message: 'Sleutelkluis {{vault}} heeft de versies niet meer die {{vm}} nodig heeft: {{names}}.',
        remedy: `Terugzetten als machine bevat de stap "Sleutels terugzetten", die ze opnieuw maakt. Na alleen de schijven: typ "${typed.commands} {{vm}}".`,
      },
      'keys-version-taken': {
        message:
          'In sleutelkluis {{vault}} dragen andere sleutels of geheimen de namen van wat {{vm}} nodig heeft: {{names}}. Key Vault zet er niets naast terug.',
        remedy:
          'De schijven zijn terug te zetten, maar de stap "Sleutels terugzetten" mislukt zolang deze er staan. Zoek uit wat ze versleutelen voordat iemand ze uit de weg ruimt: wat definitief gewist is, komt niet terug.',
      },
      'keys-disabled': {
        message: 'Uitgeschakeld in sleutelkluis {{vault}}, terwijl {{vm}} ze nodig heeft: {{names}}.',
        remedy: 'Schakel die versies in {{vault}} in voordat er een machine uit de schijven wordt gemaakt.',
      },
      'keys-expired': {
        message: 'Verlopen in sleutelkluis {{vault}}, terwijl {{vm}} ze nodig heeft: {{names}}.',
        remedy: 'Geef die versies in {{vault}} een latere einddatum.',
      },
      'keys-unlisted': {
        message: 'Noch het punt, noch {{vm}} zegt met welke sleutels de schijven versleuteld zijn.',
        remedy: 'Start {{vm}}, of kijk in de Azure-portal welke sleutelkluis de schijven noemen.',
      },
      'access-policy-missing': {
        message: 'De volgende back-ups van {{vm}} mislukken: in sleutelkluis {{vault}} mist Azure Backup {{verbs}}.',
        remedy: `Typ "${typed.check} {{vm}}" om dat toegangsbeleid te laten toevoegen.`,
      },
      'access-role-missing': {
        message:
          'De volgende back-ups van {{vm}} mislukken: op sleutelkluis {{vault}} mist Azure Backup het recht om {{rights}}.',
        remedy: `Typ "${typed.check} {{vm}}" om Backup Management Service een rol met de vijf data-acties te laten geven.`,
      },
      'access-no-backup-verb': {
        message:
          'In sleutelkluis {{vault}} mag Azure Backup de geheimen van {{vm}} lezen, maar geen back-up ervan maken.',
        remedy: `Typ "${typed.check} {{vm}}" om dat toe te voegen: zonder kopie is een gewist geheim verloren.`,
      },
      'access-unknown': {
        message:
          'Niet te zeggen is welke sleutelkluis de volgende back-up van {{vm}} leest, of wat Azure Backup daar mag.',
        remedy: `Start {{vm}} en typ opnieuw "${typed.check} {{vm}}", of bekijk de toegang van de sleutelkluis.`,
      },
      'backup-service-missing': {
        message: 'De eigen principal van Azure Backup (Backup Management Service) bestaat niet in deze tenant.',
        remedy: 'Registreer de provider Microsoft.RecoveryServices in het abonnement van {{vm}}.',
      },
      'key-vault-gone': {
        message: 'Sleutelkluis {{vault}}, waarmee {{vm}} versleuteld is, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die voorlopig verwijderd is; een machine uit de schijven heeft de sleutels nodig.',
      },
      'key-vault-firewall': {
        message:
          'De firewall van sleutelkluis {{vault}} houdt Azure Backup buiten: de volgende back-ups van {{vm}} mislukken.',
        remedy: 'Sta in het netwerk van {{vault}} vertrouwde Microsoft-services toe.',
      },
      'key-vault-closed': {
        message:
          'De firewall van sleutelkluis {{vault}} houdt ook Azure zelf buiten: een machine uit de schijven van {{vm}} krijgt haar sleutels niet.',
        remedy:
          'Sta in het netwerk van {{vault}} vertrouwde Microsoft-services toe voordat er een machine uit de schijven wordt gemaakt.',
      },
      'key-vault-not-for-disks': {
        message:
          'Sleutelkluis {{vault}} is niet ingeschakeld voor schijfversleuteling: een machine uit de schijven start niet.',
        remedy: 'Schakel "Azure Disk Encryption for volume encryption" in op {{vault}}.',
      },
      'disks-only-unmanaged': {
        message:
          '{{vm}} is versleuteld en heeft onbeheerde schijven: alleen de schijven komen terug, als VHD-bestanden. Azure start geen VM’s met onbeheerde schijven meer (gestopt op 31 maart 2026).',
        remedy: `Maak van de bestanden beheerde schijven, en van de schijven een machine. "${typed.commands} {{vm}}" toont het herstel.`,
      },
      'silent-encrypted': {
        message: '{{vm}} draait niet en zegt niets over de versleuteling; het punt zelf zegt dat het versleuteld is.',
        remedy: 'Niets te doen: het punt beslist.',
      },
      'silent-clear': {
        message:
          '{{vm}} draait niet en zegt niets over de versleuteling; het punt zelf zegt dat het niet met ADE versleuteld is.',
        remedy: 'Niets te doen: het punt beslist.',
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
        remedy: 'Vraag de eigenaars van {{guard}} (resourcegroep {{group}}) om Backup MUA Operator voor Strongroom.',
      },
      'guard-elsewhere': {
        message:
          'Voor kluis {{vault}} staat Resource Guard {{guard}} van een andere tenant, waar Strongroom zich niet kan aanmelden: Azure zal terugzetten weigeren.',
        remedy: `Zet met de hand terug, als iemand met Backup MUA Operator op {{guard}}: typ "${typed.commands} {{vm}}", en geef az --tenant-id met de tenant van de guard.`,
      },
      'guard-active': {
        message: 'Voor kluis {{vault}} staat Resource Guard {{guard}}, en het recht erop is actief.',
        remedy: 'Niets te doen zolang dat zo is.',
      },
      'guard-not-for-restore': {
        message: 'Voor kluis {{vault}} staat Resource Guard {{guard}}, die terugzetten niet bewaakt.',
        remedy: 'Niets te doen.',
      },
      'staging-missing': {
        message: 'Tussenopslag {{account}} bestaat niet, dus uit {{vault}} is niets terug te zetten.',
        remedy: 'Vraag een platformbeheerder het te maken of een ander in het profiel van {{vault}} te zetten.',
      },
      'staging-kind': {
        message: 'Tussenopslag {{account}} is van een soort waarlangs Azure Backup niet terugzet ({{kind}}).',
        remedy: 'Zet een v2-account met standaard LRS- of GRS-opslag in het profiel van {{vault}}.',
      },
      'staging-offline': {
        message: 'Tussenopslag {{account}} is nu niet beschikbaar.',
        remedy: 'Wacht tot dat weer zo is, of zet een ander account in het profiel van {{vault}}.',
      },
      'staging-identity-lacks': {
        message:
          'De identiteit van kluis {{vault}} voor tussenopslag {{account}} mist op {{scope}} het recht om {{right}}.',
        remedy: 'Laat die identiteit de rol VM Restore Operator geven op {{account}} en op de doelgroep.',
      },
      'staging-identity-unsure': {
        message:
          'Of de identiteit van kluis {{vault}} in tussenopslag {{account}} mag, was niet te zien: het recht om {{right}} op {{scope}}.',
        remedy: 'Zorg dat die identiteit de rol VM Restore Operator heeft op {{account}} en op de doelgroep.',
      },
      'target-missing': {
        message: 'Resourcegroep {{group}}, waar de schijven heen moeten, bestaat niet.',
        remedy: 'Vraag een platformbeheerder die te maken of een andere in het profiel te zetten.',
      },
      'target-unread': {
        message: 'Of resourcegroep {{group}} bestaat, was niet te lezen.',
        remedy: 'Vraag een platformbeheerder Strongroom die te laten lezen.',
      },
      'network-asked': {
        message:
          '{{vm}} bestaat niet meer, dus het netwerk is onbekend; een machine uit de schijven zou in {{subnet}} komen.',
        remedy: 'Zeg welk netwerk je wilt als de machine wordt gemaakt.',
      },
      'network-none': {
        message: 'Het profiel van {{vault}} noemt geen netwerk; voor de schijven is dat niet nodig.',
        remedy: 'Zet een geïsoleerd subnet in het profiel voordat er een machine uit de schijven wordt gemaakt.',
      },
      'network-missing': {
        message: 'Subnet {{subnet}}, waar een machine uit de schijven van {{vm}} in zou komen, bestaat niet.',
        remedy:
          'Voor alleen de schijven is geen subnet nodig. Zet een ander in het profiel van {{vault}} voordat je er een machine van maakt.',
      },
      'network-gone': {
        message: 'Subnet {{subnet}}, waar de machine uit {{vm}} zou komen, bestaat niet.',
        remedy: 'Laat het opnieuw maken en probeer de stap opnieuw. Of vraag het opnieuw aan met een ander netwerk.',
      },
      'network-unread': {
        message: 'Of subnet {{subnet}} bestaat, was niet te lezen.',
        remedy: 'Vraag een platformbeheerder Strongroom het netwerk te laten lezen.',
      },
      'requester-lacks': {
        message: 'In de Azure-rollen van {{name}} ontbreekt op {{scope}} het recht om {{right}}.',
        remedy: 'Laat een eigenaar van {{scope}} het geven of activeren, of laat een collega die het heeft aanvragen.',
      },
      'requester-unsure': {
        message: 'Of {{name}} op {{scope}} het recht heeft om {{right}}, was niet te zeggen; dat telt als nee.',
        remedy: 'Laat een eigenaar van {{scope}} de rol zonder voorwaarde geven.',
      },
      'bot-lacks': {
        message: 'Strongroom zelf mag dit niet op {{scope}} en kan het herstel dus niet versturen.',
        remedy: 'Vraag een platformbeheerder om Strongroom daar een rol te geven met het recht om {{right}}.',
      },
      'bot-unsure': {
        message: 'Of Strongroom zelf op {{scope}} het recht heeft om {{right}}, was niet te zeggen.',
        remedy: 'Vraag een platformbeheerder naar de roltoewijzingen daar te kijken.',
      },
      'quota-short': {
        message:
          'Een machine van formaat {{size}} heeft {{needed}} kernen nodig; van {{quota}} in {{region}} zijn er {{left}} over.',
        remedy: 'De schijven komen gewoon terug. Verhoog het quotum of kies een kleiner formaat voor de machine.',
      },
      'agent-silent': {
        message:
          'De VM-agent van {{vm}} is niet gereed: de volgende back-ups mislukken. Terugzetten heeft daar geen last van.',
        remedy: 'Herstart de agent in {{vm}}, of werk die bij.',
      },
      'backup-failed': {
        message: 'De laatste back-up van {{vm}} is mislukt; de punten die er zijn, zijn terug te zetten.',
        remedy: `Typ "${typed.status} {{vm}} mislukt" om te zien waarom.`,
      },
      'backup-unhealthy': {
        message:
          'Azure zegt dat de back-up van {{vm}} aandacht nodig heeft ({{title}}); de punten die er zijn, zijn terug te zetten.',
        remedy: `Typ "${typed.explain} {{title}}" voor wat daarover bekend is.`,
      },
      'backup-held': {
        message:
          'De back-ups van {{vm}} staan met opzet uit: {{id}} houdt de herstelpunten vast. De punten die er zijn, zijn terug te zetten.',
        remedy: `Er is niets te doen. "${typed.unhold} {{vm}}" beëindigt het vasthouden, met een stem.`,
      },
      'hold-undone': {
        message:
          'Het vasthouden {{id}} van {{vm}} geldt niet meer in Azure: iemand liet de back-ups daar verdergaan, dus de herstelpunten verlopen.',
        remedy: `Typ "${typed.hold} {{vm}} omdat" en waarom, om vast te houden wat er nog is; "${typed.unhold} {{vm}}" als het de bedoeling is.`,
      },
      'hold-deleted': {
        message: 'Het vasthouden {{id}} van {{vm}} geldt niet meer in Azure: iemand heeft de back-up daar verwijderd.',
        remedy: `Typ "${typed.undelete} {{vm}} omdat" en waarom, voor die voorgoed weg is.`,
      },
      'backup-stopped': {
        message:
          'De beveiliging van {{vm}} is gestopt: er komen geen nieuwe punten; die er zijn, zijn terug te zetten.',
        remedy: `Typ "${typed['protection resume']} {{vm}}" als dat niet de bedoeling is.`,
      },
      'backup-suspended': {
        message:
          'De back-ups van {{vm}} zijn onderbroken: er komen geen nieuwe punten bij, en die er zijn verlopen verder zoals het beleid zegt; alleen het nieuwste blijft.',
        remedy: `Zet terug wat je nodig hebt voor het weg is. Azure laat niemand ze langer bewaren tot je "${typed['protection resume']} {{vm}}" typt.`,
      },
      'backup-none-yet': {
        message: '{{vm}} wacht op de eerste back-up.',
        remedy: `Typ "${typed.backup} {{vm}}" om nu een punt te maken.`,
      },
      retirement: {
        message:
          '{{count}} punten van {{vm}} blijven bewaard tot na {{date}}, als Azure Disk Encryption stopt: terugzetten lukt dan misschien niet.',
        remedy: 'Zet {{vm}} voor die dag over op versleuteling op de host.',
      },
      'retirement-policy': {
        message:
          'Beleid {{policy}} bewaart punten van {{vm}} tot na {{date}}, als Azure Disk Encryption stopt: terugzetten lukt dan misschien niet.',
        remedy:
          'Zet {{vm}} voor die dag over op versleuteling op de host, of geef hem een beleid dat punten korter bewaart.',
      },
      'set-missing': {
        message: 'Schijfversleutelingsset {{set}}, waarmee de schijven van {{vm}} versleuteld zijn, bestaat niet meer.',
        remedy:
          'Maak hem opnieuw met dezelfde sleutel voordat je terugzet: zonder gaan teruggezette schijven niet open.',
      },
      'set-missing-kept': {
        message: 'Schijfversleutelingsset {{set}}, waarmee de schijven van {{vm}} versleuteld zijn, bestaat niet meer.',
        remedy:
          'Maak hem opnieuw met dezelfde sleutel voordat je terugzet: zonder gaan momentopnamen niet open. Is ook die sleutel weg, dan is niet alles verloren: wat in de kluis staat, is er niet mee versleuteld.',
      },
      'set-vault-gone': {
        message:
          'Sleutelkluis {{vault}}, waarvan de sleutel via {{set}} de schijven van {{vm}} versleutelt, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die nog terug te halen is: zonder sleutel gaan teruggezette schijven niet open.',
      },
      'set-vault-gone-kept': {
        message:
          'Sleutelkluis {{vault}}, waarvan de sleutel via {{set}} de schijven van {{vm}} versleutelt, bestaat niet meer.',
        remedy:
          'Haal de sleutelkluis terug als die nog terug te halen is: zonder sleutel gaan momentopnamen niet open. Is hij voorgoed weg, dan is niet alles verloren: wat in de kluis staat, is er niet mee versleuteld. Geef {{set}} een andere sleutel, en kies een punt dat alleen in de kluis staat.',
      },
      'set-key-gone': {
        message:
          'Sleutel {{key}}, die via {{set}} de schijven van {{vm}} versleutelt, staat niet meer in sleutelkluis {{vault}}.',
        remedy: 'Zet de sleutel terug uit zijn eigen back-up: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-gone-kept': {
        message:
          'Sleutel {{key}}, die via {{set}} de schijven van {{vm}} versleutelt, staat niet meer in sleutelkluis {{vault}}.',
        remedy:
          'Zet de sleutel terug uit zijn eigen back-up: zonder gaan momentopnamen niet open. Is die er niet, dan is niet alles verloren: wat in de kluis staat, is er niet mee versleuteld. Geef {{set}} een andere sleutel, en kies een punt dat alleen in de kluis staat.',
      },
      'set-key-deleted': {
        message:
          'Sleutel {{key}}, die via {{set}} de schijven van {{vm}} versleutelt, is voorlopig verwijderd in {{vault}}.',
        remedy: 'Haal hem terug in {{vault}}: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-disabled': {
        message: 'Sleutel {{key}}, die via {{set}} de schijven van {{vm}} versleutelt, is uitgeschakeld in {{vault}}.',
        remedy: 'Schakel hem in {{vault}} weer in: zonder gaan teruggezette schijven niet open.',
      },
      'set-key-expired': {
        message: 'Sleutel {{key}}, die via {{set}} de schijven van {{vm}} versleutelt, is verlopen in {{vault}}.',
        remedy:
          'Laat hem in {{vault}} later verlopen, of geef {{set}} een andere sleutel: tot dan zet Azure {{vm}} uit, en gaan teruggezette schijven niet open.',
      },
      'set-key-brought': {
        message: 'Sleutel {{key}}, waarmee {{set}} de schijven van {{vm}} versleutelt, staat niet meer in {{vault}}.',
        remedy:
          'Zet hem terug uit je eigen back-up, of laat het aan het herstel over: Azure Backup heeft een kopie in de kluislaag.',
      },
      'set-key-recovered': {
        message:
          'Sleutel {{key}}, waarmee {{set}} de schijven van {{vm}} versleutelt, is voorlopig verwijderd in {{vault}}.',
        remedy: 'Haal hem daar terug, of laat het aan het herstel over: dat begint ermee.',
      },
      'set-access-missing': {
        message: 'Versleutelingsset {{set}} van {{vm}} mist het recht om {{rights}}: sleutel {{key}} in {{store}}.',
        remedy: `Typ "${typed.check} {{vm}}" voor de regels die het geven: zonder gaan teruggezette schijven niet open.`,
      },
      'set-access-backup': {
        message:
          'De volgende back-ups van {{vm}} mislukken: voor sleutel {{key}} in {{store}} mist Azure Backup het recht om {{rights}}.',
        remedy: `Typ "${typed.check} {{vm}}" om het te laten geven, of voor de regels die het geven.`,
      },
      'set-access-unknown': {
        message:
          'Ik kon niet zien wie in {{store}} het recht heeft om {{rights}}, wat {{vm}} voor sleutel {{key}} nodig heeft.',
        remedy: `Geef mij daar de rol Managed HSM Crypto Auditor, of kijk zelf: "${typed.check} {{vm}}" heeft de regels.`,
      },
      'set-access-elsewhere': {
        message:
          'Ik kon niet zien wie in {{store}} het recht heeft om {{rights}}, wat {{vm}} voor sleutel {{key}} nodig heeft: {{set}} noemt die sleutelkluis alleen bij het adres.',
        remedy: 'Kijk in {{store}} wie de sleutel mag gebruiken: die kluis staat in geen abonnement dat ik lees.',
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
        backup: 'De volgende back-up zou mislukken.',
      },
      line: {
        clear: '✓ {{checks}} geslaagd{{notPossible}}.',
        'clear-besides': '✓ Verder niets gevonden ({{checks}}{{notPossible}}).',
        more: `en nog {{more}}: typ **${typed.check} {{vm}}**`,
      },
      fine: 'Niets gevonden: {{names}}.',
    },
  }),
};
