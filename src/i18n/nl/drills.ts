import type {
  drillGated as englishGated,
  drillRequests as englishRequests,
  drillStepsSkipped as englishSkipped,
  drillSteps as englishSteps,
  drillTexts as englishTexts,
} from '../en/drills.ts';
import type { SameKeys } from '../same-keys.ts';

export const drillTexts: SameKeys<typeof englishTexts> = {
  reason: 'om te zien of herstel lukt',
  evidence: {
    counts:
      'Bewijs over {{quarter}}, zoals het er nu voor staat. Machines: {{count}}. Bewezen: {{proven}}; gestart: {{booted}}; mislukt: {{failed}}; nooit geprobeerd: {{never}}.',
    runs: 'Oefeningen en herstelacties die klaar zijn: {{runs}}; mislukte oefeningen: {{failures}}; uitzonderingen: {{exceptions}}.',
    open: 'Mislukt zonder geslaagde herkansing: {{names}}.',
    unread: 'Niet te lezen, dus er kunnen machines ontbreken of alleen op naam herkend zijn: {{names}}.',
    forgotten:
      'Wat vóór {{from}} eindigde, is niet meer opgeslagen. Oefeningen en herstelacties van toen ontbreken hier, en machines die ermee bewezen zijn, tellen als nooit geprobeerd. Eerder geschreven bestanden hebben ze wel.',
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
    untried:
      '{{vm}} is niet geprobeerd. Het oefenplan begint {{when}} opnieuw een oefening van {{vm}}, onder de goedkeuring die er al is.',
    next: 'De volgende oefening van {{vm}} is {{when}}.',
    deleting:
      'Wat deze oefening heeft gemaakt wordt verwijderd; een eigen kaart vertelt wanneer er niets meer over is.',
  },
  told: '{{names}}: volgens het oefenplan moet je dit weten. Zie {{id}} in dit gesprek.',
  cleaned:
    'Ik geloof je dat er geen kopie van sleutels over is van {{id}}, en kijk nog een keer naar al het andere dat die maakte.',
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
      'Verwijdert alles wat oefening {{drill}} heeft gemaakt, op Azure-id: {{count}} in totaal. Verder wordt niets aangeraakt.',
  },
  short: {
    'drill-definition_one': 'Oefenplan voor {{count}} machine.',
    'drill-definition_other': 'Oefenplan voor {{count}} machines.',
    drill: 'Een kopie van {{vm}} wordt in {{group}} teruggezet, gecontroleerd en verwijderd.',
    'drill-exception': '{{vm}} oefent {{days}} dagen niet.',
    'drill-cleanup': 'Verwijdert alles wat oefening {{drill}} heeft gemaakt.',
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
  'drill-remove-vm': 'die is er niet, kon niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-stop': 'die is verwijderd, staat uit, of de toewijzing kon niet worden opgeheven',
  'drill-remove-nic': 'die is er niet, kon niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-remove-disks': 'die zijn er niet, konden niet worden verwijderd, of zijn niet wat de oefening maakte',
  'drill-remove-files': 'die zijn er niet, of konden niet worden verwijderd',
};

export const drillRequests: SameKeys<typeof englishRequests> = {
  drill: 'oefening van {{vm}}',
  'drill-definition': 'oefenplan van {{vm}}',
  'drill-exception': 'uitzondering op oefenen voor {{vm}}',
  'drill-cleanup': 'opruimen na een oefening van {{vm}}',
};
