import type { welcome as english } from '../en/doctor-welcome.ts';
import type { SameKeys } from '../same-keys.ts';

export const welcome: SameKeys<typeof english> = {
  sentence: {
    personal:
      'Ik ben Strongroom: ik maak back-ups van versleutelde Azure-machines en zet ze terug. Typ help om te beginnen.',
    by: '{{name}} heeft Strongroom hier toegevoegd. Het maakt back-ups van versleutelde Azure-machines en zet ze terug.',
    nobody: 'Strongroom is hier toegevoegd. Het maakt back-ups van versleutelde Azure-machines en zet ze terug.',
  },
  heading: 'Welkom bij Strongroom',
  lead: 'Vraag hier om een herstel of een back-up. Een tweede persoon keurt elk herstel goed, en jullie volgen het op één kaart.',
  first: 'Drie dingen om mee te beginnen',
  mentioned: '@Strongroom {{line}}',
  line: {
    vms: 'de machines die je kunt terugzetten',
    restore: 'opent een formulier; er gebeurt niets tot je het verstuurt en iemand het goedkeurt',
    help: 'wat je nu helpt, en wat ik verder kan',
  },
  todo: 'Dit moet een beheerder nog instellen',
  where: {
    personal: 'Wat je hier vraagt, zie alleen jij.',
    channel:
      'Noem me in een kanaal met @, anders hoor ik je niet. Aan een privé- of gedeeld kanaal moet de app apart worden toegevoegd.',
    group: 'Noem me in deze chat met @, anders hoor ik je niet. Iedereen hier leest de antwoorden.',
  },
};
