import { explainError, type KnownError } from '../../azure/rules/explain-error.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Trouble } from '../../store/rules/notice.ts';

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
