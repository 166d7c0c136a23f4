import type {
  drillsCard as englishCard,
  drillErrors as englishErrors,
  drillFolded as englishFolded,
  drillGated as englishGated,
  drillRequests as englishRequests,
  drillStepsSkipped as englishSkipped,
  drillSteps as englishSteps,
  drillTexts as englishTexts,
} from '../en/drills.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const drillErrors: SameKeys<typeof englishErrors> = {
  'drill-no-place': {
    message: 'Er is geen plek ingesteld voor oefeningen van kluis {{vault}}.',
    remedy:
      'Vraag de beheerder van Strongroom om een plek voor oefeningen in het herstelprofiel: een groep, een tussenopslag en een subnet.',
  },
  'drill-may-stay-locked': {
    message:
      'De gegevensschijven van {{vm}} blijven in de kopie misschien vergrendeld: geen opening leidt naar {{names}}.',
    remedy:
      'Laat dat als opening in het herstelprofiel zetten en door de regels van het subnet naar buiten, of reken erop dat het kijken in de kopie mislukt.',
  },
  'drills-may-stay-locked': {
    message:
      'Gegevensschijven van Linux-machines met Azure Disk Encryption blijven misschien vergrendeld: geen opening leidt naar {{names}}.',
    remedy:
      'Laat dat als opening in het herstelprofiel zetten en door de regels van het subnet naar buiten, of reken erop dat het kijken in die kopieën mislukt.',
  },
  'drill-subnet-gone': {
    message: 'Het oefensubnet {{subnet}} bestaat niet.',
    remedy: 'Laat het opnieuw maken, of pas het herstelprofiel aan. Vraag het daarna opnieuw aan.',
  },
  'drill-not-apart': {
    message:
      'Het oefensubnet is niet afgesloten ({{found}}), of dat is niet vast te stellen. Een kopie daar zou bij productie kunnen komen.',
    remedy: 'Laat dit verwijderen, of zet het als opening in het herstelprofiel. Vraag het daarna opnieuw aan.',
  },
  'drill-reachable': {
    message:
      'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. Ze wordt nu verwijderd.',
    remedy: 'Laat dit verwijderen en oefen daarna opnieuw.',
  },
  'drill-keys-missing': {
    message: 'Sleutels van {{vm}} ontbreken in de sleutelkluis: {{what}}. Een herstel kan niet zonder.',
    remedy: 'In de sleutelkluis is niets geschreven. Zet de sleutels daar terug en oefen opnieuw.',
  },
  'drill-probe-failed': {
    message: 'De kopie van {{vm}} draait, maar een controle erin mislukte: {{what}}.',
    remedy:
      'Wat de test meldde, staat in de persoonlijke chat van de eigenaar van de oefening. Verhelp het op {{vm}} of in de back-ups en oefen opnieuw.',
  },
  'drill-probe-foreign': {
    message: 'Iemand heeft in de kopie van {{vm}} een ander script op de plaats van de test gezet.',
    remedy: 'Kijk in het activiteitenlogboek wie in de oefengroep schreef, en oefen daarna opnieuw.',
  },
  'drill-probe-unknown': {
    message: 'De kopie van {{vm}} draait, maar meldde van binnen niets: gestart, niet bewezen.',
    remedy:
      'Kijk of de agent werkt en of het oefensubnet AzureKeyVault, Storage en AzureActiveDirectory doorlaat, en oefen daarna opnieuw.',
  },
  'drill-life-over': {
    message: 'De oefening van {{vm}} was niet klaar binnen de {{hours}} uur die de kopie mag bestaan.',
    remedy:
      'Er wordt niets meer gestuurd, en alles wat ze maakte, wordt verwijderd. Op de kaart zie je welke stap zo lang duurde.',
  },
  'drill-identity-added': {
    message: 'De kopie van {{vm}} kreeg een beheerde identiteit die niet in het plan staat.',
    remedy:
      'Een Azure-beleid kan die hebben toegevoegd. Zonder de oefengroep van dat beleid uit: wie in de kopie zit, kan als die identiteit handelen.',
  },
  'drill-extensions-added': {
    message: 'De kopie van {{vm}} kreeg extensies die niet in het plan staan: {{names}}.',
    remedy:
      'Een Azure-beleid kan ze hebben toegevoegd. Ze worden met de kopie verwijderd. Zonder de oefengroep van dat beleid uit.',
  },
  'drill-not-begun': {
    message: 'De oefening van {{vm}} onder {{id}} is niet begonnen.',
    remedy: 'De reden en de oplossing volgen. Ik probeer het opnieuw binnen de uren, vandaag en elke dag daarna.',
  },
  'drill-not-protected': {
    message: 'Van {{vm}} worden in deze kluis geen back-ups meer gemaakt, dus er is niets terug te zetten.',
    remedy: 'Beveilig de machine weer, of vraag oefeningen zonder deze machine aan.',
  },
  'drill-gained': {
    message: 'Er vallen nieuwe machines onder {{id}}. Die oefenen pas als iemand ze goedkeurt: {{names}}.',
    remedy: `Typ "${typed['drill renew']} {{id}}" om ze allemaal opnieuw aan te vragen.`,
  },
  'drill-renewed': {
    message: '{{by}} vervangt {{id}}, dat nu voorbij is.',
    remedy: 'Je hoeft niets te doen.',
  },
  'drill-not-definition': {
    message: '{{id}} is geen oefenplan.',
    remedy: `Typ "${typed.drills}" om ze allemaal te zien.`,
  },
  'drill-what': {
    message: 'Welke machines moeten oefenen?',
    remedy: `Noem ze, of noem een tag of een kluis: "${typed['drill new']} sql-01 web-01", "${typed['drill new']} gelabeld tier=gold", "${typed['drill new']} in rsv-prod".`,
  },
  'drill-tag': {
    message: '"{{typed}}" is geen tag met een waarde.',
    remedy: 'Schrijf het zo: "gelabeld tier=gold".',
  },
  'drill-hours': {
    message: '"{{typed}}" zijn geen uren van de dag.',
    remedy: 'Schrijf hele uren, zoals "uren 22-4", of "uren 0-0" voor elk uur.',
  },
  'drill-number': {
    message: 'Achter "{{name}}" hoort een getal van 1 tot en met {{most}}.',
    remedy: 'Schrijf een heel getal binnen die grenzen.',
  },
  'drill-newest': {
    message: '"{{typed}}" is geen pad met een aantal uren.',
    remedy: 'Schrijf een heel pad en een aantal uren, zoals "/var/lib/orders 26u".',
  },
  'drill-span': {
    message: '"{{typed}}" is geen duur.',
    remedy: 'Schrijf een getal met m, u of d, zoals "90m", "4u" of "2d".',
  },
  'drill-script': {
    message: 'Het script heeft meer dan {{most}} tekens: te lang om op een kaart na te kijken.',
    remedy: 'Maak het korter, of roep een script op de machine aan.',
  },
  'drill-mixed-systems': {
    message: 'Op deze machines draait Linux en Windows, en een script werkt maar op een van beide.',
    remedy: 'Vraag ze apart aan, of laat het script weg.',
  },
  'drill-told': {
    message: 'Ik weet niet wie {{name}} is, of je noemde meer dan {{most}} mensen.',
    remedy:
      'Schrijf volledige namen zoals Teams ze toont, met komma’s ertussen. Zij moeten mij ooit hebben geschreven.',
  },
  'drill-quarter': {
    message: '"{{typed}}" is geen kwartaal.',
    remedy: `Schrijf een jaar en een kwartaal: "${typed.evidence} 2026-Q4".`,
  },
  'drill-no-machines': {
    message: 'Geen van de machines die je mag zien, past daarbij.',
    remedy: `Typ "${typed.vms}" voor een lijst en vraag het daarna opnieuw.`,
  },
  'drill-many-machines': {
    message: 'Dat zijn {{count}} machines, en een oefenplan mag er {{most}} hebben.',
    remedy: 'Vraag meer oefenplannen aan, met een smallere tag of op naam.',
  },
  'drill-many-vaults': {
    message: 'Deze machines staan in verschillende kluizen: {{vaults}}.',
    remedy: 'Vraag het voor elke kluis apart aan: elke heeft een eigen plek voor kopieën.',
  },
  'drill-unmeasured': {
    message: 'Ik kan niet zien hoe groot {{vm}} is. Dan kan niemand goedkeuren hoe groot de kopieën mogen zijn.',
    remedy: `Laat de machine weg, of vraag om één oefening: "${typed.drill} {{vm}}".`,
  },
  'drill-except-why': {
    message: 'Waarom hoeft {{vm}} niet te oefenen? Een uitzondering heeft een reden nodig.',
    remedy: `Zet die achter "omdat": "${typed['drill except']} {{vm}} dagen 30 omdat …".`,
  },
  'drill-left': {
    message: 'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}.',
    remedy: 'Zoek uit waarom Azure ze niet verwijdert. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-locked': {
    message:
      'Oefening {{id}} liet onderdelen achter die nog geld kosten ({{count}}): {{names}}. Een vergrendeling houdt ze vast: {{held}}.',
    remedy:
      'Laat de vergrendeling van de oefengroep halen; dat doe ik niet zelf. Morgen probeer ik het opnieuw en meld ik het.',
  },
};

export const drillTexts: SameKeys<typeof englishTexts> = {
  reason: 'om te zien of herstel lukt',
  evidence: {
    counts:
      'Bewijs over {{quarter}}, zoals het er nu voor staat. Machines: {{count}}. Bewezen: {{proven}}; gestart: {{booted}}; mislukt: {{failed}}; nooit geprobeerd: {{never}}.',
    runs: 'Oefeningen en herstelacties die klaar zijn: {{runs}}; mislukte oefeningen: {{failures}}; uitzonderingen: {{exceptions}}.',
    open: 'Mislukt zonder geslaagde herkansing: {{names}}.',
    unread: 'Niet te lezen, dus er kunnen machines ontbreken of alleen op naam herkend zijn: {{names}}.',
    simulated: 'Dit is de sandbox: niets hiervan is bewijs.',
    head: 'Kop van het logboek: {{head}}. Stuur het door of druk het af, zodat het ook staat waar hier niemand kan schrijven.',
    made: 'De bestanden over {{quarter}} zijn geschreven op {{when}}: digest {{digest}}, kop {{made}}. De pagina en de regels moeten die digest tonen, en "verify-evidence --head" krijgt die kop.',
    none: 'Er zijn nog geen bestanden over {{quarter}} geschreven.',
    files:
      'De pagina en de regels voor een auditor worden geschreven waar ik draai: **npm run evidence -- {{quarter}}**. "tools/verify-evidence" controleert ze offline.',
  },
  looked: {
    disks: 'een schijf is nog vergrendeld',
    mounts: 'een schijf of bestandssysteem is niet gekoppeld',
    filesystems: 'een bestandssysteem heeft fouten',
    services: 'een service draait niet',
    newest: 'het nieuwste bestand is te oud, of er is er geen',
    port: 'niets antwoordt op de poort',
    script: 'het eigen script eindigde niet met 0',
  },
  closing: {
    proven: '{{vm}} is bewezen: de kopie startte en de controle binnenin slaagde, in {{took}}.',
    booted: '{{vm}} is niet bewezen: de kopie startte, maar de controle binnenin leverde niets op.',
    older:
      '{{vm}} is niet bewezen: het herstelpunt is ouder dan de machine, dus de kopie is van een eerdere met die naam.',
    failed: '{{vm}} is niet bewezen. Dat blijft open tot een oefening slaagt.',
    next: 'De volgende oefening is {{when}}.',
    deleting:
      'Wat deze oefening heeft gemaakt wordt verwijderd; een eigen kaart vertelt wanneer er niets meer over is.',
  },
  told: '{{names}}: volgens het oefenplan moet je dit weten. Zie {{id}} in dit gesprek.',
  probe: {
    passed: 'Oefening {{id}}: in de kopie van {{vm}} was alles in orde.',
    failed: 'Oefening {{id}}: een controle in de kopie van {{vm}} mislukte.',
    unknown: 'Oefening {{id}}: wat de kopie van {{vm}} meldde, bewijst niets.',
  },
};

export const drillGated: SameKeys<typeof englishGated> = {
  heading: {
    drill: 'Hersteloefening van {{vm}}',
    'drill-definition': 'Oefenplan: {{vm}}',
    'drill-cleanup': 'Opruimen na oefening {{drill}}',
    'drill-exception': 'Uitzondering op oefenen: {{vm}}',
  },
  paragraph: {
    'drill-definition_one':
      '{{count}} machine oefent {{when}}: een kopie wordt teruggezet in {{group}}, in een eigen netwerk gestart, gecontroleerd en **verwijderd**. Oefeningen binnen deze grenzen vragen geen nieuwe goedkeuring. Machines die later komen, oefenen niet.',
    'drill-definition_other':
      'Elk van {{count}} machines oefent {{when}}: een kopie wordt teruggezet in {{group}}, in een eigen netwerk gestart, gecontroleerd en **verwijderd**. Oefeningen binnen deze grenzen vragen geen nieuwe goedkeuring. Machines die later komen, oefenen niet.',
    drill:
      'Een kopie van {{vm}} wordt teruggezet in {{group}}, in een eigen netwerk gestart, van buiten en van binnen gecontroleerd en **verwijderd**. Aan de draaiende {{vm}} en aan de sleutelkluis verandert niets.',
    'drill-exception':
      '{{vm}} slaat {{days}} dagen lang oefeningen over en geldt niet als te laat. De scorekaart en het bewijs tonen wie het vroeg, waarom en tot wanneer. De uitzondering loopt vanzelf af.',
    'drill-cleanup':
      'Alles wat oefening {{drill}} heeft gemaakt, wordt verwijderd op zijn Azure-id: {{count}} in totaal. Verder wordt niets aangeraakt.',
  },
  short: {
    'drill-definition_one': 'Oefenplan voor {{count}} machine.',
    'drill-definition_other': 'Oefenplan voor {{count}} machines.',
    drill: 'Een kopie van {{vm}} wordt in {{group}} teruggezet, gecontroleerd en verwijderd.',
    'drill-exception': '{{vm}} oefent {{days}} dagen niet.',
    'drill-cleanup': 'Alles wat oefening {{drill}} heeft gemaakt, wordt verwijderd.',
  },
  what: {
    drill: 'een hersteloefening van {{vm}}',
    'drill-definition': 'het oefenplan van {{vm}}',
    'drill-exception': 'een uitzondering op oefenen voor {{vm}}',
    'drill-cleanup': 'het opruimen na oefening {{drill}} van {{vm}}',
  },
  done: {
    'drill-definition': '{{vm}} oefenen volgens plan',
    drill: 'een kopie van {{vm}} is teruggezet en gestart',
    'drill-exception': '{{vm}} oefent niet',
    'drill-cleanup': 'er is niets over van de {{count}} onderdelen die oefening {{drill}} heeft gemaakt',
  },
  facts: {
    point: 'Herstelpunt',
    copy: 'Kopie',
    network: 'Netwerk',
    openings: 'Mag worden bereikt',
    none: 'niets',
    line: '{{when}}, {{tier}}: {{why}}',
    tier: {
      snapshot: 'momentopnamelaag',
      'vault-standard': 'kluislaag',
      'vault-archive': 'archieflaag',
      unknown: 'laag onbekend',
    },
    why: {
      tier: 'nooit bewezen uit deze laag',
      keys: 'nooit bewezen met deze sleutels',
      oldest: 'het oudste dat er is, zo ver terug nooit bewezen',
      newest: 'het nieuwste, nog niet bewezen',
      'longest-ago': 'alle lagen zijn bewezen, deze het langst geleden',
      asked: 'zoals gevraagd',
    },
    newest: 'Nieuwste herstelpunt',
  },
  definition: {
    machines: 'Machines',
    chosen: 'Gekozen op',
    by: { tag: 'tag {{tag}}, zoals die nu is', vault: 'alles in de kluis, zoals die nu is' },
    when: 'Wanneer',
    every: { week: 'elke week', month: 'elke maand', quarter: 'elk kwartaal' },
    between: '{{often}}, tussen {{from}} en {{to}} ({{zone}})',
    'any-hour': '{{often}}, op elk uur',
    'at-once': 'Tegelijk',
    copies: 'Kopieën gaan naar',
    most: 'Elke kopie hoogstens',
    'most-line': '{{cores}} cores, {{gb}} GB, {{hours}} uur',
    month: 'In 30 dagen hoogstens',
    'month-line': '{{cores}} kernuren, {{gb}} GB-uren, elke kopie telt voor al haar uren',
    days: 'Van kracht',
    'days-line_one': '{{count}} dag',
    'days-line_other': '{{count}} dagen',
    renews: 'Vervangt',
    probe: 'Van binnen gecontroleerd',
    usual: 'schijven, koppelpunten, bestandssystemen en services',
    newest: 'het nieuwste bestand van {{path}}, hoogstens {{hours}} uur ouder dan het herstelpunt',
    port: 'of poort {{port}} antwoordt',
    script: 'Script in de kopie',
    'own-script': '**In elke kopie draait een eigen script** als beheerder: lees het onder Details.',
    told: 'Genoemd bij mislukken',
    targets: 'Doelen',
    rto: 'teruggezet binnen {{duration}}',
    rpo: 'een herstelpunt van hoogstens {{duration}} oud',
  },
};

export const drillsCard: SameKeys<typeof englishCard> = {
  drills: {
    heading: 'Hersteloefeningen',
    sentence:
      'Machines: {{proven}} bewezen, {{booted}} gestart, {{failed}} mislukt, {{overdue}} te laat, {{never}} nooit geprobeerd.',
    'sentence-in':
      'Machines in {{vault}}: {{proven}} bewezen, {{booted}} gestart, {{failed}} mislukt, {{overdue}} te laat, {{never}} nooit geprobeerd.',
    'sentence-one': '{{vm}}: {{score}}.',
    simulated: 'Dit is de sandbox: oefeningen zijn hier nagebootst en bewijzen niets.',
    none: 'Er is nog geen oefenplan.',
    'none-named': 'Voor {{name}} is er nog geen oefenplan.',
    scores: 'Hoe goed elke machine is bewezen',
    pending: 'wacht op goedkeuring',
    progress: {
      week: '{{done}} van {{of}} deze week',
      month: '{{done}} van {{of}} deze maand',
      quarter: '{{done}} van {{of}} dit kwartaal',
    },
    next: 'volgende {{when}}',
    until: 'van kracht tot {{when}}',
    owner: 'van {{name}}',
    last: {
      passed: 'laatste: {{vm}} geslaagd, {{id}}',
      failed: 'laatste: {{vm}} mislukt, {{id}}',
      void: 'laatste: {{vm}} niet geprobeerd, {{id}}',
    },
    score: {
      proven: 'bewezen',
      booted: 'gestart, maar van binnen kwam geen bericht',
      failed: 'mislukt, en open tot een oefening slaagt',
      overdue: 'te laat',
      never: 'nooit geprobeerd',
    },
    excepted: 'uitgezonderd tot {{until}} door {{by}}, {{id}}',
    'excepted-count_one': '{{count}} is uitgezonderd.',
    'excepted-count_other': '{{count}} zijn uitgezonderd.',
    took: 'teruggezet in {{duration}}',
    age: 'van een herstelpunt van {{duration}} oud',
    lost: 'leeftijd van het nieuwste herstelpunt toen: {{duration}}',
    'regions-twin': `Typ **${typed.drills} regio** om te zien wat ontbreekt.`,
    twin: `Typ **${typed.drills}** en een naam voor één machine, **${typed.drill}** en een naam om die nu te proberen, of **${typed['drill new']}** en namen voor een oefenplan.`,
    'twin-more': `Of typ: **${typed.drills} pagina {{number}}**. Voor één machine typ je **${typed.drills}** en de naam.`,
    'twin-more-named': `Of typ: **${typed.drills} {{name}} pagina {{number}}**.`,
    'twin-all': `Typ **${typed.drills}** voor alle machines.`,
  },
  'drill-form': {
    heading: 'Nieuw oefenplan',
    lead: 'Kies de machines op naam, op tag, of alles in een kluis. Elke oefening zet een kopie terug, controleert die van binnen en verwijdert die.',
    without: 'Voor oefeningen van deze kluizen is geen plek ingesteld; je kunt hun machines niet kiezen: {{vaults}}.',
    'without-more':
      'Voor oefeningen van deze kluizen is geen plek ingesteld; je kunt hun machines niet kiezen: {{vaults}} en nog {{more}}.',
    input: {
      vms: 'Machines',
      tag: 'Of alles met een tag',
      vault: 'Of alles in een kluis',
      every: 'Hoe vaak',
      hours: 'Tussen deze uren',
      'at-once': 'Oefeningen tegelijk',
      life: 'Uren dat een kopie mag bestaan',
      newest: 'Nieuwste bestand in een pad, en hoeveel uur ouder dan het herstelpunt het mag zijn',
      port: 'TCP-poort die moet antwoorden, zoals die van een database',
      script: 'Eigen script dat met 0 moet eindigen: sh, of PowerShell voor Windows',
      told: 'Noem deze mensen als een oefening mislukt',
      rto: 'Terugzetten mag hoogstens duren',
      rpo: 'Een herstelpunt mag hoogstens zo oud zijn',
      'core-hours': 'Kernuren in 30 dagen, hoogstens',
      'gb-hours': 'GB-uren in 30 dagen, hoogstens',
      days: 'Dagen van kracht na goedkeuring',
      reason: 'Reden',
    },
    hint: {
      vms: 'sql-01 web-01',
      tag: 'tier=gold',
      hours: '20-6',
      'at-once': '1',
      life: '6',
      newest: '/var/lib/orders 26u',
      port: '5432',
      script: 'systemctl is-active orders',
      told: 'Emma Castillo, Petra Lind',
      rto: '4u',
      rpo: '26u',
      'core-hours': 'Wat deze machines nodig hebben',
      'gb-hours': 'Wat deze machines nodig hebben',
      days: '92',
      reason: 'Bijvoorbeeld: INC0012345',
    },
    error: 'Kies hier iets of vul iets in.',
    'no-vault': 'Nee, zoals hierboven',
    often: { weekly: 'Elke week', monthly: 'Elke maand', quarterly: 'Elk kwartaal' },
    more: { inside: 'Meer controles van binnen', told: 'Mensen en doelen', limits: 'Grenzen' },
    next: 'Er gebeurt nog niets: iemand anders moet het goedkeuren, met elke machine en grens op de kaart.',
    twin: `Of typ: **${typed['drill new']} {{vms}} maandelijks uren 20-6 omdat** je reden`,
  },
};

export const drillSteps: SameKeys<typeof englishSteps> = {
  'drill-record-disks': 'De schijven vastleggen',
  'drill-record-machine': 'De machine vastleggen',
  'drill-keys': 'Controleren of geen sleutel ontbreekt',
  'drill-apart': 'Controleren of de kopie onbereikbaar is',
  'drill-probe': 'De kopie van binnen controleren',
  'drill-remove-vm': 'De kopie verwijderen',
  'drill-stop': 'De toewijzing opheffen',
  'drill-remove-nic': 'De netwerkinterface verwijderen',
  'drill-remove-disks': 'De schijven verwijderen',
  'drill-remove-files': 'De bestanden in de tussenopslag verwijderen',
  'drill-confirm': 'Controleren of er niets over is',
};

export const drillStepsSkipped: SameKeys<typeof englishSkipped> = {
  'drill-keys': 'niets is met een eigen sleutel versleuteld',
  'drill-remove-vm': 'die is er niet, mag niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-stop': 'die is verwijderd, of staat uit',
  'drill-remove-nic': 'die is er niet, mag niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-remove-disks': 'die zijn er niet, mogen niet worden verwijderd, of zijn niet wat de oefening maakte',
  'drill-remove-files': 'die zijn er niet, of mogen niet worden verwijderd',
};

export const drillFolded: SameKeys<typeof englishFolded> = {
  'text-drills': '{{name}} vult een oefenplan in.',
  'twin-drills': `Of typ: **${typed['drill new']} sql-01 web-01 maandelijks**`,
  'submitted-drills': '{{name}} vroeg een oefenplan aan voor {{vm}}: {{id}}.',
};

export const drillRequests: SameKeys<typeof englishRequests> = {
  drill: 'oefening van {{vm}}',
  'drill-definition': 'oefenplan van {{vm}}',
  'drill-exception': 'uitzondering op oefenen voor {{vm}}',
  'drill-cleanup': 'opruimen na een oefening van {{vm}}',
};
