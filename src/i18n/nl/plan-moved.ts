import type { planMoved as english } from '../en/plan-moved.ts';
import type { SameKeys } from '../same-keys.ts';

export const planMoved: SameKeys<typeof english> = {
  'moved-mode': { message: 'Manier van herstellen: {{before}} werd {{after}}' },
  'moved-vm': { message: 'VM: {{before}} werd {{after}}' },
  'moved-vault': { message: 'Kluis: {{before}} werd {{after}}' },
  'moved-point-name': { message: 'Herstelpunt: {{before}} werd {{after}}' },
  'moved-point-at': { message: 'Tijd van het punt: {{before}} werd {{after}}' },
  'moved-point-tier': { message: 'Laag van het punt: {{before}} werd {{after}}' },
  'moved-disks-selection': { message: 'Keuze van schijven: {{before}} werd {{after}}' },
  'moved-disks-included': { message: 'Herstelde schijven: {{before}} werd {{after}}' },
  'moved-target-resourceGroup': { message: 'Doelgroep: {{before}} werd {{after}}' },
  'moved-target-vm': { message: 'Doelmachine: {{before}} werd {{after}}' },
  'moved-target-region': { message: 'Regio: {{before}} werd {{after}}' },
  'moved-target-zone': { message: 'Zone: {{before}} werd {{after}}' },
  'moved-target-diskEncryptionSet': { message: 'Schijfversleutelingsset: {{before}} werd {{after}}' },
  'moved-target-size': { message: 'Formaat: {{before}} werd {{after}}' },
  'moved-target-form': { message: 'Vorm van de schijven: {{before}} werd {{after}}' },
  'moved-target-security': { message: 'Beveiliging van de machine: {{before}} werd {{after}}' },
  'moved-machine': { message: 'Hoe de machine wordt gemaakt: {{before}} werd {{after}}' },
  'moved-network': { message: 'Netwerk: {{before}} werd {{after}}' },
  'moved-networkMode': { message: 'Plaats in het netwerk: {{before}} werd {{after}}' },
  'moved-staging': { message: 'Tussenopslag: {{before}} werd {{after}}' },
  'moved-keys-point': { message: 'Sleutels van het punt: {{before}} werd {{after}}' },
  'moved-keys-vm': { message: 'Sleutels van de machine: {{before}} werd {{after}}' },
  'moved-steps': { message: 'Stappen: {{before}} werd {{after}}' },
  'moved-alternatives-sizes': { message: 'Uitwijkformaten: {{before}} werd {{after}}' },
};
