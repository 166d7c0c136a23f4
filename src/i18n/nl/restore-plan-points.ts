import type { planPoints as english } from '../en/restore-plan-points.ts';
import type { SameKeys } from '../same-keys.ts';

export const planPoints: SameKeys<typeof english> = {
  'recommend-before-threat': {
    message: 'Het nieuwste punt van vóór die waarbij Defender for Cloud een dreiging op de machine zag.',
  },
  'recommend-despite-threat': {
    message:
      'Defender for Cloud zag bij elk punt dat meteen kan worden teruggezet, of ervoor, een dreiging op de machine.',
  },
  'recommend-snapshot-quick': { message: 'Het nieuwste punt, met een momentopname: teruggezet binnen minuten.' },
  'recommend-newest': { message: 'Het nieuwste punt: elk ouder punt verliest meer.' },
  'recommend-vault-after-rotation': {
    message:
      'Het nieuwste punt uit de kluislaag: de sleutel is veranderd, en herstel uit een momentopname kan dan mislukken.',
  },
  'recommend-despite-rotation': {
    message:
      'Het nieuwste punt. De sleutel is sindsdien veranderd en er is geen punt in de kluislaag; het kan mislukken.',
  },
  'recommend-crash-consistent': {
    message: 'Het is crashconsistent: als na een stroomstoring. Toepassingen controleren hun gegevens bij het starten.',
  },
};
