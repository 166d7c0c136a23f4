import { needsToReadVault } from '../../access/access.ts';
import { explainError } from '../../azure/rules/explain-error.ts';
import { requireRequestId } from '../../chat/request-of.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import { failureText, inWords } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import type { Answer, Reader } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import { newNonce } from '../../kernel/nonce.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { jobCard, jobText } from '../../requests/cards/job.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { expectedOfJob } from '../../requests/request-view.ts';
import { offersCancel } from '../../requests/rules/jobs.ts';
import { findRequest } from '../../store/requests.ts';
import { requireJob } from '../job-of.ts';

/** Shows one job, by its own id or by its request's, read again from Azure. */
export const job: Command = {
  spec: {
    ...named('job'),
    arguments: [{ kind: 'word-or-request-id', name: 'job', required: true }],
    sideEffect: 'none',
    section: 'jobs',
  },
  takes: 'read',

  run: (turn, { args }) => show(turn, args.job ?? '', 'reply'),

  verbs: {
    'view-job': (turn) => show(turn, requireRequestId(turn), 'card'),
    /** Opens a job from a list, which stays as it is. */
    'open-job': (turn) => show(turn, requireRequestId(turn), 'reply'),
  },
};

async function show(turn: Turn, asked: string, as: 'reply' | 'card'): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const failed = await findFailed(turn, asked);
  const found = await requireJob(turn, asked).catch((error: unknown) => {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === 'job-not-found') return 'forgotten';
    if (failed && error.code === 'no-job') return 'none';
    throw error;
  });
  if (found === 'none') return { kind: 'reply', body: { text: failed ?? '' } };
  if (found === 'forgotten') return { kind: 'reply', body: { text: await forgottenText(turn, asked, failed) } };
  const { vault, job: facts, requestId } = found;
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
    ...(failed && { failed }),
    offers: [...(running ? ['view-job'] : []), ...(offersCancel(facts) ? ['stop-job'] : [])],
  };
  const text = jobText(data, shared);
  const card = jobCard(data, shared);
  return as === 'card' ? { kind: 'card', card, text } : { kind: 'reply', body: { text, card } };
}

/**
 * Azure lists a job for some months; after that a request's own state is shown. @throws job-not-found, not-allowed,
 * not-known
 */
async function forgottenText({ services, incoming, shared }: Turn, asked: string, failed?: string): Promise<string> {
  const reading = parseRequestId(asked);
  const request = reading.kind === 'id' ? await findRequest(services.store.db, reading.id) : undefined;
  if (!request) throw new CodedError('job-not-found', { id: asked });
  await services.access.require(incoming.from.objectId, needsToReadVault(request.vault_id), false);
  const said = failed ?? (await requestBody(services, services.store.db, request.id, shared)).text;
  return `${said} ${texts(shared.language).t('cards.job.forgotten')}`;
}

/** The reason the named request failed, which its last job may not show. @throws not-allowed, not-known */
async function findFailed({ services, incoming, shared }: Turn, asked: string): Promise<string | undefined> {
  const reading = parseRequestId(asked);
  const request = reading.kind === 'id' ? await findRequest(services.store.db, reading.id) : undefined;
  if (request?.state !== 'failed' || !request.failure) return undefined;
  await services.access.require(incoming.from.objectId, needsToReadVault(request.vault_id), false);
  const language = texts(shared.language);
  const why = failureText(language, inWords(request.failure));
  return language.t('cards.job.request-failed', { id: request.id, why });
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
