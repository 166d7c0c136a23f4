import type { machinesErrors as english } from '../en/machines-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const machinesErrors: SameKeys<typeof english> = {
  'vault-not-in-channel': {
    message: 'Dit kanaal gaat niet over de kluis {{vault}}.',
    remedy: `Vraag het in onze persoonlijke chat, of laat een beheerder de kluis toevoegen met "${typed['channel allow']}".`,
  },
  'vm-not-found': {
    message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
    remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
  },
  'vm-not-visible': {
    message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
    remedy: 'Controleer de spelling, of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
  },
  'vm-not-known': {
    message:
      'Ik kan niet vaststellen of je een virtuele machine met de naam {{name}} mag zien: een van je roltoewijzingen heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
  },
  'vm-not-protected': {
    message: '{{name}} bestaat, maar geen kluis beveiligt hem; er is dus niets om terug te zetten.',
    remedy: 'Laat hem eerst door een kluis beveiligen; dan komen er herstelpunten.',
  },
  'vm-ambiguous': {
    message: 'Er heet meer dan één virtuele machine {{name}}.',
    remedy: 'Vraag het opnieuw met een van deze namen: {{choices}}.',
  },
  'vault-ambiguous': {
    message: 'Er heet meer dan één kluis {{vault}}.',
    remedy: 'Vraag het opnieuw met een van deze namen: {{choices}}.',
  },
  'vm-perhaps-other': {
    message: 'Ik kan het abonnement {{unread}} nu niet lezen; misschien is er nog een {{name}}.',
    remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
  },
  'vm-perhaps-other-somewhere': {
    message: 'Ik kan nu niet alle abonnementen lezen; misschien is er nog een {{name}}.',
    remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
  },
  'vm-perhaps-other-vault': {
    message: 'Ik kan de kluis {{unread}} nu niet lezen; misschien is er nog een {{name}}.',
    remedy: 'Bedoel je die in {{vault}}? Typ dan "{{line}}".',
  },
  'vault-not-found': {
    message: 'Ik vind geen kluis met de naam {{vault}} onder de kluizen die je mag lezen.',
    remedy: 'Controleer de naam, of vraag een platformbeheerder of het abonnement is ingesteld.',
  },
};
