import type { CatalogueId } from '../../errors/rules/explain-error.ts';
import { catalogueBackup } from './catalogue-backup.ts';
import { catalogueMachine } from './catalogue-machine.ts';
import { catalogueRestore } from './catalogue-restore.ts';

export const catalogue = { ...catalogueBackup, ...catalogueMachine, ...catalogueRestore } as const satisfies Record<
  CatalogueId,
  { cause: string; remedy: string }
>;
