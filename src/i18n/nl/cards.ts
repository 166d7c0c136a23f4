import type { cards as english } from '../en/cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { accessCards } from './access-cards.ts';
import { approvalCards } from './approval-cards.ts';
import { auditButtons, auditCards } from './audit.ts';
import { backupCards } from './backup-cards.ts';
import { byHandCards } from './by-hand.ts';
import { chatCards } from './chat-cards.ts';
import { checkCards } from './check.ts';
import { drillForm } from './drills-form.ts';
import { drillsCards } from './drills-scorecard.ts';
import { errorsCards } from './errors-cards.ts';
import { jobsCards } from './jobs-cards.ts';
import { leftoversCards } from './leftovers-cards.ts';
import { machinesCards } from './machines-cards.ts';
import { regionCards } from './machines-region.ts';
import { notifyButtons, notifyCards } from './notifications.ts';
import { protectionButtons, protectionCards } from './protection-cards.ts';
import { requestCards } from './requests-cards.ts';
import { memberCards } from './requests-members.ts';
import { wouldHaveCard } from './requests-would-have.ts';
import { restoreCards } from './restore-cards.ts';

export const cards: SameKeys<typeof english> = {
  ...accessCards,
  ...approvalCards,
  ...auditCards,
  ...backupCards,
  ...byHandCards,
  ...chatCards,
  ...drillsCards,
  ...drillForm,
  ...checkCards,
  ...errorsCards,
  ...jobsCards,
  ...leftoversCards,
  ...machinesCards,
  ...memberCards,
  ...notifyCards,
  ...protectionCards,
  ...requestCards,
  ...regionCards,
  ...restoreCards,
  ...wouldHaveCard,
  shared: {
    details: 'Details',
    warnings: 'Goed om te weten voor je beslist',
    refresh: 'Vernieuwen',
  },
  button: {
    ...protectionButtons,
    ...auditButtons,
    ...notifyButtons,
    'vms-page': 'Volgende pagina',
    'points-page': 'Volgende pagina',
    'jobs-page': 'Volgende pagina',
    'drills-ask': 'Goedkeuring vragen',
    'drills-page': 'Volgende pagina',
    'region-page': 'Volgende pagina',
    'open-job': 'Bekijk de taak',
    'backup-run': 'Maak nu een back-up',
    'pick-vm': 'Verder',
    withdraw: 'Intrekken',
    retry: 'Opnieuw proberen',
    takeover: 'Overnemen',
    'retry-with': 'Opnieuw met dit formaat',
    'retry-restart': 'Toewijzing opheffen en starten',
    confirm: 'Goedkeuring vragen',
    'restore-plan': 'Toon het plan',
    'restore-change': 'Wijzigen',
    'form-cancel': 'Annuleren',
    'open-own': 'Open mijn eigen formulier',
    'view-form': 'Formulier openen',
    'private-seen': 'Ik zie dit',
    'as-dialog': 'Openen in een venster',
    'open-restore': 'Terugzetten...',
    'view-job': 'Opnieuw kijken',
    'cancel-job': 'Taak annuleren',
  },
  notice: {
    next: 'Je kunt typen',
  },
};
