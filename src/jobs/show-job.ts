import { needsToReadVault } from '../access/access.ts';
import { explainError } from '../azure/rules/explain-error.ts';
import type { Turn } from '../chat/turn.ts';
import { texts } from '../i18n/texts.ts';
import { type Answer, type MessageBody, newNonce, type Reader } from '../kernel/chat.ts';
import { tryRead } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { jobCard, jobText } from '../requests/cards/job.ts';
import { expectedOfJob } from '../requests/request-view.ts';
import { offersCancel } from '../requests/rules/jobs.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import { type FoundJob, requireJob } from './job-of.ts';

/** Shows one job by its id, read again from Azure. @throws job-not-found, not-allowed, not-known */
export async function showJob(turn: Turn, id: string, as: 'reply' | 'card'): Promise<Answer> {
  const body = await jobBody(turn, await requireJob(turn, id));
  return as === 'card' ? { kind: 'card', ...body } : { kind: 'reply', body };
}

/**
 * The newest job of a request for whoever may read its vault; none if it has none, or if it went well and the request
 * did not: "completed" would be the last thing said of what failed. Azure lists a job for some months, after which
 * `forgotten` says so.
 */
export async function showJobOf(
  turn: Turn,
  { id, state }: Pick<RequestRow, 'id' | 'state'>,
): Promise<{ body?: MessageBody; forgotten?: string }> {
  const read = await tryRead(async () => {
    const found = await requireJob(turn, id);
    const endedBetter = found.job.status === 'Completed' && (state === 'failed' || state === 'cancelled');
    return endedBetter ? undefined : jobBody(turn, found);
  });
  if (read.kind === 'read') return read.value ? { body: read.value } : {};
  return read.failure.code === 'job-not-found'
    ? { forgotten: texts(turn.shared.language).t('cards.job.forgotten') }
    : {};
}

async function jobBody(turn: Turn, { vault, job: facts, requestId }: FoundJob) {
  const { services, incoming, shared } = turn;
  await services.access.require(incoming.from.objectId, needsToReadVault(vault.id), false);
  const usualMs = await expectedOfJob(services.store.db, services.requestKinds, facts);
  const running = facts.status === 'InProgress' || facts.status === 'Cancelling';
  const request = requestId && !running ? await findRequest(services.store.db, requestId) : undefined;
  const data = {
    nonce: newNonce(),
    now: services.clock.now(),
    vault: vault.name,
    job: withRemedies(facts, shared),
    ...(requestId && { requestId }),
    ...(request?.state === 'running' && { isPart: true }),
    ...(usualMs && { usualMs }),
    offers: [
      ...(running ? ['view-job'] : []),
      ...(facts.operation === 'Backup' && facts.status === 'Failed' ? ['open-backup'] : []),
      'open-vm',
      ...(offersCancel(facts) ? ['stop-job'] : []),
    ],
  };
  return { text: jobText(data, shared), card: jobCard(data, shared) };
}

/**
 * Adds the catalogue's remedy in the reader's language if it knows the error; otherwise Azure's recommendation stays.
 */
function withRemedies(facts: JobFacts, reader: Reader): JobFacts {
  const { t } = texts(reader.language);
  return {
    ...facts,
    errors: facts.errors.map((error) => {
      const known = explainError(error);
      return known ? { ...error, recommendations: [t(`catalogue.${known.id}.remedy`)] } : error;
    }),
  };
}
