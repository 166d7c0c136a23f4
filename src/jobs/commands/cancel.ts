import { oncePerActivity } from '../../chat/idempotency.ts';
import { requireRequestId } from '../../chat/request-of.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { requireOwnTiers } from '../../requests/dry-run.ts';
import { prepareCancel, submitCancel } from '../cancel-requests.ts';
import { type FoundJob, requireJob } from '../job-of.ts';

/** Asks Azure to cancel a running job, started by anyone, if the person has that right on the vault. */
export const cancel: Command = {
  spec: {
    ...named('cancel'),
    arguments: [{ kind: 'word-or-request-id', name: 'job', required: true }],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'cancel',

  run: (turn, { args }) => ask(turn, args.job ?? ''),

  verbs: { 'cancel-job': (turn) => ask(turn, requireRequestId(turn)) },
};

/**
 * Requires that the job is the one meant: a request runs one job after another, and a command deferred until a role is
 * active names none of them.
 * @throws cancel-later-job
 */
function requireMeant({ deferredAt }: Turn, named: string, { job }: FoundJob): void {
  const reading = parseRequestId(named);
  if (!deferredAt || reading.kind !== 'id' || job.startedAt <= deferredAt) return;
  throw new CodedError('cancel-later-job', { id: reading.id, job: job.id });
}

async function ask(turn: Turn<'text' | 'action'>, named: string): Promise<Answer> {
  const { services, incoming } = turn;
  const { from, place } = incoming;
  const found = await requireJob(turn, named);
  requireMeant(turn, named, found);
  const plan = await prepareCancel(services, found, from);
  await requireOwnTiers(services, [plan]);
  return oncePerActivity(turn, async (tx) => {
    await submitCancel(services, tx, { by: from, place }, plan);
    return { kind: 'nothing' };
  });
}
