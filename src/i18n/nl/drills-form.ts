import type { drillForm as english, drillFolded as englishFolded } from '../en/drills-form.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const drillForm: SameKeys<typeof english> = {
  'drill-form': {
    heading: 'Nieuw oefenplan',
    lead: 'Kies de machines op naam, op tag, of alles in een kluis. Elke oefening zet een kopie terug, controleert die van binnen en verwijdert die.',
    without: 'Voor oefeningen van deze kluizen is geen plek ingesteld; je kunt hun machines niet kiezen: {{vaults}}.',
    'without-more':
      'Voor oefeningen van deze kluizen is geen plek ingesteld; je kunt hun machines niet kiezen: {{vaults}} en nog {{more}}.',
    input: {
      vms: 'Machines',
      tag: 'Of alles met een tag',
      vault: 'Of alles in een kluis',
      every: 'Hoe vaak',
      hours: 'Tussen deze uren',
      'at-once': 'Oefeningen tegelijk',
      life: 'Uren dat een kopie mag bestaan',
      newest:
        'Nieuwste bestand in een pad waar bij het starten niets schrijft, en hoeveel uur ouder dan het herstelpunt het mag zijn',
      port: 'TCP-poort die moet antwoorden, zoals die van een database',
      script: 'Eigen script dat met 0 moet eindigen: sh, of PowerShell voor Windows',
      told: 'Noem deze mensen als een oefening mislukt',
      rto: 'Terugzetten mag hoogstens duren',
      rpo: 'Een herstelpunt mag hoogstens zo oud zijn',
      'core-hours': 'Kernuren in 30 dagen, hoogstens',
      'gb-hours': 'GB-uren in 30 dagen, hoogstens',
      days: 'Dagen van kracht na goedkeuring',
      reason: 'Reden',
    },
    hint: {
      vms: 'sql-01 web-01',
      tag: 'tier=gold',
      hours: '20-6',
      'at-once': '1',
      life: '6',
      newest: '/var/lib/orders 26u',
      port: '5432',
      script: 'systemctl is-active orders',
      told: 'Emma Castillo, Petra Lind',
      rto: '4u',
      rpo: '26u',
      'core-hours': 'Wat deze machines nodig hebben',
      'gb-hours': 'Wat deze machines nodig hebben',
      days: '92',
      reason: 'Bijvoorbeeld: INC0012345',
    },
    error: 'Kies hier iets of vul iets in.',
    'no-vault': 'Nee, zoals hierboven',
    often: { weekly: 'Elke week', monthly: 'Elke maand', quarterly: 'Elk kwartaal' },
    more: { inside: 'Meer controles van binnen', told: 'Mensen en doelen', limits: 'Grenzen' },
    next: 'Er gebeurt nog niets: iemand anders moet het goedkeuren, met elke machine en grens op de kaart.',
    twin: `Of typ: **${typed['drill new']} {{vms}} maandelijks uren 20-6 omdat** je reden`,
  },
};

export const drillFolded: SameKeys<typeof englishFolded> = {
  'text-drills': '{{name}} vult een oefenplan in.',
  'twin-drills': `Of typ: **${typed['drill new']} sql-01 web-01 maandelijks**`,
  'submitted-drills': '{{name}} vroeg een oefenplan aan voor {{vm}}: {{id}}.',
};
