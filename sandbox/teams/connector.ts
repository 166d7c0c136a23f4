import type { Behaviour } from './behaviour.ts';
import type { Chat, Content, Message } from './chat.ts';
import { connectorAnswers, membersAnswers, readActivity } from './connector-calls.ts';
import { errorBody, type Faults } from './faults.ts';
import { type Call, type Handler, type Reply, Router } from './http.ts';
import { isRecord } from './mentions.ts';
import { type Conversation, findConversation, findPerson, type Roster, splitConversationId } from './roster.ts';

export type ConnectorOptions = {
  roster: Roster;
  chat: Chat;
  faults: Faults;
  behaviour: Pick<Behaviour, 'splitsTextAndCard' | 'tellsNoIds' | 'takesNoTargeted' | 'showsNoTargeted'>;
  /** Whether this Authorization header carries a token issued to the bot for https://api.botframework.com. */
  verifyBearer: (authorization: string | undefined) => boolean | Promise<boolean>;
  /** Clock for the rate limits, in ms; the machine's own by default. */
  elapsed?: () => number;
};

export type Connector = {
  router: Router;
  /** Rate limits (429). On by default. */
  limits: { enabled: boolean; clear(): void };
};

/** The Bot Connector's REST interface, version 3, for one bot. */
export function createConnector(options: ConnectorOptions): Connector {
  const { roster, chat, faults, behaviour, verifyBearer, elapsed } = options;
  const sends = new RateLimit(sendLimits, elapsed);
  const members = new RateLimit(memberLimits, elapsed);
  const limits = {
    enabled: true,
    clear() {
      sends.clear();
      members.clear();
    },
  };
  const router = new Router();
  const answers = membersAnswers(roster);

  /** Handles every call: the token, planted faults and the rate limit, then the call itself. */
  function route(method: string, path: string, limit: RateLimit, act: Handler): void {
    router.on(method, path, async (call) => {
      if (!(await verifyBearer(call.request.headers.authorization)))
        return refuse(401, 'Unauthorized', 'Invalid token.');
      const fault = faults.take(call.method, call.url.pathname);
      if (fault && !fault.afterActing) return faultReply(fault);
      const key = splitConversationId(call.params.conversation ?? 'create').id;
      const wait = limits.enabled ? limit.take(key) : 0;
      if (wait > 0) return { status: 429, body: errorBody(429), headers: { 'retry-after': String(wait) } };
      const reply = await act(call);
      return fault ? faultReply(fault) : reply;
    });
  }

  /** Posts an activity into a conversation, or shows that the bot is typing. */
  function post(call: Call, conversation: Conversation, threadId: string | undefined, activity: unknown): Reply {
    const read = readActivity(roster, activity, call.size);
    if ('refused' in read) return read.refused;
    const at = { ...(threadId && { threadId }), ...(call.params.activity && { replyTo: call.params.activity }) };
    if (read.typing) {
      chat.emit('typing', { conversationId: conversation.id, ...(threadId && { threadId }), from: 'bot' });
      return { status: 202, body: {} };
    }
    if (isTargeted(call)) return postTargeted(conversation, activity, read.content, at);
    const { card, ...words } = read.content;
    if (behaviour.splitsTextAndCard && card && words.text) {
      chat.post(conversation, 'bot', words, at);
      chat.post(conversation, 'bot', { ...read.content, text: '' }, at);
      return { status: 202, body: {} };
    }
    const { id } = chat.post(conversation, 'bot', read.content, at);
    return behaviour.tellsNoIds ? { status: 202, body: {} } : { status: 201, body: { id } };
  }

  /** Documented: one member is named as the recipient, in a channel, group chat or meeting. */
  function postTargeted(
    conversation: Conversation,
    activity: unknown,
    content: Content,
    at: { threadId?: string; replyTo?: string },
  ): Reply {
    if (behaviour.takesNoTargeted) return refuse(403, 'THREADACCESSDENIED', 'Thread access denied.');
    const recipient = isRecord(activity) && isRecord(activity.recipient) ? String(activity.recipient.id ?? '') : '';
    if (!recipient) return connectorAnswers.badArgument('Missing recipient.');
    // Modelled: the real refusal of either case is unknown.
    if (conversation.kind === 'personal') return connectorAnswers.badArgument('The conversation is personal.');
    const person = findPerson(roster, recipient);
    if (!person || !conversation.members.includes(person.id)) return connectorAnswers.noMember();
    if (behaviour.showsNoTargeted) return { status: 201, body: { id: chat.newId() } };
    return { status: 201, body: { id: chat.post(conversation, 'bot', content, { ...at, only: person.id }).id } };
  }

  function within(call: Call, then: (conversation: Conversation, threadId: string | undefined) => Reply): Reply {
    const { id, threadId } = splitConversationId(call.params.conversation ?? '');
    const conversation = roster.conversations.find((one) => one.id === id);
    if (!conversation) return connectorAnswers.noConversation();
    if (threadId && chat.find(threadId)?.conversationId !== id) return connectorAnswers.noConversation();
    return then(conversation, threadId);
  }

  function ownMessage(call: Call, conversation: Conversation, then: (message: Message) => Reply): Reply {
    const message = chat.find(call.params.activity ?? '');
    if (!message || message.deleted || message.conversationId !== conversation.id) return connectorAnswers.noActivity();
    // Documented: the recipient cannot be changed, and the message is gone after 24 hours.
    if (isTargeted(call) !== (message.only !== undefined) || !chat.isSeen(message, message.only))
      return connectorAnswers.noActivity();
    if (message.from !== 'bot') return refuse(403, 'Forbidden', 'The bot may change only its own messages.');
    return then(message);
  }

  const send: Handler = (call) => within(call, (conversation, thread) => post(call, conversation, thread, call.body));
  route('POST', '/v3/conversations/:conversation/activities', sends, send);
  route('POST', '/v3/conversations/:conversation/activities/:activity', sends, send);
  route('PUT', '/v3/conversations/:conversation/activities/:activity', sends, (call) =>
    within(call, (conversation) =>
      ownMessage(call, conversation, (message) => {
        if (isTargeted(call) && isRecord(call.body.recipient))
          return connectorAnswers.badArgument('A recipient cannot be given in an edit.');
        const read = readActivity(roster, call.body, call.size);
        if ('refused' in read) return read.refused;
        chat.edit(message, read.content);
        return { status: 200, body: { id: message.id } };
      }),
    ),
  );
  route('DELETE', '/v3/conversations/:conversation/activities/:activity', sends, (call) =>
    within(call, (conversation) =>
      ownMessage(call, conversation, (message) => {
        chat.delete(message);
        return { status: 200 };
      }),
    ),
  );

  route('POST', '/v3/conversations', sends, (call) => {
    const { body } = call;
    const channelData = isRecord(body.channelData) ? body.channelData : {};
    const channel = isRecord(channelData.channel) ? channelData.channel.id : undefined;
    if (typeof channel === 'string') {
      const conversation = roster.conversations.find((one) => one.id === channel && one.kind === 'channel');
      if (!conversation) return connectorAnswers.noConversation();
      const posted = post(call, conversation, undefined, body.activity);
      if (posted?.status !== 201 || !isRecord(posted.body)) return posted;
      const id = String(posted.body.id);
      return { status: 201, body: { id: `${conversation.id};messageid=${id}`, activityId: id } };
    }
    const member = Array.isArray(body.members) && isRecord(body.members[0]) ? String(body.members[0].id) : '';
    const person = findPerson(roster, member);
    const conversation = person && findConversation(roster, `personal-${person.id}`);
    if (!conversation)
      return refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    if (!isRecord(body.activity)) return { status: 201, body: { id: conversation.id } };
    const posted = post(call, conversation, undefined, body.activity);
    if (posted?.status !== 201 || !isRecord(posted.body)) return posted;
    return { status: 201, body: { id: conversation.id, activityId: posted.body.id } };
  });

  route('GET', '/v3/conversations/:conversation/members', members, (call) => within(call, answers.all));
  route('GET', '/v3/conversations/:conversation/pagedmembers', members, (call) =>
    within(call, (conversation) => answers.page(conversation, call.url.searchParams)),
  );
  route('GET', '/v3/conversations/:conversation/members/:member', members, (call) =>
    within(call, (conversation) => answers.one(conversation, call.params.member ?? '')),
  );
  route('GET', '/v3/teams/:team', members, (call) => answers.team(call.params.team ?? ''));
  route('GET', '/v3/teams/:team/conversations', members, (call) => answers.channels(call.params.team ?? ''));
  return { router, limits };
}

function refuse(status: number, code: string, message: string): NonNullable<Reply> {
  return connectorAnswers.refuse(status, code, message);
}

/** Documented: a query parameter marks a call about a targeted message. */
function isTargeted({ url }: Call): boolean {
  return url.searchParams.get('isTargetedActivity') === 'true';
}

function faultReply(fault: { status: number; retryAfter?: number }): NonNullable<Reply> {
  return {
    status: fault.status,
    body: errorBody(fault.status),
    ...(fault.retryAfter !== undefined && { headers: { 'retry-after': String(fault.retryAfter) } }),
  };
}

/** Teams' documented limits per bot and conversation: at most `count` calls within `ms`. */
export const sendLimits: Limit[] = [
  { count: 7, ms: 1000 },
  { count: 8, ms: 2000 },
  { count: 60, ms: 30_000 },
  { count: 1800, ms: 3_600_000 },
];

const memberLimits: Limit[] = [
  { count: 14, ms: 1000 },
  { count: 16, ms: 2000 },
  { count: 120, ms: 30_000 },
  { count: 3600, ms: 3_600_000 },
];

export type Limit = { count: number; ms: number };

/** Rate limit with sliding windows. */
export class RateLimit {
  readonly #limits: Limit[];
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(limits: Limit[], now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * Counts one call; a refused call does not count.
   * @returns 0 if it may pass, else the seconds to wait (whole, at least 1)
   */
  take(key: string): number {
    const now = this.#now();
    const longest = Math.max(...this.#limits.map((limit) => limit.ms));
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - longest);
    this.#calls.set(key, calls);
    for (const { count, ms } of this.#limits) {
      const oldest = calls[calls.length - count];
      if (oldest !== undefined && oldest > now - ms) return Math.max(1, Math.ceil((oldest + ms - now) / 1000));
    }
    calls.push(now);
    return 0;
  }

  clear(): void {
    this.#calls.clear();
  }
}
