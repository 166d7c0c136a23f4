import { catalogueBackup } from './catalogue-backup.ts';
import { catalogueMachine } from './catalogue-machine.ts';
import { catalogueRestore } from './catalogue-restore.ts';

export const catalogue = { ...catalogueBackup, ...catalogueMachine, ...catalogueRestore } as const;
