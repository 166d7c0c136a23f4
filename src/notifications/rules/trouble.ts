import { type CatalogueId, explainError, type KnownError } from '../../errors/rules/explain-error.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { JobFacts } from '../../kernel/facts.ts';

/**
 * What became of a job that nobody started from chat. restore: one that went past the approvals. done: only told where
 * everything is asked for, unless it ended backups. folded: stands for several posts that were one too many. drill: no job, a restore drill that
 * failed.
 */
export type TroubleKind = 'failed' | 'warned' | 'cancelled' | 'restore' | 'done' | 'folded' | 'drill';

export type Trouble = {
  kind: TroubleKind;
  /** As Azure spells it; `Drill` for a drill. */
  operation: string;
  /** Why: the catalogue's entry if it knows the error, and Azure's own words. advice: what mends it, by Azure. */
  error?: { known?: CatalogueId; title: string; message: string; advice?: string };
  /** Why a drill failed. */
  failure?: Failure;
};

const restores: ReadonlySet<string> = new Set(['Restore', 'CrossRegionRestore']);
/** Azure's messages go on for pages; a post shows the beginning. */
const longestMessage = 300;

/** Undefined while there is nothing to tell: it runs, or Azure does not say what it does. */
export function findTrouble(job: JobFacts): Trouble | undefined {
  const { operation, status } = job;
  switch (status) {
    case 'InProgress':
    case 'Completed':
      if (restores.has(operation)) return { kind: 'restore', operation };
      return status === 'Completed' ? { kind: 'done', operation } : undefined;
    case 'Failed':
      return { kind: 'failed', operation, ...errorOf(job) };
    case 'CompletedWithWarnings':
      return { kind: 'warned', operation, ...errorOf(job) };
    case 'Cancelled':
      return { kind: 'cancelled', operation };
    default:
      return undefined;
  }
}

/** Jobs of one vault with one key are one post. */
export function troubleKey({ kind, operation, error, failure }: Trouble): string {
  return [kind, operation, error?.known ?? error?.title.toLowerCase() ?? failure?.code ?? ''].join(':');
}

/** What ended the backups of a machine. Whoever did it may do harm, so it is told where only failures are. */
export function endOfBackups({ kind, operation }: Trouble): 'deleted' | 'stopped' | undefined {
  if (kind !== 'done') return undefined;
  if (operation === 'DeleteBackupData') return 'deleted';
  return operation === 'DisableBackup' ? 'stopped' : undefined;
}

/** What a mute of an error is compared with. */
export function errorNames({ error }: Trouble): string[] {
  const names = [...(error?.known ? [error.known] : []), ...(error?.title ? [error.title.toLowerCase()] : [])];
  return names.length > 0 ? names : [noReason];
}

/** The name of failures of which Azure does not say why. */
export const noReason = 'no-reason';

export function wentWrong({ kind }: Trouble): boolean {
  return kind === 'failed' || kind === 'warned';
}

/**
 * Whether it stays wrong until a backup succeeds, or a drill. The others are news that grow old by themselves: nobody has
 * to repeat a restore or a change that failed.
 */
export function needsSomebody(trouble: Trouble): boolean {
  return trouble.kind === 'drill' || (wentWrong(trouble) && trouble.operation === 'Backup');
}

/** The command that mends it, as the catalogue has it. */
export function mendOf({ error }: Trouble): KnownError['mend'] {
  return error?.known === undefined ? undefined : explainError({ title: error.title, message: error.message })?.mend;
}

function errorOf({ errors: [first] }: JobFacts): Pick<Trouble, 'error'> {
  if (!first) return {};
  const known = explainError({
    title: first.title,
    message: first.message,
    ...(first.code !== undefined && { code: first.code }),
  });
  const title = first.title || String(first.code ?? '');
  const message = first.message.slice(0, longestMessage);
  if (known) return { error: { known: known.id, title, message } };
  const advice = first.recommendations.join(' ').slice(0, longestMessage);
  return { error: { title, message, ...(advice && { advice }) } };
}
