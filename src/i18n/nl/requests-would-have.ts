import type { wouldHaveCard as card, wouldHaveErrors as errors } from '../en/requests-would-have.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const wouldHaveCard: SameKeys<typeof card> = {
  'would-have': {
    heading: 'Wat er gedaan zou zijn: {{vms}}',
    action: 'Azure-actie: {{action}}',
    nothing: '○ Er is niets verstuurd en niemand is iets gevraagd',
    'lead-asks': 'Hiervoor zou goedkeuring zijn gevraagd, en daarna zou Strongroom zijn begonnen:',
    'lead-at-once': 'Hiermee zou Strongroom meteen zijn begonnen:',
    sentence: 'Voor {{vms}} is niets gedaan, want trede {{tier}} staat uit: dit is wat er gedaan zou zijn.',
  },
};

const tierOff = `Wie Strongroom uitrolt, zet de trede aan: {{setting}}=true en opnieuw uitrollen, of met de hand de rol "Strongroom {{tier}}" voor de identiteit van Strongroom (docs/deploy.md). Typ "${typed.doctor}" om te zien welke treden er zijn. Wat ontbreekt is het recht om {{right}}.`;

export const wouldHaveErrors: SameKeys<typeof errors> = {
  'tier-off': {
    message: 'Trede {{tier}} staat hier niet aan: Strongroom zelf mag dit niet op {{scope}}.',
    remedy: tierOff,
  },
  'tier-off-rebuild': {
    message: 'Trede {{tier}} staat hier niet aan: Strongroom zelf mag dit niet op {{scope}}.',
    remedy: `De schijven alleen kunnen zonder die trede terug: "${typed.restore} {{vm}} schijven". ${tierOff}`,
  },
};
