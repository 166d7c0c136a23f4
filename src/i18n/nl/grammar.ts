import type { Grammar } from '../../kernel/grammar.ts';

export const grammar: Grammar = {
  courtesies: ['graag', 'aub', 'svp', 'alsjeblieft', 'alstublieft', 'bedankt'],
  links: ['en'],
  power: {
    start: ['aanzetten', 'opstarten'],
    stop: ['stoppen', 'uitzetten', 'afsluiten'],
    restart: ['herstart', 'herstarten'],
  },
  from: ['van', 'op', 'uit', 'vanaf'],
  because: ['omdat', 'want', 'reden'],
  all: ['alle', 'alles'],
  none: ['geen', 'niets'],
  latest: ['laatste', 'nieuwste'],
  units: {
    minutes: ['minuut', 'minuten'],
    hours: ['u', 'uur', 'uren'],
    days: ['dag', 'dagen'],
    weeks: ['weken'],
    months: ['maand', 'maanden'],
    years: ['j', 'jaar', 'jaren'],
  },
  within: ['over'],
  ago: ['geleden'],
  lasting: ['voor'],
  untilFixed: [
    'tot verholpen',
    'tot het verholpen',
    'tot verholpen is',
    'tot het verholpen is',
    'tot opgelost',
    'tot het opgelost',
    'tot opgelost is',
    'tot het opgelost is',
  ],
  beforeMoment: ['tot', 't/m', 'van', 'om', 'op'],
};
