import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { namesNothing } from '../../chat/rules/words.ts';
import { requireNonce, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { formatDuration } from '../../i18n/dates.ts';
import { grammar } from '../../i18n/grammar.ts';
import { plain } from '../../i18n/plain.ts';
import { commandIn, keyword, keywordIn, named, texts } from '../../i18n/texts.ts';
import { cancelAtStop, prepareCancel, submitCancel } from '../../jobs/cancel-requests.ts';
import { type FoundJob, requireJob } from '../../jobs/job-of.ts';
import type { Answer, MessageBody, Person, Reader } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { stopCard } from '../../requests/cards/stop.ts';
import { requireOwnTiers } from '../../requests/dry-run.ts';
import { voteSubjectBody } from '../../requests/redraw.ts';
import { requestBody, stoppedText, stopSubject } from '../../requests/request-messages.ts';
import { requestView } from '../../requests/request-view.ts';
import { currentStep } from '../../requests/rules/stop.ts';
import { belongsTo, isInForce } from '../../requests/stored-request.ts';
import { readVoteSubject, sealOf } from '../../requests/vote-subject.ts';
import { hasVote, takeVoteBack } from '../../requests/voting.ts';
import { requireStopper, stoppableSteps, stopRefusal, stopRequest } from '../../saga/stop.ts';
import { findJob } from '../../store/jobs.ts';
import { findRequest, listRequests, type RequestRow } from '../../store/requests.ts';
import { noticeCard } from '../../ui/notice.ts';

type Asks = Turn<'text' | 'action'>;

/**
 * Stops a request for good, or a job that nobody asked for here. A request of which something was sent is asked about
 * once. The bare word means the request of its thread, elsewhere the only one under way.
 */
export const stop: Command = {
  spec: {
    ...named('stop'),
    arguments: [{ kind: 'word-or-request-id', name: 'what' }, keyword('now', 'nothing')],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
  },
  takes: 'back-up',

  run(turn, { args }) {
    const { what } = args;
    if (what === undefined || namesNothing(what, grammar))
      return stopOneOf(turn, () => true, texts(turn.shared.language).t('stop.nothing'));
    const reading = parseRequestId(what);
    if (reading.kind === 'id') return stopNamed(turn, reading.id, args.now !== undefined && !turn.ofThread);
    return isJobId(what) ? stopJob(turn, what) : stopOfMachine(turn, what);
  },

  verbs: {
    'stop-ask': async (turn) => {
      const request = await requireRequest(turn, requireRequestId(turn));
      const { text, card } = await askBody(turn, request, turn.personal);
      requireNonce(turn, request.nonce);
      return { kind: 'notice', text, ...(card && { card }) };
    },

    'stop-now': async (turn) => {
      const request = await requireRequest(turn, requireRequestId(turn));
      await requireStopper(turn.services, request, turn.incoming.from);
      return once(turn, async (tx) => {
        await stopRequest(turn.services, tx, request.id, turn.incoming.from);
        requireNonce(turn, request.nonce);
        // redraw.ts writes it in place of the question.
        return { kind: 'nothing' };
      });
    },

    'keep-going': async (turn) => {
      const { id } = await requireRequest(turn, requireRequestId(turn));
      if (turn.incoming.dialog) return { kind: 'nothing' };
      // A card of the request would stand still there, and say for ever that it runs.
      const text = texts(turn.shared.language).t('stop.goes-on', { id });
      return { kind: 'card', card: noticeCard({ tone: 'info', text }, turn.shared), text: '' };
    },

    'stop-job': (turn) => stopJob(turn, requireRequestId(turn)),
  },
};

/** Takes back one's vote. By its requester it is the older word for `stop`, on the button of what was not sent yet. */
export const withdraw: Command = {
  spec: {
    ...named('withdraw'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
    partOf: 'stop',
  },
  takes: 'back-up',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const request = await requireRequest(turn, id);
    // A counted vote stays once a definition is in force; the voter may then end the definition itself.
    const isVoter = !isInForce(request) && (await hasVote(services, request, incoming.from));
    if (belongsTo(request, incoming.from.objectId) || !isVoter) return stopOwn(turn, request);
    return once(turn, async (tx) => {
      await takeVoteBack(tx, id, incoming.from);
      return { kind: 'notice', text: texts(personal.language).t('approval.said.vote-back', { id }) };
    });
  },

  verbs: {
    withdraw: async (turn) => {
      const { services, incoming, shared } = turn;
      const request = await requireRequest(turn, requireRequestId(turn));
      const voteSubject = await readVoteSubject(services.store.db, request);
      await requireOwner(turn, request);
      return once(turn, async (tx) => {
        requireNonce(turn, sealOf(voteSubject).nonce);
        await stopRequest(services, tx, request.id, incoming.from);
        return asCard(await voteSubjectBody(services, tx.db, voteSubject, shared));
      });
    },

    'take-back': (turn) => {
      const { services, incoming, personal } = turn;
      const id = requireRequestId(turn);
      return once(turn, async (tx) => {
        await takeVoteBack(tx, id, incoming.from);
        return asCard(await requestBody(services, tx.db, id, personal, { viewer: incoming.from.objectId }));
      });
    },
  },
};

function asCard({ card, text }: MessageBody): Answer {
  return card ? { kind: 'card', card, text } : { kind: 'notice', text };
}

async function stopOwn(turn: Turn<'text'>, request: RequestRow): Promise<Answer> {
  await requireOwner(turn, request);
  return stopNamed(turn, request.id, false);
}

/** A voter's Withdraw must not stop what the voter only voted on. */
async function requireOwner({ services, incoming }: Asks, request: RequestRow): Promise<void> {
  const { id, requester_name: requester, holder_name: name } = request;
  if (isInForce(request)) return requireStopper(services, request, incoming.from);
  if (belongsTo(request, incoming.from.objectId)) return;
  if (name === null) throw new CodedError('not-your-request', { id, name: requester });
  throw new CodedError('not-your-taken-over', { id, requester, name });
}

async function stopNamed(turn: Turn<'text'>, id: string, isSure: boolean): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const request = await requireRequest(turn, id);
  await requireStopper(services, request, incoming.from);
  if (!isSure && request.state === 'running' && !isInForce(request)) {
    return ask(turn, request);
  }
  return once(turn, async (tx) => {
    await stopRequest(services, tx, id, incoming.from);
    const now = await findRequest(tx.db, id);
    // It has ended, or ends when what is under way has.
    const text =
      now?.state === 'running' ? stoppedText(now, shared) : (await requestBody(services, tx.db, id, shared)).text;
    return { kind: 'reply', body: { text } };
  });
}

/** Posts the question, which redraw.ts edits once it is answered. */
async function ask(turn: Asks, request: RequestRow): Promise<Answer> {
  const { conversationId, threadId } = turn.incoming.place;
  const body = await askBody(turn, request, turn.shared);
  return oncePerActivity(turn, async (tx) => {
    tx.post({ conversationId, ...(threadId && { threadId }), subject: stopSubject(request.id), body });
    return { kind: 'nothing' };
  });
}

/** The question whether to stop, with what will stop and what will not. */
async function askBody({ services, incoming }: Asks, request: RequestRow, reader: Reader): Promise<MessageBody> {
  const { store, requestKinds } = services;
  await requireStopper(services, request, incoming.from);
  const refusal = await stopRefusal(services, store.db, request);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const { t } = texts(reader.language);
  const { id, vm_name } = request;
  const { temporary, afterStop } = requestKinds.of(request).lifecycle ?? {};
  const leaves = temporary
    ? ('errors.stopped-gone.remedy' as const)
    : afterStop && (`stop.left-${afterStop.leaves}` as const);
  const lines = [
    t('stop.sure', { id, vm: plain(vm_name) }),
    await fateOfStep(services, incoming.from, request, reader),
    ...(leaves ? [t(leaves, { id })] : []),
  ];
  const data = {
    id,
    nonce: request.nonce,
    twin: `${commandIn(reader.language, 'stop')} ${id} ${keywordIn(reader.language, 'now')}`,
  };
  return { text: lines.join(' '), card: stopCard(data, reader) };
}

/** What becomes of the step under way. */
async function fateOfStep(
  services: Asks['services'],
  person: Person,
  request: RequestRow,
  reader: Reader,
): Promise<string> {
  const { store, requestKinds, stepHandlers, clock } = services;
  const { t } = texts(reader.language);
  const step = currentStep(await stoppableSteps(services, store.db, request));
  if (!step?.underWay) return t('stop.sent');
  if ((await cancelAtStop(services, request, person)).kind !== 'never') return t('stop.cancels');
  if (stepHandlers.of(step.row).job !== 'Restore') return t('stop.step-ends');
  const now = clock.now();
  const found = await requestView(store.db, requestKinds, request.id, now);
  const view = found?.view.steps.find(({ kind, state }) => kind === step.row.kind && state === 'running');
  const usual = view?.startedAt && view.expectedMs ? view.startedAt.getTime() + view.expectedMs : undefined;
  const leftMs = (view?.azureEnd?.getTime() ?? usual ?? 0) - now.getTime();
  return leftMs > 0 ? t('stop.ends-in', { duration: formatDuration(leftMs, reader) }) : t('stop.step-ends');
}

/** Strongroom switches no machine off: the name of one means the request under way for it. */
function stopOfMachine(turn: Turn<'text'>, name: string): Promise<Answer> {
  const { t } = texts(turn.shared.language);
  const power = t('commands.power', { verb: t('commands.verb.stop'), vm: plain(name) });
  return stopOneOf(turn, ({ vm_name }) => vm_name.toLowerCase() === name.toLowerCase(), power);
}

/** Asks about the only request under way that is meant and that this person may stop, or which one is meant. */
async function stopOneOf(
  turn: Turn<'text'>,
  isMeant: (row: { vm_name: string }) => boolean,
  otherwise: string,
): Promise<Answer> {
  const { services, channel, shared } = turn;
  const open = await listRequests(services.store.db, { states: ['approved', 'running'] });
  const theirs: RequestRow[] = [];
  for (const { id } of open.filter((row) => isMeant(row) && channel.covers(row.vault_id))) {
    const request = await findRequest(services.store.db, id);
    if (request && !isInForce(request) && (await mayStop(turn, request))) theirs.push(request);
  }
  const [only] = theirs;
  if (!only) return { kind: 'reply', body: { text: otherwise } };
  if (theirs.length === 1) return ask(turn, only);
  const ids = theirs.map(({ id, vm_name }) => `${id} (${plain(vm_name)})`).join(', ');
  return { kind: 'reply', body: { text: texts(shared.language).t('stop.which', { ids }) } };
}

async function mayStop({ services, incoming }: Asks, request: RequestRow): Promise<boolean> {
  try {
    await requireStopper(services, request, incoming.from);
    return (await stopRefusal(services, services.store.db, request)) === undefined;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function isJobId(what: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(what);
}

/** Asks Azure to cancel a job, whoever started it. The job that a request follows is stopped with its request. */
async function stopJob(turn: Asks, jobId: string): Promise<Answer> {
  const { services, incoming } = turn;
  const { from, place } = incoming;
  const found = await requireJob(turn, jobId);
  const own = await requestOf(turn, found);
  if (own) return ask(turn, own);
  const plan = await prepareCancel(services, found, from);
  await requireOwnTiers(services, [plan]);
  return oncePerActivity(turn, async (tx) => {
    await submitCancel(services, tx, { by: from, place }, plan);
    return { kind: 'nothing' };
  });
}

/** The running request that follows this job; a second job beside it has none. */
async function requestOf({ services }: Asks, { job, requestId }: FoundJob): Promise<RequestRow | undefined> {
  const { db } = services.store;
  const row = requestId === undefined ? undefined : await findJob(db, job.id);
  const request = row?.step_id && row.request_id ? await findRequest(db, row.request_id) : undefined;
  return request?.state === 'running' ? request : undefined;
}
