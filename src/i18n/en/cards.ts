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

/** Titles, labels and sentences of the card templates, by card. `shared` is in every template's `t`. */
export const cards = {
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
    warnings: 'Good to know before you decide',
    refresh: 'Refresh',
  },
  button: {
    ...protectionButtons,
    ...auditButtons,
    ...notifyButtons,
    'vms-page': 'Next page',
    'points-page': 'Next page',
    'jobs-page': 'Next page',
    'drills-ask': 'Ask for approval',
    'drills-page': 'Next page',
    'region-page': 'Next page',
    'open-job': 'Show the job',
    'backup-run': 'Back up now',
    'pick-vm': 'Continue',
    withdraw: 'Withdraw',
    retry: 'Try again',
    takeover: 'Take over',
    'retry-with': 'Try again with this size',
    'retry-restart': 'Deallocate and start',
    confirm: 'Ask for approval',
    'restore-plan': 'Show the plan',
    'restore-change': 'Change',
    'form-cancel': 'Cancel',
    'open-own': 'Open my own form',
    'view-form': 'Open the form',
    'private-seen': 'I see this',
    'as-dialog': 'Open in a window',
    'open-restore': 'Restore...',
    'view-job': 'Look again',
    'cancel-job': 'Cancel job',
  },
  notice: {
    next: 'You can type',
  },
} as const;
