import { needsToReadVault } from '../../access/access.ts';
import { once } from '../../chat/idempotency.ts';
import { requireRequestId } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { formatTime } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { named, texts } from '../../i18n/texts.ts';
import { type Answer, newNonce, type Reader } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { startLooking } from '../../requests/looking.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { sealOf } from '../../requests/vote-subject.ts';
import { votable } from '../../requests/voting.ts';
import { findPostByActivity } from '../../store/messages.ts';
import {
  findNotice,
  findNoticeOfPost,
  lockNotices,
  type NoticeRow,
  openNotices,
  updateNotice,
} from '../../store/notices.ts';
import { headingOf } from '../cards/news.ts';
import { editNotice } from '../messages.ts';
import { needsAction } from '../rules/trouble.ts';

/**
 * Takes a problem: the message shows who has it, and reminders stop. Of a request that waits for a decision: nobody else
 * is asked for a while.
 */
export const onIt: Command = {
  spec: {
    ...named('on it'),
    arguments: [{ kind: 'phrase', name: 'subject' }],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const request = parseRequestId(args.subject ?? '');
    if (request.kind === 'id') return look(turn, request.id);
    const here = args.subject === undefined ? await ofThread(turn) : undefined;
    if (here) {
      if (here.state === 'open') return take(turn, here);
      throw new CodedError('take-nothing', { name: headingOf({ ...here, vault: here.vault_name }, shared) });
    }
    return take(
      turn,
      pick(await openNotices(services.store.db, services.log, incoming.place.conversationId), args.subject, shared),
    );
  },

  verbs: {
    look: (turn) => look(turn, requireRequestId(turn)),

    'notice-take': async (turn) => {
      const row = await findNotice(turn.services.store.db, requireRequestId(turn));
      if (row?.state !== 'open') throw new CodedError('stale-card');
      return take(turn, row, { over: false });
    },
  },
};

/** Only whoever may decide can say that they look. */
async function look(turn: Turn<'text' | 'action'>, id: string): Promise<Answer> {
  const { services, incoming, personal, shared } = turn;
  const voter = await votable(services, id, incoming.from);
  if (incoming.kind === 'action' && incoming.data.nonce !== sealOf(voter.subject).nonce)
    throw new CodedError('stale-card');
  // A second click, or a click that Teams delivers again, is answered by who is looking.
  return services.store.transaction(async (tx): Promise<Answer> => {
    const { name, until, isNew } = await startLooking(tx, voter, incoming.from);
    // The card that everyone sees shows it.
    if (incoming.kind === 'action' && isNew) {
      const { card, text } = await requestBody(services, tx.db, id, shared);
      if (card) return { kind: 'card', card, text };
    }
    const text = texts(personal.language).t(`approval.said.${isNew ? 'looking' : 'looking-already'}`, {
      id,
      name: plain(name),
      until: formatTime(until, personal),
    });
    return { kind: 'notice', text };
  });
}

/** The problem in whose thread this was typed; a folded message stands for several. */
async function ofThread({ services, incoming }: Turn): Promise<NoticeRow | undefined> {
  const { conversationId, threadId } = incoming.place;
  if (threadId === undefined) return undefined;
  const post = await findPostByActivity(services.store.db, conversationId, threadId);
  const row = post && (await findNoticeOfPost(services.store.db, post.id));
  return row?.trouble.kind === 'folded' ? undefined : row;
}

function pick(open: readonly NoticeRow[], subject: string | undefined, reader: Reader) {
  const wanted = subject?.toLowerCase();
  const hits = open.filter(
    ({ trouble, machines, vault_name }) =>
      needsAction(trouble) &&
      (wanted === undefined ||
        wanted === vault_name.toLowerCase() ||
        wanted === trouble.error?.title.toLowerCase() ||
        machines.some(({ vm }) => vm.toLowerCase() === wanted)),
  );
  const [only] = hits;
  if (!only)
    throw subject === undefined ? new CodedError('take-none') : new CodedError('take-nothing', { name: subject });
  if (hits.length > 1) {
    const names = hits.map((row) => headingOf({ ...row, vault: row.vault_name }, reader)).join(' · ');
    throw new CodedError('take-which', { names });
  }
  return only;
}

/** @param over also takes it from its owner; false for the button, which a stale screen shows to a second person */
async function take(
  turn: Turn<'text' | 'action'>,
  { id, vault_id, conversation_id }: NoticeRow,
  { over } = { over: true },
): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { from, place } = incoming;
  if (conversation_id !== place.conversationId) throw new CodedError('stale-card');
  await services.access.require(from.objectId, needsToReadVault(vault_id), false);
  return once(turn, async (tx): Promise<Answer> => {
    const row = (await lockNotices(tx, services.log, conversation_id)).find((each) => each.id === id);
    if (!row) throw new CodedError('stale-card');
    const other = row.owner_oid !== null && row.owner_oid !== from.objectId;
    if (other && !over) throw new CodedError('take-taken', { name: row.owner_name ?? '' });
    Object.assign(row, { owner_oid: from.objectId, owner_name: from.name, nonce: newNonce() });
    await updateNotice(tx, id, { owner_oid: row.owner_oid, owner_name: row.owner_name, nonce: row.nonce });
    tx.audit({ actor: from, event: 'notice.taken', details: { conversationId: conversation_id, key: row.key } });
    await editNotice(services, tx, row, { bulk: false });
    if (incoming.kind === 'action') return { kind: 'nothing' };
    const heading = headingOf({ ...row, vault: row.vault_name }, shared);
    const text = texts(shared.language).t('notify.taken', { name: plain(from.name), heading });
    return { kind: 'reply', body: { text } };
  });
}
