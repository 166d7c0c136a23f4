import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';

/** What Azure warns of about a job that came to its end; undefined for any other. */
export function jobWarning({ status, operation, errors, vmName }: JobFacts): Failure | undefined {
  if (status !== 'CompletedWithWarnings') return undefined;
  const [error] = errors;
  const said = [error?.title || String(error?.code ?? ''), error?.message ?? ''].filter(Boolean).join(' ');
  return { code: operation === 'Backup' ? 'backup-warned' : 'job-warned', params: { vm: vmName, said: said || '-' } };
}
