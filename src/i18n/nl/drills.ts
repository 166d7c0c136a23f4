import type { drills as english } from '../en/drills.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const drills: SameRoom<typeof english> = {
  commands: {
    drill: {
      summary: 'Probeer een herstel op een eigen plek, en verwijder de kopie weer',
      names: ['oefen', 'oefening', 'hersteloefening'],
      examples: ['oefen sql-01', 'oefen sql-01 #2 omdat kwartaaltest'],
    },
    'drill new': {
      summary: 'Oefen herstel van machines elke week, maand of kwartaal onder één goedkeuring',
      names: ['oefenplan', 'nieuw oefenplan'],
      examples: [
        'oefenplan',
        'oefenplan sql-01 web-01',
        'oefenplan sql-01 web-01 per kwartaal uren 22-4 tegelijk 2 omdat DORA',
        'oefenplan gelabeld tier=gold in rsv-prod wekelijks leeft 4u kernuren 200 gb-uren 50000 dagen 30',
        'oefenplan in rsv-prod maandelijks rto 4u rpo 26u meld Emma Castillo',
        'oefenplan sql-01 maandelijks poort 1433 nieuwste D:\\Data 26u',
      ],
    },
    'drill renew': {
      summary: 'Vraag opnieuw om oefeningen die aflopen, veranderden of hun eigenaar kwijt zijn',
      names: ['verleng oefenplan'],
      examples: [
        'verleng oefenplan R-7K2M omdat nog nodig',
        'verleng oefenplan R-7K2M kernuren 200 omdat grotere schijven',
      ],
    },
    'drill except': {
      summary: 'Leg vast waarom herstel van een machine even niet wordt geoefend, hooguit een kwartaal',
      names: ['oefenuitzondering'],
      examples: [
        'oefenuitzondering sql-01 omdat die naar een andere kluis gaat',
        'oefenuitzondering sql-01 dagen 14 omdat INC0012345',
      ],
    },
    'drill reviewed': {
      summary: 'Zeg wat er aan een mislukte oefening wordt gedaan, en binnen hoeveel dagen',
      names: ['oefening beoordeeld'],
      examples: ['oefening beoordeeld R-7K2M dagen 14 omdat fstab de schijf nu bij uuid noemt'],
    },
    'drill cleaned': {
      summary: 'Zeg dat er geen kopie van sleutels over is van een oefening waarvan de kluis weg is',
      names: ['oefening opgeruimd'],
      examples: ['oefening opgeruimd R-7K2M omdat de container is verwijderd'],
    },
    drills: {
      summary: 'Wat wanneer wordt geoefend, hoe goed elke machine is bewezen, en of die terugkomt als de regio wegvalt',
      names: ['oefeningen', 'scorekaart'],
      examples: [
        'oefeningen',
        'oefeningen pagina 2',
        'oefeningen sql-01',
        'oefeningen regio',
        'oefeningen regio sql-01',
      ],
    },
    evidence: {
      summary: 'Hoe een kwartaal van oefeningen en herstel ervoor staat, en de kop van het logboek om te bewaren',
      names: ['bewijs'],
      examples: ['bewijs 2026-Q4'],
    },
  },
  keywords: {
    tag: ['tag', 'gelabeld'],
    weekly: ['wekelijks', 'elke week', 'per week'],
    monthly: ['maandelijks', 'elke maand', 'per maand'],
    quarterly: ['elk kwartaal', 'per kwartaal'],
    hours: ['uren', 'tussen'],
    'at-once': ['tegelijk'],
    life: ['leeft'],
    newest: ['nieuwste bestand', 'nieuwste'],
    port: ['poort'],
    told: ['meld'],
    rto: [],
    rpo: [],
    'core-hours': ['kernuren'],
    'gb-hours': ['gb-uren'],
    days: ['dagen'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    approval: {
      yes: {
        drill: 'Ja, maak en verwijder de kopie',
        'drill-exception': 'Ja, oefen deze even niet',
        'drill-definition': 'Ja, oefen deze volgens dit plan',
      },
      undo: {
        'drill-exception': 'Ongedaan maken: stop het wanneer je wilt.',
        'drill-definition':
          'Ongedaan maken: stop het wanneer je wilt. Een oefening die loopt stopt dan, en wat die maakte wordt verwijderd.',
        drill: 'Ongedaan maken: stop het vóór de start; later wordt de kopie vanzelf verwijderd.',
      },
    },
    audit: {
      event: {
        'drill-cleanup': { asked: 'begon op te ruimen' },
        evidence: { made: 'schreef het bewijs van een kwartaal', told: 'kreeg het bewijs van een kwartaal te lezen' },
        drill: {
          asked: 'begon een oefening',
          'not-begun': 'begon een oefening niet',
          gained: 'zag machines die niemand goedkeurde',
          remade: 'zag machines die sinds de aanvraag opnieuw zijn gemaakt',
          gone: 'zag dat een goedgekeurde machine niet meer bestaat',
          stuck: 'kan nog niet verwijderen wat ze maakte',
          cleaned: 'zei dat er geen kopie van sleutels over is van een oefening',
          reviewed: 'beoordeelde een mislukte oefening',
        },
      },
    },
    cards: {
      gated: {
        drill: {
          point: 'Herstelpunt',
          copy: 'Kopie',
          network: 'Netwerk',
          openings: 'Mag worden bereikt',
          none: 'niets',
          line: '{{when}}, {{tier}}: {{why}}',
          used: 'Van **{{when}}**, {{age}}: {{why}}.',
          tier: {
            snapshot: 'momentopnamelaag',
            'vault-standard': 'kluislaag',
            'vault-archive': 'archieflaag',
            unknown: 'laag onbekend',
          },
          why: {
            tier: 'laag nooit bewezen',
            keys: 'nooit bewezen met deze sleutels',
            oldest: 'het oudste dat er is, zo ver terug nooit bewezen',
            newest: 'het nieuwste, nog niet bewezen',
            'longest-ago': 'alle lagen zijn bewezen, deze het langst geleden',
            asked: 'zoals gevraagd',
          },
          newest: 'Nieuwste herstelpunt',
        },
        drills: {
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
          'most-line': '{{cores}} kernen, {{gb}} GB, {{hours}} uur',
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
        heading: {
          drill: 'Hersteloefening van {{vm}}',
          'drill-definition': 'Oefenplan: {{vm}}',
          'drill-cleanup': 'Opruimen na oefening {{drill}}',
          'drill-exception': 'Uitzondering op oefenen: {{vm}}',
        },
        paragraph: {
          'drill-definition_one':
            'Van {{count}} machine wordt {{when}} herstel geoefend: een kopie wordt teruggezet in {{group}}, in een eigen netwerk gestart, gecontroleerd en **verwijderd**. Binnen deze grenzen is geen andere goedkeuring nodig.',
          'drill-definition_other':
            'Van elk van {{count}} machines wordt {{when}} herstel geoefend: een kopie wordt teruggezet in {{group}}, in een eigen netwerk gestart, gecontroleerd en **verwijderd**. Binnen deze grenzen is geen andere goedkeuring nodig.',
          drill:
            'Een kopie van {{vm}} komt in {{group}}, start in een eigen netwerk, wordt gecontroleerd en **verwijderd**. Aan {{vm}} verandert niets.',
          'drill-exception':
            'Oefenplannen slaan {{vm}} {{days}} dagen over, en de machine geldt niet als te laat. Het bewijs toont wie het vroeg en waarom.',
          'drill-cleanup':
            'Verwijdert alles wat oefening {{drill}} heeft gemaakt, op Azure-id: {{count}} in totaal. Verder wordt niets aangeraakt.',
        },
      },
      drills: {
        heading: 'Hersteloefeningen',
        sentence:
          'Machines: {{proven}} bewezen, {{booted}} gestart, {{failed}} mislukt, {{overdue}} te laat, {{never}} nooit geprobeerd.',
        'sentence-in':
          'Machines in {{vault}}: {{proven}} bewezen, {{booted}} gestart, {{failed}} mislukt, {{overdue}} te laat, {{never}} nooit geprobeerd.',
        'sentence-one': '{{vm}}: {{score}}.',
        simulated: 'Dit is de sandbox: oefeningen zijn hier nagebootst en bewijzen niets.',
        none: 'In de kluizen die je hier mag zien is nog geen oefenplan.',
        'none-named': 'Voor {{name}} is er nog geen oefenplan.',
        scores: 'Hoe goed elke machine is bewezen',
        pending: 'wacht op goedkeuring',
        progress: {
          week: '{{done}} van {{of}} deze week',
          'week-failed': '{{done}} van {{of}} deze week, {{failed}} mislukt',
          month: '{{done}} van {{of}} deze maand',
          'month-failed': '{{done}} van {{of}} deze maand, {{failed}} mislukt',
          quarter: '{{done}} van {{of}} dit kwartaal',
          'quarter-failed': '{{done}} van {{of}} dit kwartaal, {{failed}} mislukt',
        },
        next: 'volgende {{when}}',
        until: 'van kracht tot {{when}}',
        owner: 'van {{name}}',
        last: {
          passed: 'laatste: {{vm}} geslaagd, {{id}}',
          booted: 'laatste: {{vm}} niet bewezen: de kopie meldde niets, {{id}}',
          older: 'laatste: {{vm}} niet bewezen: het herstelpunt was ouder dan de machine, {{id}}',
          marked: 'laatste: {{vm}} gestart, van een gemarkeerd herstelpunt, {{id}}',
          failed: 'laatste: {{vm}} mislukt, {{id}}',
          void: 'laatste: {{vm}} niet geprobeerd, {{id}}',
        },
        score: {
          proven: 'bewezen',
          booted: 'gestart, en meer is niet getoond',
          failed: 'mislukt, en open tot een oefening slaagt',
          overdue: 'te laat',
          never: 'nooit geprobeerd',
        },
        excepted: 'uitgezonderd tot {{until}} door {{by}}, {{id}}',
        'excepted-count_one': '{{count}} is uitgezonderd.',
        'excepted-count_other': '{{count}} zijn uitgezonderd.',
        marked: 'van een gemarkeerd punt: {{known}}',
        took: 'teruggezet in {{duration}}',
        age: 'van een herstelpunt van {{duration}} oud',
        lost: 'leeftijd van het nieuwste herstelpunt toen: {{duration}}',
        'regions-twin': `Typ **${typed.drills} regio** om te zien wat ontbreekt.`,
        twin: `Of typ: **${typed.drills}** en een kluis of machine, **${typed.drill}** en een naam om die nu te proberen, **${typed['drill new']}** en namen voor een oefenplan`,
        'twin-more': `Of typ: **${typed.drills} pagina {{number}}**. Voor één machine typ je **${typed.drills}** en de naam.`,
        'twin-more-named': `Of typ: **${typed.drills} {{name}} pagina {{number}}**.`,
        'twin-all': `Of typ: **${typed.drills}** voor alle machines`,
      },
      'drill-form': {
        heading: 'Nieuw oefenplan',
        lead: 'Elke oefening zet een kopie terug, controleert die van binnen en verwijdert die.',
        without: 'Deze kluizen hebben geen plek voor oefeningen; je kunt hun machines niet kiezen: {{vaults}}.',
        input: {
          vms: 'Machines',
          tag: 'Of alles met een tag',
          vault: 'Of alles in een kluis',
          every: 'Hoe vaak',
          hours: 'Tussen deze uren',
          'at-once': 'Oefeningen tegelijk',
          life: 'Uren dat een kopie mag bestaan',
          newest:
            'Nieuwste bestand in een pad waar bij het starten niets schrijft, en hoeveel uur ouder dan het herstelpunt het mag zijn',
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
        change: 'Wijzigen',
        next: 'Er gebeurt nog niets: iemand anders moet elke machine en grens goedkeuren.',
        twin: `Of typ: **${typed['drill new']} {{vms}} maandelijks uren 20-6 omdat** je reden`,
      },
      requests: {
        of: {
          'drill-cleanup': 'opruimen na een oefening van {{vm}}',
        },
      },
      step: {
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
      },
      'step-skipped': {
        'drill-keys': 'niets is met een eigen sleutel versleuteld',
        'drill-remove-vm': 'die is er niet, kon niet worden verwijderd, of is niet wat de oefening maakte',
        'drill-stop': 'die is verwijderd, staat uit, of de toewijzing kon niet worden opgeheven',
        'drill-remove-nic': 'die is er niet, kon niet worden verwijderd, of is niet wat de oefening maakte',
        'drill-remove-disks': 'die zijn er niet, konden niet worden verwijderd, of zijn niet wat de oefening maakte',
        'drill-remove-files': 'die zijn er niet, of konden niet worden verwijderd',
      },
      button: {
        'drills-ask': 'Goedkeuring vragen',
        'drills-page': 'Volgende pagina',
        'region-page': 'Volgende pagina',
      },
    },
    commands: {
      argument: { quarter: 'een kwartaal zoals 2026-Q4' },
    },
    drill: {
      reason: 'om te zien of herstel lukt',
      evidence: {
        counts:
          'Bewijs over {{quarter}}. Zo staan de {{count}} machines er nu voor: {{proven}} bewezen, {{booted}} gestart, {{failed}} mislukt, {{never}} nooit geprobeerd.',
        runs: 'In het kwartaal: oefeningen en herstelacties klaar: {{runs}}; oefeningen mislukt: {{failures}}; uitzonderingen op oefenen: {{exceptions}}.',
        open: 'Mislukt zonder geslaagde herkansing: {{names}}.',
        unread: 'Niet te lezen, dus er kunnen machines ontbreken of alleen op naam herkend zijn: {{names}}.',
        simulated: 'Dit is de sandbox: niets hiervan is bewijs.',
        head: 'Kop van het logboek: {{head}}. Stuur het door of druk het af, voor een kopie waar hier niemand kan schrijven.',
        made: 'De bestanden over {{quarter}} zijn geschreven op {{when}}: digest {{digest}}. De pagina en de regels moeten die tonen.',
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
        older: '{{vm}} is niet bewezen: het herstelpunt is ouder dan de machine, dus van een eerdere met die naam.',
        marked: '{{vm}} is niet bewezen: vanaf een gemarkeerd punt toont herstel alleen dat de kopie start.',
        failed: '{{vm}} is niet bewezen. Dat blijft open tot een oefening slaagt.',
        untried: '{{vm}} is niet geprobeerd. Het oefenplan probeert het {{when}} opnieuw, onder dezelfde goedkeuring.',
        next: 'De volgende oefening van {{vm}} is {{when}}.',
        deleting: 'Wat de oefening heeft gemaakt, wordt nu verwijderd.',
      },
      told: '{{names}}: volgens het oefenplan moet je dit weten. Zie {{id}} in dit gesprek.',
      reviewed: '{{id}} is beoordeeld; de actie is uiterlijk {{due}} klaar. Het bewijs over het kwartaal toont beide.',
      cleaned:
        'Ik geloof je dat er geen kopie van sleutels over is van {{id}}, en kijk nog een keer naar al het andere.',
      probe: {
        failed: 'Oefening {{id}}: een controle in de kopie van {{vm}} mislukte.',
        unknown: 'Oefening {{id}}: wat de kopie van {{vm}} meldde, bewijst niets.',
      },
    },
    errors: {
      'drill-no-place': {
        message: 'Er is geen plek ingesteld voor oefeningen van kluis {{vault}}.',
        remedy:
          'Vraag een platformbeheerder om een groep, een tussenopslag en een subnet in het herstelprofiel te zetten.',
      },
      'drills-may-stay-locked': {
        message:
          'Gegevensschijven van Linux-machines met Azure Disk Encryption blijven misschien vergrendeld: geen opening leidt naar {{names}}.',
        remedy: 'Zet die als opening in het herstelprofiel, of reken erop dat de controle mislukt.',
      },
      'drill-subnet-gone': {
        message: 'Het oefensubnet {{subnet}} bestaat niet.',
        remedy: 'Laat het opnieuw maken of verbeter het herstelprofiel, en vraag het dan opnieuw.',
      },
      'drill-not-apart': {
        message:
          'Het oefensubnet is niet afgesloten ({{found}}), of dat is niet vast te stellen. Een kopie daar zou bij productie kunnen komen.',
        remedy: 'Laat deze weghalen of als opening in het herstelprofiel zetten, en vraag het dan opnieuw.',
      },
      'drill-reachable': {
        message:
          'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. Ze wordt nu verwijderd.',
        remedy: 'Laat dit verwijderen en oefen daarna opnieuw.',
      },
      'drill-keys-missing': {
        message: 'Er ontbreken sleutels van {{vm}} in hun sleutelkluis: {{what}}.',
        remedy: 'Daar is niets geschreven. Haal de sleutels terug en doe de oefening opnieuw.',
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
          'Kijk naar de agent, en of het oefensubnet AzureKeyVault, Storage en AzureActiveDirectory bereikt. Doe de oefening dan opnieuw.',
      },
      'drill-mounts-left': {
        message:
          '{{count}} koppelingen in /etc/fstab van {{vm}} zijn niet gecontroleerd: de kopie kan geen netwerkschijven bereiken.',
        remedy: 'Bewijs apart wat erop staat; het rapport noemt ze.',
      },
      'drill-probe-unread': {
        message: 'Wat de controle in de kopie van {{vm}} vond, kan ik niet lezen: het bewijst niets.',
        remedy:
          'De kopie wordt toch verwijderd. Een platformbeheerder vindt hulp in docs/operations.md, "Stored data". Oefen daarna opnieuw.',
      },
      'drill-life-over': {
        message: 'De oefening van {{vm}} was niet klaar binnen de {{hours}} uur die de kopie mag bestaan.',
        message_azure:
          'De oefening van {{vm}} was niet klaar binnen de {{hours}} uur die de kopie mag bestaan. Volgens Azure is de taak {{azure}}.',
        remedy: 'Alles wat ze maakte, wordt verwijderd. De kaart toont welke stap zo lang duurde.',
      },
      'drill-identity-added': {
        message: 'De kopie van {{vm}} kreeg een beheerde identiteit die niet in het plan staat.',
        remedy:
          'Stel de oefengroep vrij van het Azure-beleid dat die misschien toevoegde: wie in de kopie is, kan als die identiteit handelen.',
      },
      'drill-extensions-added': {
        message: 'De kopie van {{vm}} kreeg extensies die niet in het plan staan: {{names}}.',
        remedy:
          'Ze worden met de kopie verwijderd. Stel de oefengroep vrij van het Azure-beleid dat ze misschien toevoegde.',
      },
      'drill-not-begun': {
        message: 'De oefening van {{vm}} onder {{id}} is niet begonnen.',
        remedy: 'De reden volgt. Ik probeer het elke dag opnieuw op de uren ervan.',
      },
      'drill-copies-left': {
        message: 'Kopieën van eerdere oefeningen zijn er nog na de {{hours}} uur die zijn goedgekeurd: {{ids}}.',
        remedy: 'De kaarten van het opruimen zeggen waarom. Tot ze weg zijn, beginnen er minder oefeningen.',
      },
      'drill-not-protected': {
        message: 'Van {{vm}} worden in deze kluis geen back-ups meer gemaakt, dus er is niets terug te zetten.',
        remedy: 'Beveilig de machine weer, of vraag oefeningen zonder deze machine aan.',
      },
      'drill-gained': {
        message: 'Er vallen nieuwe machines onder {{id}}. Ze worden pas geoefend als iemand ze goedkeurt: {{names}}.',
        remedy: `Typ "${typed['drill renew']} {{id}}" om ze allemaal opnieuw aan te vragen.`,
      },
      'drill-remade': {
        message:
          'Onder {{id}} zijn machines verwijderd en opnieuw gemaakt. Ze worden pas geoefend als iemand ze goedkeurt: {{names}}.',
        remedy: `Ga na wie ze heeft gemaakt. Klopt het, typ dan "${typed['drill renew']} {{id}}" om alles opnieuw aan te vragen.`,
      },
      'drill-gone': {
        message:
          '{{names}} bestaat niet meer en wordt niet geoefend onder {{id}}: herstelpunten onder die naam zijn misschien niet van deze machine.',
        remedy: `Typ "${typed.drill} {{names}}" om daarvan één oefening aan te vragen.`,
      },
      'drill-machine-unknown': {
        message: 'Azure zegt niet of {{vm}} nog de machine is die is goedgekeurd.',
        remedy: `Typ "${typed.drill} {{vm}}" om één oefening ervan aan te vragen.`,
      },
      'drills-remade': {
        message: 'Niet de machines die eerder zijn goedgekeurd, maar nieuwe met dezelfde naam: {{names}}.',
        remedy: 'Ga na wie ze heeft gemaakt voordat je goedkeurt.',
      },
      'drill-renewed': {
        message: '{{by}} vervangt {{id}}, dat nu voorbij is.',
        remedy: 'Er is niets te doen.',
      },
      'drill-not-definition': {
        message: '{{id}} is geen oefenplan.',
        remedy: `Typ "${typed.drills}" om ze allemaal te zien.`,
      },
      'drill-what': {
        message: 'Welke machines moeten worden geoefend?',
        remedy: `Noem ze, of noem een tag of een kluis: "${typed['drill new']} sql-01 web-01", "${typed['drill new']} gelabeld tier=gold", "${typed['drill new']} in rsv-prod".`,
      },
      'drill-tag': {
        message: '"{{typed}}" is geen tag met een waarde.',
        remedy: 'Schrijf de naam en de waarde, zoals "tier=gold".',
      },
      'drill-hours': {
        message: '"{{typed}}" zijn geen uren van de dag.',
        remedy: 'Schrijf hele uren, zoals "22-4", of "0-0" voor elk uur.',
      },
      'drill-number': {
        message: 'Achter "{{name}}" hoort een getal van 1 tot en met {{most}}.',
        remedy: 'Schrijf een heel getal binnen die grenzen.',
      },
      'drill-few-core-hours': {
        message:
          '{{given}} kernuren zijn te weinig voor één oefening: de grootste machine heeft er {{least}} nodig voor {{hours}} uur.',
        remedy: 'Schrijf minstens {{least}}, laat het weg, of laat kopieën korter leven.',
      },
      'drill-few-gb-hours': {
        message:
          '{{given}} GB-uren zijn te weinig voor één oefening: de grootste machine heeft er {{least}} nodig voor {{hours}} uur.',
        remedy: 'Schrijf minstens {{least}}, laat het weg, of laat kopieën korter leven.',
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
          'Schrijf volledige namen zoals in Teams, met komma’s ertussen. Elk van hen moet mij ooit hebben geschreven.',
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
        message: 'Ik kan niet zien hoe groot {{vm}} is. Dan kan niemand de grootte van de kopieën goedkeuren.',
        remedy: `Vraag de andere aan met "${typed['drill new']}", of vraag om één oefening: "${typed.drill} {{vm}}".`,
      },
      'drill-except-why': {
        message: 'Waarom hoeft {{vm}} niet te worden geoefend? Een uitzondering heeft een reden nodig.',
        remedy: `Zet die achter "omdat": "${typed['drill except']} {{vm}} dagen 30 omdat …".`,
      },
      'drill-left-unknown': {
        message:
          'Wat oefening {{id}} had vastgelegd, is verwijderd. Maar kluis {{vault}} of de hersteltaak daarin is niet te vinden: misschien staat er nog een kopie van de sleutels van de machine in de tussenopslag.',
        remedy: `Laat mij de kluis weer lezen. Is kluis of taak voorgoed weg, verwijder dan wat er nog in de tussenopslag staat, en typ "${typed['drill cleaned']} {{id}} omdat …" met wat je vond. Ik probeer het morgen opnieuw.`,
      },
      'drill-cleaned-known': {
        message: 'Ik heb niemands woord nodig over {{id}}: voor de opruiming ontbreekt geen kluis of taak.',
        remedy: `Typ "${typed.status} {{id}}" voor hoe die eindigde. Wat de opruiming noemt moet in Azure weg zijn.`,
      },
      'drill-review-none': {
        message:
          'De oefening van {{vm}} mislukte {{days}} dagen geleden, en niemand heeft gezegd wat eraan gedaan wordt.',
        remedy: `Typ "${typed['drill reviewed']} {{id}} dagen 14 omdat …".`,
      },
      'drill-review-late': {
        message:
          'De actie na de mislukte oefening van {{vm}}, voor {{due}}, is te laat: niets heeft de machine sindsdien bewezen.',
        remedy: `Oefen opnieuw, of noem een andere dag: "${typed['drill reviewed']} {{id}} dagen 14 omdat …".`,
      },
      'drill-reviewed-none': {
        message: 'Alleen een mislukte oefening wordt beoordeeld, en {{id}} is er geen.',
        remedy: `Typ "${typed.drills}" voor de oefeningen die mislukten.`,
      },
      'drill-reviewed-why': {
        message: 'Wat wordt er aan {{id}} gedaan? Een beoordeling heeft een actie nodig.',
        remedy: `Zet het achter "omdat": "${typed['drill reviewed']} {{id}} dagen 14 omdat …".`,
      },
      'drill-cleaned-why': {
        message:
          'Wat vond je in de tussenopslag, of wat verwijderde je daar? Zonder dat geldt je woord over {{id}} niet.',
        remedy: `Zet het achter "omdat": "${typed['drill cleaned']} {{id}} omdat …".`,
      },
      'drill-left': {
        message: 'Oefening {{id}} liet onderdelen achter die geld kosten ({{count}}): {{names}}.',
        remedy:
          'Zoek uit waarom Azure ze houdt. Een kopie die iemand verplaatste (met de volledige id genoemd) en een back-up ervan (kluis/machine) verwijder ik nooit: doe dat in Azure. Ik probeer het morgen opnieuw.',
      },
      'drill-left-outside': {
        message:
          'Oefening {{id}} liet onderdelen achter die geld kosten ({{count}}): {{names}}. Geen herstelprofiel noemt {{group}} nog voor oefeningen, dus daar verwijder ik niets.',
        remedy:
          'Verwijder ze in Azure, of noem {{group}} in een profiel tot ze weg zijn. Ik probeer het morgen opnieuw.',
      },
      'drill-left-attached': {
        message:
          'Oefening {{id}} liet onderdelen achter die geld kosten ({{count}}): {{names}}. Iemand koppelde {{foreign}} aan de kopie, en Azure zou beide verwijderen: daarom verwijder ik de kopie niet.',
        remedy:
          'Koppel {{foreign}} los, of verwijder de kopie in Azure als het mee mag. Ik probeer het morgen opnieuw.',
      },
      'drill-left-unproven': {
        message:
          'Oefening {{id}} liet onderdelen achter die geld kosten ({{count}}): {{names}}. {{unproven}} heeft de naam van wat ze maakte, maar is misschien iets anders: ik verwijder het niet, en het kan draaien.',
        remedy:
          'Kijk in het activiteitenlogboek wie het maakte of de tags wijzigde. Is het de kopie, verwijder die dan in Azure. Ik probeer het morgen opnieuw.',
      },
      'drill-left-locked': {
        message:
          'Oefening {{id}} liet onderdelen achter die geld kosten ({{count}}): {{names}}. Een vergrendeling houdt ze vast: {{held}}.',
        remedy: 'Laat de vergrendeling van de oefengroep halen. Ik probeer het morgen opnieuw.',
      },
    },
  }),
};
