import type { machines as english } from '../en/machines.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const machines: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      proof: {
        restore: 'Laatst bewezen door echt terug te zetten: {{when}}, {{id}}.',
        'restore-took': 'Laatst bewezen door echt terug te zetten: {{when}}, in {{took}}, {{id}}.',
        drill: 'Laatst bewezen door een oefening: {{when}}, {{id}}.',
        'drill-took': 'Laatst bewezen door een oefening: {{when}}, in {{took}}, {{id}}.',
        never:
          'Nooit bewezen: via Strongroom heeft nog geen teruggezette machine en geen oefening de controle doorstaan.',
        'marked-unhealthy':
          'Het herstelpunt is gemarkeerd: Defender for Cloud kende een dreiging op de machine toen het werd gemaakt.',
        'marked-warning':
          'Het herstelpunt is gemarkeerd: Defender for Cloud had een waarschuwing over de machine toen het werd gemaakt.',
        'target-kept': '✓ doel {{target}}',
        'target-missed': '✗ doel {{target}}',
        lost: 'Leeftijd van het nieuwste herstelpunt toen: {{lost}}.',
        asked: 'Doel: {{targets}}.',
        rto: 'teruggezet binnen {{target}}',
        rpo: 'een herstelpunt van hooguit {{target}} oud',
        failed: '**De laatste oefening is mislukt**, {{when}}, {{id}}: dat blijft open tot er een slaagt.',
        excepted: 'Uitgezonderd van oefeningen tot {{until}} door {{by}}: "{{why}}".',
      },
      'vm-type': {
        'open-restore': `**${typed.restore} {{vm}}**`,
        'open-backup': `**${typed.backup} {{vm}}**`,
        'open-protect': `**${typed.protect} {{vm}}**`,
        'open-keyaccess': `**${typed.keyaccess} {{vm}}**`,
        'open-stop': `**${typed['protection stop']} {{vm}}**`,
        'open-hold': `**${typed.hold} {{vm}}**`,
        'open-unhold': `**${typed.unhold} {{vm}}**`,
        'open-raise': `**${typed['retention raise']} {{vm}}**`,
        'open-resume': `**${typed['protection resume']} {{vm}}**`,
        'open-undelete': `**${typed.undelete} {{vm}}**`,
      },
      region: {
        heading: 'Als een regio wegvalt',
        sentence:
          'Machines in de andere regio: {{ready}} klaar, bij {{lacking}} ontbreekt iets, {{unknown}} niet bekend.',
        unchecked: 'Machines met kopieën in een andere regio: {{none}}, nog niet bekeken.',
        'sentence-rest': '{{none}} nog niet bekeken.',
        none: 'Geen machine die je mag zien staat in een kluis die in een andere regio terugzet.',
        'none-named': 'Terugzetten in een andere regio staat niet aan voor {{name}}, of daar is geen machine te zien.',
        off: 'Kluizen zonder terugzetten in een andere regio',
        'off-line_one': '**{{vault}}**, {{count}} machine',
        'off-line_other': '**{{vault}}**, {{count}} machines',
        'off-more': `en nog {{more}}: {{vaults}}. Typ **${typed.drills} regio** en een ervan om te zien wat je kunt doen.`,
        newest: `Een kopie daar is tot 36 uur oud, en terugzetten gaat met de hand: typ **${typed.byhand} {{vm}} regio**.`,
        looked: 'bekeken {{when}}',
        'looked-old': 'voor het laatst bekeken {{when}}',
        twin: `Elke machine wordt eens per nacht bekeken. Typ **${typed.drills} regio** en een machine of kluis om nu te kijken.`,
        'twin-rounds': `Het zijn er meer dan er in één nacht passen: elke machine wordt om de {{nights}} nachten bekeken. Typ **${typed.drills} regio** en een machine of kluis om nu te kijken.`,
        'twin-all': `Typ **${typed.drills} regio** voor alle machines.`,
        'twin-more': `Of typ: **${typed.drills} regio pagina {{number}}**.`,
        'twin-more-named': `Of typ: **${typed.drills} regio {{name}} pagina {{number}}**.`,
      },
    },
    encryption: {
      'kind-ade-bek-kek': { message: 'Azure Disk Encryption, BEK + KEK' },
      'kind-ade-bek': { message: 'Azure Disk Encryption, alleen BEK' },
      'kind-ade': { message: 'Azure Disk Encryption, KEK niet bekend' },
      'kind-confidential': { message: 'Vertrouwelijke VM' },
      'kind-host': { message: 'Versleuteling op de host' },
      'kind-double': { message: 'Dubbele versleuteling (platform- en klantsleutel)' },
      'kind-cmk': { message: 'Door klant beheerde sleutel' },
      'kind-pmk': { message: 'Door platform beheerde sleutel' },
      'kind-none': { message: 'Alleen versleuteling van het opslagaccount' },
      'kind-unknown': { message: 'Niet bekend' },
      'point-says-encrypted': { message: 'het herstelpunt zegt dat de VM met ADE versleuteld was' },
      'point-says-not-encrypted': { message: 'het herstelpunt zegt dat de VM niet met ADE versleuteld was' },
      'point-has-keys': { message: 'het herstelpunt bevat de adressen van sleutel en geheim' },
      'point-mechanism': { message: 'het herstelpunt noemt het mechanisme {{mechanism}}' },
      'point-silent': { message: 'het herstelpunt zegt niet of de VM versleuteld was' },
      'point-only-listed': { message: 'van het herstelpunt is alleen een lijstregel gelezen, en die bewijst niets' },
      'point-managed': { message: 'het herstelpunt is van beheerde schijven' },
      'point-unmanaged': { message: 'het herstelpunt is van onbeheerde schijven' },
      'point-security-type': { message: 'het herstelpunt heeft het beveiligingstype {{type}}' },
      'vm-missing': { message: 'er is geen VM om naar te kijken' },
      'vm-os-settings-on': { message: 'de OS-schijf in het VM-model heeft versleutelingsinstellingen (dual pass)' },
      'vm-os-settings-off': { message: 'de versleutelingsinstellingen in het VM-model staan uit' },
      'vm-extension-on': { message: 'de extensie {{extension}} {{version}} is aanwezig ({{operation}}, {{state}})' },
      'vm-extension-off': { message: 'de extensie {{extension}} {{version}} moest ontsleutelen ({{operation}})' },
      'vm-extension-failed': { message: 'de extensie {{extension}} {{version}} is mislukt, en dat bewijst niets' },
      'vm-no-ade-settings': { message: 'de VM heeft geen versleutelingsinstellingen en geen ADE-extensie' },
      'vm-kek': { message: 'de extensie noemt een sleutelversleutelingssleutel (KEK)' },
      'vm-no-kek': { message: 'de extensie noemt geen sleutelversleutelingssleutel (KEK)' },
      'vm-host-on': { message: 'versleuteling op de host staat aan' },
      'vm-host-off': { message: 'versleuteling op de host staat uit' },
      'vm-security-type': { message: 'de VM heeft het beveiligingstype {{type}}' },
      'vm-no-security-type': { message: 'de VM heeft geen bijzonder beveiligingstype' },
      'vm-managed': { message: 'de VM heeft beheerde schijven' },
      'vm-unmanaged': { message: 'de VM heeft onbeheerde schijven' },
      'vm-disk-set': { message: 'schijf {{disk}} gebruikt schijfversleutelingsset {{set}}' },
      'instance-encrypted': { message: 'schijf {{disk}} meldt dat hij versleuteld is' },
      'instance-not-proven': { message: 'schijf {{disk}} meldt een toestand die niets bewijst ({{status}})' },
      'instance-clear': { message: 'geen van de {{disks}} schijven meldt versleuteling' },
      'instance-missing': { message: '{{vm}} meldt geen schijven, zoals wanneer de toewijzing is opgeheven' },
      'instance-incomplete': { message: 'deze schijven melden niets: {{disks}}' },
      'disk-ade-on': { message: 'schijf {{disk}} heeft zelf ADE-instellingen (versie {{version}})' },
      'disk-ade-off': { message: 'schijf {{disk}} heeft ADE-instellingen die uit staan' },
      'disk-platform-key': { message: 'schijf {{disk}} is versleuteld met een platformsleutel' },
      'disk-customer-key': { message: 'schijf {{disk}} is versleuteld met een klantsleutel' },
      'disk-double': { message: 'schijf {{disk}} is versleuteld met platform- en klantsleutel' },
      'disk-confidential': { message: 'schijf {{disk}} is een vertrouwelijke schijf ({{type}})' },
      'disk-type-unknown': { message: 'schijf {{disk}} zegt niet hoe hij versleuteld is' },
      'disk-not-read': { message: 'deze schijven konden niet worden gelezen: {{disks}}' },
      'set-double': { message: 'schijfversleutelingsset {{set}} versleutelt dubbel' },
      'point-encrypted-vm-not': {
        message: 'De VM is niet meer met ADE versleuteld, maar dit herstelpunt wel.',
        remedy: 'Herstel levert versleutelde schijven op: zorg dat de sleutel en het geheim van toen nog bestaan.',
      },
      'vm-encrypted-point-not': {
        message: 'De VM is nu met ADE versleuteld, maar dit herstelpunt niet.',
        remedy: 'Herstel levert onversleutelde schijven op: versleutel de teruggezette machine opnieuw.',
      },
      'point-denies-but-has-keys': {
        message: 'Het herstelpunt zegt dat het niet versleuteld is, maar bevat toch sleutels.',
        remedy: 'Het wordt als versleuteld behandeld. Zet alleen de schijven terug.',
      },
      'extension-gone-disk-encrypted': {
        message: 'De ADE-extensie van {{vm}} is weg, maar er zijn nog versleutelde schijven: {{disks}}.',
        remedy: 'Zet de ADE-extensie er weer op, of ontsleutel de schijven op de juiste manier.',
      },
      'extension-off-still-encrypted': {
        message: 'De ADE-extensie van {{vm}} is mislukt of moest ontsleutelen, maar de schijven zijn nog versleuteld.',
        remedy: 'Behandel de VM als versleuteld. Bekijk de toestand van de extensie op de VM.',
      },
      'pass-differs': {
        message: 'Het herstelpunt is met {{point}} pass versleuteld, de VM nu met {{now}} pass.',
        remedy:
          'De teruggezette schijven zijn zoals het herstelpunt: gebruik de sleutels en stappen van dat mechanisme.',
      },
      'kek-differs': {
        message: 'Het gebruik van een KEK verschilt: bij het herstelpunt {{point}}, nu {{now}}.',
        remedy: 'De teruggezette schijven zijn zoals het herstelpunt: houd de sleutel van toen bij de hand.',
      },
      'managed-differs': {
        message: 'Of de schijven beheerd zijn verschilt: bij het herstelpunt {{point}}, nu {{now}}.',
        remedy: 'De teruggezette schijven zijn zoals het herstelpunt.',
      },
      'ade-with-host-encryption': {
        message: 'De VM heeft Azure Disk Encryption en versleuteling op de host, wat volgens Azure niet kan.',
        remedy: 'Hij wordt behandeld als met ADE versleuteld. Controleer de VM in de Azure-portal.',
      },
      'ade-with-customer-key': {
        message: 'De VM heeft Azure Disk Encryption op schijven met een klantsleutel, wat Azure niet ondersteunt.',
        remedy:
          'Hij wordt behandeld als met ADE versleuteld. Wijs zo nodig de set opnieuw toe aan teruggezette schijven.',
      },
    },
    errors: {
      'vault-not-in-channel': {
        message: 'Dit kanaal gaat niet over de kluis {{vault}}.',
        remedy: `Vraag het in onze persoonlijke chat, of laat een beheerder de kluis toevoegen met "${typed['channel allow']}".`,
      },
      'vm-not-found': {
        message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
        remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
      },
      'vm-not-visible': {
        message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
        remedy: 'Controleer de spelling, of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
      },
      'vm-not-known': {
        message:
          'Ik kan niet vaststellen of je een virtuele machine met de naam {{name}} mag zien: een van je roltoewijzingen heeft een voorwaarde.',
        remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
      },
      'vm-not-protected': {
        message: '{{name}} bestaat, maar geen kluis beveiligt hem; er is dus niets om terug te zetten.',
        remedy: 'Laat hem eerst door een kluis beveiligen; dan komen er herstelpunten.',
      },
      'vm-ambiguous': {
        message: 'Er heet meer dan één virtuele machine {{name}}.',
        remedy: 'Vraag het opnieuw met een van deze namen: {{choices}}.',
      },
      'vault-ambiguous': {
        message: 'Er heet meer dan één kluis {{vault}}.',
        remedy: 'Vraag het opnieuw met een van deze namen: {{choices}}.',
      },
      'vm-perhaps-other': {
        message: 'Ik kan het abonnement {{unread}} nu niet lezen; misschien is er nog een {{name}}.',
        remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
      },
      'vm-perhaps-other-somewhere': {
        message: 'Ik kan nu niet alle abonnementen lezen; misschien is er nog een {{name}}.',
        remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
      },
      'vm-perhaps-other-vault': {
        message: 'Ik kan de kluis {{unread}} nu niet lezen; misschien is er nog een {{name}}.',
        remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
      },
      'vault-not-found': {
        message: 'Ik vind geen kluis met de naam {{vault}} onder de kluizen die je mag lezen.',
        remedy: 'Controleer de naam, of vraag een platformbeheerder of het abonnement is ingesteld.',
      },
    },
    region: {
      off: {
        message: 'Kluis {{vault}} bewaart geen kopieën in een andere regio: valt {{home}} weg, dan ook de back-ups.',
        remedy:
          'Terugzetten in een andere regio vraagt om een geografisch redundante kluis, en dat kies je voordat de eerste machine wordt beveiligd: maak een andere kluis en beveilig de belangrijkste machines daarin.',
      },
      'off-geo': {
        message:
          'Kluis {{vault}} heeft kopieën in een andere regio, maar daar terugzetten staat niet aan: alleen Azure zelf kan erbij.',
        remedy: 'Zet het aan. Uitzetten kan daarna niet meer, en het kost meer.',
      },
      'vault-unknown': {
        message: 'Azure vertelt niet of terugzetten in een andere regio aanstaat voor kluis {{vault}}.',
        remedy: 'Bekijk wat de kluis zelf vertelt:',
      },
      'region-unlisted': {
        message: 'Met welke regio {{home}} gekoppeld is, is hier niet bekend.',
        remedy: 'Zoek het op in de lijst met gekoppelde regio’s van Azure en controleer met de hand wat daar staat.',
      },
      'point-none': {
        message: '{{region}} heeft nog geen herstelpunt van {{vm}}.',
        remedy:
          'Azure kopieert binnen 36 uur wat in de kluis staat, en heeft na het aanzetten tot 48 uur nodig. Bekijk wat er staat; blijft het leeg, vraag het dan aan Azure-ondersteuning.',
      },
      'point-late': {
        message:
          'Het nieuwste punt van {{vm}} in {{region}} is van {{at}}, terwijl een nieuwer punt al ruim 36 uur in de kluis staat.',
        remedy:
          'Bekijk wat er staat; blijft het zo, vraag Azure-ondersteuning dan waarom de kluis niet meer wordt gekopieerd.',
      },
      'places-unnamed': {
        message: 'Niemand heeft gezegd waar kopieën uit {{vault}} in {{region}} naartoe gaan.',
        remedy:
          'Maak daar een resourcegroep, een tussenopslag en een netwerk, en laat ze als pairedRegion in het herstelprofiel van {{vault}} zetten.',
      },
      'group-missing': {
        message: 'Resourcegroep {{group}}, voor kopieën in {{region}}, bestaat niet.',
        remedy: 'Maak die aan:',
      },
      'group-elsewhere': {
        message:
          'Resourcegroep {{group}} hoort bij {{location}}: valt die regio weg, dan kan er mogelijk niets in worden gemaakt.',
        remedy: 'Maak er een in {{region}} en laat die in het herstelprofiel zetten:',
      },
      'staging-missing': {
        message: 'Tussenopslag {{account}}, voor {{region}}, bestaat niet.',
        remedy: 'Maak het aan:',
      },
      'staging-elsewhere': {
        message: 'Tussenopslag {{account}} staat in {{location}}. Azure neemt alleen een account in {{region}}.',
        remedy: 'Maak er daar een en laat het in het herstelprofiel zetten:',
      },
      'staging-kind': {
        message: 'Azure Backup kan {{account}} ({{kind}}) niet gebruiken als tussenopslag.',
        remedy:
          'Maak een account voor algemeen gebruik dat niet zone-redundant en geen data lake is, en laat het in het herstelprofiel zetten:',
      },
      'staging-no-keys': {
        message:
          'Tussenopslag {{account}} laat geen accountsleutels toe, en tussen regio’s kan Azure Backup er niet anders in.',
        remedy: 'Sta ze daar toe of gebruik een ander account:',
      },
      'network-missing': {
        message: 'Virtueel netwerk {{network}}, voor machines in {{region}}, bestaat niet.',
        remedy: 'Maak het aan:',
      },
      'network-elsewhere': {
        message: 'Virtueel netwerk {{network}} staat in {{location}}: een machine in {{region}} kan er niet in.',
        remedy: 'Maak er daar een en laat het subnet in het herstelprofiel zetten:',
      },
      'subnet-missing': {
        message: 'Virtueel netwerk {{network}} in {{region}} heeft geen subnet {{subnet}}.',
        remedy: 'Maak het aan:',
      },
      'subnet-unknown': {
        message: 'Of virtueel netwerk {{network}} subnet {{subnet}} heeft, is niet te zien.',
        remedy: 'Bekijk het in de portal.',
      },
      confidential: {
        message: '{{vm}} is een vertrouwelijke VM, en die zet Azure niet terug in een andere regio.',
        remedy: 'Bedenk er een andere weg voor, zoals de machine daar opnieuw opbouwen.',
      },
      'encryption-unknown': {
        message:
          'Hoe {{vm}} is versleuteld is niet te zien, dus ook niet wat er in {{region}} moet zijn om de schijven te openen.',
        remedy: 'Start {{vm}} en controleer opnieuw.',
      },
      'set-unnamed': {
        message:
          '{{vm}} heeft een eigen sleutel, en die gaat niet mee: in {{region}} krijgen de schijven een sleutel van het platform.',
        remedy:
          'Maak daar een sleutel en een schijfversleutelingsset, laat die in het herstelprofiel zetten en geef hem na het terugzetten aan de schijven:',
      },
      'set-missing': {
        message: 'Schijfversleutelingsset {{set}}, voor {{region}}, bestaat niet.',
        remedy: 'Maak die aan:',
      },
      'set-elsewhere': {
        message:
          'Schijfversleutelingsset {{set}} staat in {{location}}: een schijf in {{region}} kan die niet gebruiken.',
        remedy: 'Maak er daar een en laat die in het herstelprofiel zetten:',
      },
      'set-unknown': {
        message: 'Waar schijfversleutelingsset {{set}} staat of welke sleutel die gebruikt, is niet te zien.',
        remedy: 'Bekijk die in de portal.',
      },
      'set-vault-gone': {
        message: 'De sleutelkluis van schijfversleutelingsset {{set}} in {{region}} bestaat niet meer.',
        remedy: 'Haal die terug, als die voorlopig is verwijderd:',
      },
      'set-vault-elsewhere': {
        message:
          'Schijfversleutelingsset {{set}} haalt de sleutel uit {{location}}, en die regio kan samen met de machine wegvallen.',
        remedy: 'Laat de set naar een sleutel in {{region}} wijzen:',
      },
      'set-key-gone': {
        message:
          'Sleutel {{key}} van schijfversleutelingsset {{set}} ontbreekt in sleutelkluis {{keyVault}} in {{region}}.',
        remedy: 'Maak de sleutel en laat de set ernaar wijzen:',
      },
      'set-key-deleted': {
        message:
          'Sleutel {{key}} van schijfversleutelingsset {{set}} is verwijderd uit sleutelkluis {{keyVault}}, en terug te halen.',
        remedy: 'Haal die terug:',
      },
      'set-key-disabled': {
        message: 'Sleutel {{key}} van schijfversleutelingsset {{set}} is uitgeschakeld in sleutelkluis {{keyVault}}.',
        remedy: 'Schakel die in:',
      },
      'set-key-expired': {
        message: 'Sleutel {{key}} van schijfversleutelingsset {{set}} is verlopen in sleutelkluis {{keyVault}}.',
        remedy: 'Laat die later verlopen:',
      },
      'key-vault-unnamed': {
        message:
          '{{vm}} heeft Azure Disk Encryption. De geheimen gaan mee met het herstelpunt, maar in {{region}} is er geen sleutelkluis voor.',
        remedy: 'Maak er een en laat die als keyVaultId in het herstelprofiel zetten:',
      },
      'key-vault-missing': {
        message: 'Sleutelkluis {{keyVault}}, voor de geheimen van {{vm}} in {{region}}, bestaat niet.',
        remedy: 'Maak die aan:',
      },
      'key-vault-elsewhere': {
        message:
          'Sleutelkluis {{keyVault}} staat in {{location}}. Azure Disk Encryption neemt alleen een kluis in {{region}}.',
        remedy: 'Maak er daar een en laat die in het herstelprofiel zetten:',
      },
      'key-vault-not-for-disks': {
        message: 'Sleutelkluis {{keyVault}} in {{region}} staat niet open voor schijfversleuteling.',
        remedy: 'Zet dat aan:',
      },
      state: {
        ready: 'klaar in {{region}}',
        lacking: 'niet klaar in {{region}} ({{count}} te verhelpen)',
        unknown: '{{region}}: niet alles was te controleren',
        old: '{{region}}: te lang niet bekeken',
        off: 'niet terug te zetten in een andere regio',
        none: 'andere regio nog niet bekeken',
      },
      'some-region': 'de andere regio',
      age: 'nieuwste punt daar {{duration}} oud',
      lost: 'Als de regio wegvalt: {{state}}',
      more: `en nog {{more}}: typ **${typed.check} {{vm}}**`,
    },
  }),
};
