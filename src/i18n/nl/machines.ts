import type { machines as english } from '../en/machines.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const machines: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      proof: {
        restore: 'Laatst echt teruggezet: {{when}}, {{id}}.',
        'restore-took': 'Laatst echt teruggezet: {{when}}, in {{took}}, {{id}}.',
        drill: 'Laatst op proef teruggezet: {{when}}, {{id}}.',
        'drill-took': 'Laatst op proef teruggezet: {{when}}, in {{took}}, {{id}}.',
        never: 'Nooit op proef teruggezet.',
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
        newest: `Een kopie daar is tot 36 uur oud, en terugzetten gaat met de hand: typ **${typed.commands} {{vm}} regio**.`,
        looked: 'bekeken {{when}}',
        'looked-old': 'voor het laatst bekeken {{when}}',
        twin: `Typ **${typed.drills} regio** en een machine of kluis om nu te kijken.`,
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
    },
    errors: {
      'vault-not-in-channel': {
        message: 'Dit kanaal gaat niet over de kluis {{vault}}.',
        remedy: `Vraag het in onze persoonlijke chat, of laat een beheerder de kluis toevoegen met "${typed.channel} sta toe".`,
      },
      'vm-not-found': {
        message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
        remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
        remedy_near: `Bedoel je {{suggestions}}? Of typ "${typed.vms}" voor een lijst.`,
      },
      'vm-not-visible': {
        message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
        remedy: 'Controleer de spelling, of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
        remedy_near: 'Bedoel je {{suggestions}}? Of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
      },
      'vm-not-known': {
        message:
          'Ik kan niet vaststellen of je een virtuele machine met de naam {{name}} mag zien: een van je roltoewijzingen heeft een voorwaarde.',
        remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
      },
      'vm-not-protected': {
        message: '{{name}} bestaat, maar geen kluis beveiligt hem; er is dus niets om terug te zetten.',
        remedy: 'Laat hem eerst door een kluis beveiligen.',
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
        message: 'Ik kan nu niet alles lezen; misschien is er nog een {{name}}.',
        remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
      },
      'vault-not-found': {
        message: 'Ik vind geen kluis met de naam {{vault}} onder de kluizen die je mag lezen.',
        remedy: 'Controleer de naam, of vraag een platformbeheerder of het abonnement is ingesteld.',
      },
    },
    region: {
      off: {
        message:
          'Kluis {{vault}} bewaart geen kopieën in een andere regio: valt {{home}} weg, dan zijn ook de back-ups weg. Beveilig de belangrijkste machines in een geografisch redundante kluis; deze wordt dat niet meer.',
      },
      'off-geo': {
        message:
          "Kluis {{vault}} heeft kopieën in een andere regio, maar herstel tussen regio's staat uit: alleen Azure kan ze gebruiken. Zet het aan. Uitzetten kan daarna niet meer, en het kost meer.",
      },
      'vault-unknown': {
        message:
          'Azure vertelt niet of terugzetten in een andere regio aanstaat voor kluis {{vault}}. Bekijk wat de kluis zelf vertelt.',
      },
      'region-unlisted': {
        message:
          "Met welke regio {{home}} gekoppeld is, is hier niet bekend. Kijk in de lijst met gekoppelde regio's van Azure en controleer met de hand wat daar staat.",
      },
      'point-none': {
        message:
          "{{region}} heeft nog geen herstelpunt van {{vm}}. Azure kopieert het binnen 36 uur, of 48 nadat herstel tussen regio's is aangezet. Blijft het leeg, vraag dan Azure-ondersteuning.",
      },
      'point-late': {
        message:
          'Het nieuwste punt van {{vm}} in {{region}} is van {{at}}, terwijl een nieuwer punt al ruim 36 uur in de kluis staat. Blijft het zo, vraag dan Azure-ondersteuning.',
      },
      'places-unnamed': {
        message:
          'Niemand heeft gezegd waar {{vault}} in {{region}} naar terugzet. Maak daar een groep, een tussenopslag en een netwerk, en laat ze als pairedRegion in het herstelprofiel zetten.',
      },
      'group-missing': {
        message: 'Resourcegroep {{group}}, voor kopieën in {{region}}, bestaat niet.',
      },
      'group-elsewhere': {
        message:
          'Resourcegroep {{group}} hoort bij {{location}}: valt die regio weg, dan kan er mogelijk niets in worden gemaakt. Maak er een in {{region}} en laat die in het herstelprofiel zetten.',
      },
      'staging-missing': {
        message: 'Tussenopslag {{account}}, voor {{region}}, bestaat niet.',
      },
      'staging-elsewhere': {
        message:
          'Tussenopslag {{account}} staat in {{location}}. Azure neemt alleen een account in {{region}}. Maak er daar een en laat het in het herstelprofiel zetten.',
      },
      'staging-kind': {
        message:
          'Azure Backup kan {{account}} ({{kind}}) niet gebruiken als tussenopslag. Maak een account voor algemeen gebruik dat niet zone-redundant en geen data lake is, en laat het in het herstelprofiel zetten.',
      },
      'staging-no-keys': {
        message:
          "Tussenopslag {{account}} laat geen accountsleutels toe, en tussen regio's kan Azure Backup er niet anders in. Sta ze daar toe of gebruik een ander account.",
      },
      'network-missing': {
        message: 'Virtueel netwerk {{network}}, voor machines in {{region}}, bestaat niet.',
      },
      'network-elsewhere': {
        message:
          'Virtueel netwerk {{network}} staat in {{location}}: een machine in {{region}} kan er niet in. Maak er daar een en laat het subnet in het herstelprofiel zetten.',
      },
      'subnet-missing': {
        message: 'Virtueel netwerk {{network}} in {{region}} heeft geen subnet {{subnet}}.',
      },
      'subnet-unknown': {
        message: 'Of virtueel netwerk {{network}} subnet {{subnet}} heeft, is niet te zien.',
      },
      confidential: {
        message:
          '{{vm}} is een vertrouwelijke VM, en die zet Azure niet terug in een andere regio. Bedenk er een andere weg voor, zoals de machine daar opnieuw opbouwen.',
      },
      'encryption-unknown': {
        message:
          'Ik kan niet vaststellen hoe {{vm}} versleuteld is, en wat daarvoor in {{region}} moet zijn. Start {{vm}} en controleer opnieuw.',
      },
      'set-unnamed': {
        message:
          '{{vm}} heeft een eigen sleutel, en die gaat niet mee: in {{region}} krijgen de schijven een platformsleutel. Maak daar een sleutel en een versleutelingsset, zet de set in het herstelprofiel, en geef hem aan de teruggezette schijven.',
      },
      'set-missing': {
        message: 'Schijfversleutelingsset {{set}}, voor {{region}}, bestaat niet.',
      },
      'set-elsewhere': {
        message:
          'Schijfversleutelingsset {{set}} staat in {{location}}: een schijf in {{region}} kan die niet gebruiken. Maak er daar een en laat die in het herstelprofiel zetten.',
      },
      'set-unknown': {
        message: 'Waar schijfversleutelingsset {{set}} staat of welke sleutel die gebruikt, is niet te zien.',
      },
      'set-vault-gone': {
        message: 'De sleutelkluis van schijfversleutelingsset {{set}} in {{region}} bestaat niet meer.',
      },
      'set-vault-elsewhere': {
        message:
          'Schijfversleutelingsset {{set}} haalt de sleutel uit {{location}}, en die regio kan samen met de machine wegvallen. Laat de set naar een sleutel in {{region}} wijzen.',
      },
      'set-key-gone': {
        message:
          'Sleutel {{key}} van schijfversleutelingsset {{set}} ontbreekt in sleutelkluis {{keyVault}} in {{region}}. Maak de sleutel en laat de set ernaar wijzen.',
      },
      'set-key-deleted': {
        message:
          'Sleutel {{key}} van schijfversleutelingsset {{set}} is verwijderd uit sleutelkluis {{keyVault}}, en terug te halen.',
      },
      'set-key-disabled': {
        message: 'Sleutel {{key}} van schijfversleutelingsset {{set}} is uitgeschakeld in sleutelkluis {{keyVault}}.',
      },
      'set-key-expired': {
        message:
          'Sleutel {{key}} van schijfversleutelingsset {{set}} is verlopen in sleutelkluis {{keyVault}}. Geef die een latere einddatum.',
      },
      'key-vault-unnamed': {
        message:
          '{{vm}} heeft Azure Disk Encryption. De geheimen gaan mee met het herstelpunt, maar in {{region}} is er geen sleutelkluis voor. Maak er een en laat die als keyVaultId in het herstelprofiel zetten.',
      },
      'key-vault-missing': {
        message: 'Sleutelkluis {{keyVault}}, voor de geheimen van {{vm}} in {{region}}, bestaat niet.',
      },
      'key-vault-elsewhere': {
        message:
          'Sleutelkluis {{keyVault}} staat in {{location}}. Azure Disk Encryption neemt alleen een kluis in {{region}}. Maak er daar een en laat die in het herstelprofiel zetten.',
      },
      'key-vault-not-for-disks': {
        message: 'Sleutelkluis {{keyVault}} in {{region}} staat niet open voor schijfversleuteling.',
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
