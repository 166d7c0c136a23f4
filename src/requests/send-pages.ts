import { callOutside } from '../azure/outside-call.ts';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { findConversation } from '../store/conversations.ts';
import { findMessage } from '../store/messages.ts';
import type { Store } from '../store/open.ts';
import { endPage, isWaiting, nextPage, type PageRow, postponePage, repeatNewerPage } from '../store/pages.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import { storedPage } from '../store/rules/stored-page.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { type CardPlace, cardLink, type PagerCall, pagerCall } from './rules/pager-call.ts';
import { pageBackoff, pageLivesSeconds, parseOutcome } from './rules/state-page.ts';

/** Time between two looks for the id of a card (real milliseconds). */
const linkPollMs = 500;
/** How long a page waits for its card to be posted, as its link needs the card's id (world milliseconds). */
const linkWaitMs = 10_000;

type Parts = { config: Config; store: Store; clock: Clock; log: Log };

/** The answer to a call: its status, or why there was none; and how long to wait, if it says so. */
type PagerAnswer = { status: number; retryAfterSeconds?: number } | { error: string };

/**
 * Sends a request's pages in order, one at a time. A kill between the send and its record repeats that one page, under
 * the same id. A page that is not accepted is retried at growing distance for a day, and blocks nothing else. A process
 * that finds another at work has the request looked at again: either may be the one that froze.
 */
export async function sendPages(services: Parts, requestId: string): Promise<void> {
  const { config, store, clock } = services;
  for (;;) {
    const page = await nextPage(store.db, requestId);
    const request = await findRequest(store.db, requestId);
    if (!page || !request) return;
    const { pager } = config;
    if (!pager) {
      await store.transaction((tx) => endPage(tx, page, 'no pager is set'));
      continue;
    }
    if (page.due_at > clock.now()) {
      return store.transaction((tx) => tx.wake('pager', requestId, page.due_at));
    }
    const place = await findCardPlace(store.db, request);
    if (place?.activityId === undefined && isFresh(services, page)) {
      const at = new Date(clock.now().getTime() + clock.worldSpan(linkPollMs));
      return store.transaction(async (tx) => {
        await postponePage(tx, page, at, null);
        tx.wake('pager', requestId, at);
      });
    }
    const body = storedPage.parse(page.body);
    const link = cardLink({ teams: config.cloud.teams, tenantId: config.tenantId, botAppId: config.botAppId }, place);
    const whole = { ...body, id: page.id, type: page.type, requestId, at: page.created_at, link };
    if (!(await isWaiting(store.db, page))) return store.transaction((tx) => tx.wake('pager', requestId));
    // Signed by real time: the receiver's clock is not the sandbox's.
    const answer = await callPager(pagerCall(pager, whole, config, new Date()));
    if (!(await record(services, page, answer))) return;
  }
}

function isFresh({ clock }: Parts, { created_at }: PageRow): boolean {
  return clock.now().getTime() - created_at.getTime() < clock.worldSpan(linkWaitMs);
}

/** @returns whether to go on with the next page */
async function record({ store, clock, log }: Parts, page: PageRow, answer: PagerAnswer): Promise<boolean> {
  const outcome = 'status' in answer ? parseOutcome(answer.status) : 'later';
  if (outcome === 'sent') {
    return store.recordEffect(async (tx) => (await endPage(tx, page, null)) || giveWay(tx, page));
  }
  const error = 'status' in answer ? String(answer.status) : answer.error;
  const old = clock.now().getTime() - page.created_at.getTime() > pageLivesSeconds * 1000;
  const pageId = page.id;
  if (outcome === 'refused' || old) {
    log.error({ pageId, requestId: page.request_id, reason: error }, 'a page was given up');
    return store.recordEffect(async (tx) => (await endPage(tx, page, error)) || giveWay(tx, page));
  }
  const told = { pageId, requestId: page.request_id, reason: error, tries: page.tries + 1 };
  log.warn(told, 'a page was not taken; it is tried again');
  return store.recordEffect(async (tx) => {
    const retryAfter = 'status' in answer ? answer.retryAfterSeconds : undefined;
    const at = inSeconds(tx.now(), pageBackoff(page.tries, retryAfter) * (1 + Math.random() / 4));
    if (!(await postponePage(tx, page, at, error))) return giveWay(tx, page);
    tx.wake('pager', page.request_id, at);
    return false;
  });
}

/**
 * Leaves a page to another process, which has recorded it or repeats it. Which of the two holds the request is not
 * known here, so the request is looked at again. Whatever the answer was, this try may have been accepted.
 */
async function giveWay(tx: Tx, page: PageRow): Promise<false> {
  await repeatNewerPage(tx, page);
  tx.wake('pager', page.request_id);
  return false;
}

/** The card's place: where the approvers look, else where it was asked. */
async function findCardPlace(db: Db, request: RequestRow): Promise<CardPlace | undefined> {
  const places: CardPlace[] = [];
  for (const id of request.card_message_ids) {
    const message = await findMessage(db, id);
    const conversation = message && (await findConversation(db, message.conversation_id));
    // Nobody opens a conversation that the bot was removed from, and a card for it may never be posted.
    if (!message || !conversation || conversation.dead_at) continue;
    places.push({
      kind: conversation.kind,
      conversationId: conversation.id,
      threadId: message.thread_id ?? undefined,
      activityId: message.activity_id ?? undefined,
    });
  }
  const shared = places.filter(({ kind }) => kind !== 'personal');
  return shared.find(({ conversationId }) => conversationId !== request.conversation_id) ?? shared[0] ?? places[0];
}

/** Calls the pager. Nothing of the address or the answer is logged: either may hold a secret. */
async function callPager({ url, headers, body }: PagerCall): Promise<PagerAnswer> {
  try {
    const { status, retryAfterSeconds } = await callOutside({ method: 'POST', url, headers, body });
    return { status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  } catch {
    return { error: 'no answer' };
  }
}
