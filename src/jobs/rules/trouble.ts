import { explainError } from '../../azure/rules/explain-error.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Trouble } from '../../store/rules/notice.ts';

const restores: ReadonlySet<string> = new Set(['Restore', 'CrossRegionRestore']);
/** Azure's messages can run for pages; a post shows the beginning. */
const maxMessageLength = 300;

/** Undefined while there is nothing to report: it is running, or Azure does not say what it does. */
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

/** Jobs of one vault with the same key share a post. */
export function troubleKey({ kind, operation, error, failure }: Trouble): string {
  return [kind, operation, error?.known ?? error?.title.toLowerCase() ?? failure?.code ?? ''].join(':');
}

/** How a machine's backups ended. An attacker may have done it, so it is reported even where only failures are. */
export function endOfBackups({ kind, operation }: Trouble): 'deleted' | 'stopped' | undefined {
  if (kind !== 'done') return undefined;
  if (operation === 'DeleteBackupData') return 'deleted';
  return operation === 'DisableBackup' ? 'stopped' : undefined;
}

/** Names that a mute of an error matches. */
export function errorNames({ error }: Trouble): string[] {
  const names = [...(error?.known ? [error.known] : []), ...(error?.title ? [error.title.toLowerCase()] : [])];
  return names.length > 0 ? names : [unexplainedError];
}

/** Name of failures for which Azure gives no reason. */
export const unexplainedError = 'no-reason';

export function isFailedOrWarned({ kind }: Trouble): boolean {
  return kind === 'failed' || kind === 'warned';
}

/**
 * Whether it stays a failure until a backup, or a drill, succeeds. Others are news that expires: nobody has to repeat a
 * failed restore or change.
 */
export function needsAction(trouble: Trouble): boolean {
  return trouble.kind === 'drill' || (isFailedOrWarned(trouble) && trouble.operation === 'Backup');
}

/** Whether giving Azure Backup access to the key fixes it. */
export function lacksKeyAccess({ error }: Trouble): boolean {
  if (error?.known === undefined) return false;
  return explainError({ title: error.title, message: error.message })?.keyAccess === true;
}

function errorOf({ errors: [first] }: JobFacts): Pick<Trouble, 'error'> {
  if (!first) return {};
  const known = explainError({
    title: first.title,
    message: first.message,
    ...(first.code !== undefined && { code: first.code }),
  });
  const title = first.title || String(first.code ?? '');
  const message = first.message.slice(0, maxMessageLength);
  if (known) return { error: { known: known.id, title, message } };
  const advice = first.recommendations.join(' ').slice(0, maxMessageLength);
  return { error: { title, message, ...(advice && { advice }) } };
}
