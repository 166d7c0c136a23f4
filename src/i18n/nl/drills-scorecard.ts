import type { drillsCards as english } from '../en/drills-scorecard.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const drillsCards: SameKeys<typeof english> = {
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
      month: '{{done}} van {{of}} deze maand',
      quarter: '{{done}} van {{of}} dit kwartaal',
    },
    next: 'volgende {{when}}',
    until: 'van kracht tot {{when}}',
    owner: 'van {{name}}',
    last: {
      passed: 'laatste: {{vm}} geslaagd, {{id}}',
      booted: 'laatste: {{vm}} niet bewezen: de kopie meldde niets, {{id}}',
      older: 'laatste: {{vm}} niet bewezen: het herstelpunt was ouder dan de machine, {{id}}',
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
    marked: 'van een gemarkeerd punt: {{known}}',
    took: 'teruggezet in {{duration}}',
    age: 'van een herstelpunt van {{duration}} oud',
    lost: 'leeftijd van het nieuwste herstelpunt toen: {{duration}}',
    'regions-twin': `Typ **${typed.drills} regio** om te zien wat ontbreekt.`,
    twin: `Typ **${typed.drills}** en een naam voor één machine, **${typed.drill}** en een naam om die nu te proberen, of **${typed['drill new']}** en namen voor een oefenplan.`,
    'twin-more': `Of typ: **${typed.drills} pagina {{number}}**. Voor één machine typ je **${typed.drills}** en de naam.`,
    'twin-more-named': `Of typ: **${typed.drills} {{name}} pagina {{number}}**.`,
    'twin-all': `Typ **${typed.drills}** voor alle machines.`,
  },
};
