import type { jobsCards as english } from '../en/jobs-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const jobsCards: SameKeys<typeof english> = {
  jobs: {
    heading: 'Taken',
    'heading-filter': 'Taken: {{filter}}',
    since_one: '{{count}} taak sinds {{when}}.',
    since_other: '{{count}} taken sinds {{when}}.',
    running_one: 'Er loopt {{count}} taak.',
    running_other: 'Er lopen {{count}} taken.',
    none: "Zo'n taak is er niet in de kluizen die je hier mag zien.",
    twin: `Of typ: **${typed.job}** en het nummer; beperk de lijst met **${typed.jobs} mislukt**, **${typed.jobs} lopend**, **${typed.jobs} 7d**, of de naam van een kluis of machine`,
    'twin-more': `Pagina {{page}} van {{pages}}. Of typ: **{{line}}**, of **${typed.job}** en het nummer`,
    sentence_one: '{{count}} taak; de nieuwste: {{vm}}, {{operation}}, {{state}}.',
    sentence_other: '{{count}} taken; de nieuwste: {{vm}}, {{operation}}, {{state}}.',
    'sentence-none': 'Er is geen taak voor "{{filter}}" in de kluizen die je hier mag zien.',
    'sentence-none-all': 'Er is geen taak in de kluizen die je hier mag zien.',
  },
  job: {
    heading: '{{vm}}: {{operation}}',
    tasks: 'Stappen',
    code: 'Azure-fout {{code}}',
    fact: {
      vault: 'Kluis',
      started: 'Begonnen',
      ended: 'Geëindigd',
      took: 'Duurde',
      request: 'Aanvraag',
      id: 'Taak',
      activity: 'Activiteit-id',
    },
    task: {
      NotStarted: 'wacht',
      InProgress: 'loopt',
      Completed: 'klaar',
      Failed: 'mislukt',
      Skipped: 'overgeslagen',
      Cancelled: 'geannuleerd',
    },
    twin: `Of typ: **${typed.cancel} {{id}}**`,
    sentence: '{{vm}}, {{operation}}: {{state}}.',
    'sentence-part': '{{vm}}, {{operation}}: {{state}}. {{id}} loopt nog: er volgen meer stappen.',
    'going-on': '{{id}}, loopt nog',
    forgotten: 'Azure noemt de taak ervan niet meer.',
    'request-failed': '{{id}} is mislukt: {{why}}',
  },
};
