import type { notificationsErrors as english } from '../en/notifications-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const notificationsErrors: SameKeys<typeof english> = {
  'not-a-reader': {
    message:
      'Alleen wie een kluis van dit kanaal mag lezen, kan wijzigen wat ik hier meld. Met je Azure-rollen mag je er geen lezen.',
    remedy: 'Vraag een eigenaar van de kluis om een rol die hem mag lezen, of vraag een beheerder van Strongroom.',
  },
  'reader-not-known': {
    message:
      'Ik kan niet vaststellen of je een kluis van dit kanaal mag lezen: een van je roltoewijzingen heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
  },
  'subscribe-unknown': {
    message: 'Geen kluis en geen beveiligde virtuele machine heet {{name}}.',
    remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
  },
  'subscribe-nothing': {
    message: 'Er is hier niets van die naam om af te melden.',
    remedy: `Typ "${typed.subscriptions}" om te zien wat er is.`,
  },
  'mute-unreadable': {
    message: '"{{given}}" zegt niet wat te dempen en hoelang.',
    remedy: `Bijvoorbeeld "${typed.mute} sql-01 4u", of "${typed.mute} UserErrorKeyVaultPermissionsNotConfigured tot verholpen".`,
  },
  'mute-no-time': {
    message: 'Dempen zonder tijd is meteen weer voorbij, dus {{subject}} is niet gedempt.',
    remedy: `Geef een tijd, zoals "${typed.mute} {{subject}} 4u", of "tot verholpen".`,
  },
  'mute-too-long': {
    message: 'Dempen eindigt binnen 30 dagen.',
    remedy: 'Geef een kortere tijd, of "tot verholpen".',
  },
  'mute-nothing': {
    message: '"{{name}}" is hier niet gedempt.',
    remedy: `Typ "${typed.subscriptions}" om te zien wat er gedempt is.`,
  },
  'digest-time': {
    message: '"{{given}}" is geen tijdstip.',
    remedy: `Bijvoorbeeld "${typed['digest daily']} 08:00".`,
  },
  'digest-hours': {
    message: '"{{given}}" is geen aantal uren.',
    remedy: `Bijvoorbeeld "${typed.digest} 36u", of "${typed['digest daily']} 08:00" voor elke dag een.`,
  },
  'take-nothing': {
    message: 'Niets dat hier openstaat past bij "{{name}}".',
    remedy: 'Noem de machine of de fout zoals het bericht die toont.',
  },
  'take-none': {
    message: 'Niets van wat ik hier meldde wacht tot iemand het oppakt.',
    remedy: `Typ "${typed.jobs} mislukt" of "${typed.digest}" om te zien wat er mislukte, of "${typed.subscribe}" en een kluis om het hier te horen.`,
  },
  'take-taken': {
    message: '{{name}} is er al mee bezig.',
    remedy: `Typ "${typed['on it']}" in de thread van het bericht om het over te nemen.`,
  },
  'take-which': {
    message: 'Er staan hier meer dingen open: {{names}}.',
    remedy: `Typ "${typed['on it']}" met de naam van één ervan.`,
  },
};
