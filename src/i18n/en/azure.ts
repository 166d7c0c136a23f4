import type { CatalogueId } from '../../azure/rules/explain-error.ts';
import type { RoomTexts } from '../room-texts.ts';
import { guestCatalogue } from './catalogue/guest.ts';
import { jobsCatalogue } from './catalogue/jobs.ts';
import { keysCatalogue } from './catalogue/keys.ts';
import { machineCatalogue } from './catalogue/machine.ts';
import { resourceManagerCatalogue } from './catalogue/resource-manager.ts';
import { restoreCatalogue } from './catalogue/restore.ts';
import { serviceCatalogue } from './catalogue/service.ts';
import { setupCatalogue } from './catalogue/setup.ts';

export const azure = {
  texts: {
    /** What error codes of Azure mean and what to do. Each file has the entries of `errors/rules/<its name>-errors.ts`. */
    catalogue: {
      ...resourceManagerCatalogue,
      ...guestCatalogue,
      ...jobsCatalogue,
      ...keysCatalogue,
      ...machineCatalogue,
      ...restoreCatalogue,
      ...serviceCatalogue,
      ...setupCatalogue,
    } satisfies Record<CatalogueId, { cause: string; remedy: string }>,
    errors: {
      'bad-blob-address': {
        message: "The job names a place in the staging account that isn't an address in this cloud.",
        remedy: 'Type "commands" and the id to continue by hand.',
      },
      'bad-key-url': {
        message: "The address of a key or secret isn't a Key Vault address.",
        remedy: 'In the Azure portal, check which key vault the disks name.',
      },
      'blob-elsewhere': {
        message:
          "The job names a blob on {{host}}, which isn't in the approved staging account {{account}}. I read nothing from it.",
        remedy: 'Find out how it got there before you continue: somebody may have tampered with it.',
      },
      'blob-unreadable': {
        message: "The file {{blob}} in the staging account isn't what Azure Backup writes there.",
        remedy:
          'Find out who wrote it: someone may have changed it. Then type "commands" and the id to continue by hand.',
      },
      /** Failures of Azure itself or of the way to it. */
      azure: {
        throttled: {
          message: 'Azure asks me to wait {{seconds}} s: too many calls of this kind in this subscription.',
          remedy: 'Try again after that; work in progress continues on its own.',
        },
        forbidden: {
          message: 'Azure refused Strongroom access to {{scope}}.',
          remedy: 'Ask a platform engineer to give Strongroom a role there with the right to {{right}}.',
        },
        'forbidden-somewhere': {
          message: 'Azure refused Strongroom access to something that it has to read.',
          remedy: 'Ask a platform engineer to type "doctor", which says what is missing.',
        },
        'not-found': {
          message: "Azure can't find {{what}}. It may have been deleted or moved.",
          remedy: 'Check the name, or look in the Azure portal.',
        },
        unreachable: {
          message: "Azure couldn't be reached ({{reason}}).",
          remedy: 'Try again in a minute; work in progress is retried on its own.',
        },
        timeout: {
          message: "Azure didn't answer within {{seconds}} s.",
          remedy: 'Try again in a minute; work in progress is looked up on its own.',
        },
        unanswered: {
          message: 'Azure was asked {{times}} times and never said whether it started. No matching job was found.',
          remedy: 'Check the jobs in the vault, then type "retry": it looks for that job first.',
        },
        trouble: {
          message: 'Azure has a problem of its own right now.',
          remedy: 'Try again in a few minutes. If it lasts, look at Service Health in the Azure portal.',
        },
        unreadable: {
          message: "I tried to {{right}} and couldn't read Azure's answer (expected: {{expected}}).",
          remedy:
            'Try again in a few minutes. If it lasts, a proxy may change what Azure answers: tell a platform engineer the name of the call, {{action}}.',
        },
        failed: {
          message: 'Azure answered {{status}} {{azureCode}}: {{message}}',
          remedy: 'Type "explain {{azureCode}}" to see what\'s known about it.',
        },
      },
    },
  },
} as const satisfies RoomTexts;
