import type { standingErrors as english } from '../en/requests-standing.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const standingErrors: SameKeys<typeof english> = {
  'standing-none': {
    message: '{{id}} is geen definitie waaronder iets kan lopen.',
    remedy: `Typ "${typed.requests}" om te zien welke gelden.`,
  },
  'standing-not-yet': {
    message: '{{id}} geldt nog niet; er kan niets onder lopen.',
    remedy: `Typ "${typed.why} {{id}}" om te zien wie mag goedkeuren.`,
  },
  'standing-withdrawn': {
    message: '{{id}} is ingetrokken; er loopt niets meer onder.',
    remedy: 'Vraag een nieuwe definitie aan als die nog nodig is.',
  },
  'standing-changed': {
    message: '{{id}} is niet wat is goedgekeurd; er is niets verstuurd.',
    remedy: 'Vraag een nieuwe definitie aan, en vertel het je security officer.',
  },
  'standing-outside': {
    message: 'Dit valt buiten wat {{id}} toestaat: {{what}}.',
    remedy: 'Vraag om minder, of vraag een nieuwe definitie aan.',
  },
  'standing-unmeasured': {
    message: 'Wat {{id}} toestaat is hier niet mee te vergelijken.',
    remedy: 'Vraag dit apart aan.',
  },
  'standing-owner': {
    message: '{{name}}, de eigenaar van definitie {{id}}, mag dit daar niet; er is niets begonnen.',
    remedy: `Laat een rol geven of activeren met het recht om {{right}}, of laat een collega "${typed['drill renew']} {{id}}" typen.`,
  },
  'takeover-standing': {
    message: '{{id}} is goedgekeurd voor de eigenaar; overnemen kan niet zonder nieuwe goedkeuring.',
    remedy: `Vraag hetzelfde aan op je eigen naam. Gaat het om een oefenplan, typ dan "${typed['drill renew']} {{id}}".`,
  },
};
