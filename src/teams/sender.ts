import type { TokenCredential } from '@azure/core-auth';
import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { boundedWaits, createHttpClient } from '../azure/http-client.ts';
import type { MessageBody, Person } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { asObject } from '../kernel/stored.ts';
import { parseRetryAfter } from '../kernel/throttling.ts';
import { parseName } from './incoming.ts';
import { targetedAt, toActivity, withoutMentions } from './outgoing.ts';
import { asReference, type ConversationReference, textOf, threadConversationId } from './place.ts';
import { forOutsiders } from './rules/for-outsiders.ts';
import { TeamsError } from './teams-error.ts';

export { TeamsError };

type SendOrder = {
  /** A ConversationReference from the database. */
  reference: unknown;
  kind: 'post' | 'edit';
  body: MessageBody;
  /** Root of the thread in a channel; without one a post starts a thread. */
  threadId?: string;
  /** The only member who sees the post. Teams allows no reply to it, and removes it after 24 hours. */
  only?: Pick<Person, 'teamsId' | 'name'>;
  /** The private message that the post answers: Teams shows it above. */
  answers?: string;
  /** The posted message that an edit replaces. */
  activityId?: string;
};

export type Sender = {
  /**
   * Posts or edits a message, once, in at most 10 s for each form: what Teams rejects because of a mention is sent
   * without mentions, and a rejected card as its sentence alone. A message for one member is not reduced to its
   * sentence: it goes to the personal chat, where its buttons work.
   * @returns activityId: absent if Teams accepted a post without returning an id; refused: why its sentence
   * replaces its card
   * @throws TeamsError; dead after an edit may mean only that the message is gone: somebody deleted it
   */
  send(order: SendOrder): Promise<{ activityId?: string; refused?: TeamsError }>;
  /**
   * Opens the personal chat with a person, or finds the existing one: the id is the same each time.
   * @param near a conversation of the same person or team, for its service URL and bot account
   * @throws TeamsError; dead when the app is not installed for that person
   */
  openPersonalChat(person: Person, near: ConversationReference): Promise<ConversationReference>;
  /**
   * Shows a typing sign for a few seconds.
   * @throws TeamsError
   */
  showTyping(reference: ConversationReference, threadId?: string): Promise<void>;
  /**
   * The members of a conversation, as far as a few pages hold them; more: there are others.
   * @throws TeamsError
   */
  listMembers(reference: ConversationReference): Promise<{ people: Person[]; more: boolean }>;
  /**
   * Name of a person in a conversation, which events lack. Empty if Teams does not return one either.
   * @throws TeamsError; dead when they are not there
   */
  findName(near: ConversationReference, teamsId: string): Promise<string>;
};

const timeoutMs = 10_000;

/** Most pages of members, of 500 people each, which is the most that Teams gives. */
const mostPages = 4;

/** A plainer form of a message that Teams rejected; undefined if there is none. */
function plainerThan({ body, only }: Pick<SendOrder, 'body' | 'only'>, status: number): MessageBody | undefined {
  if (status === 400 && body.mentions?.length) return withoutMentions(body);
  if (only) return undefined;
  const { card, ...sentence } = body;
  return card && sentence.text !== '' && (status === 400 || status === 413) ? sentence : undefined;
}

export function createSender(config: Pick<Config, 'cloud'>, credential: TokenCredential): Sender {
  const call = createConnectorClient(config.cloud, credential, timeoutMs);

  async function sendOnce({
    kind,
    threadId,
    activityId,
    only,
    answers,
    ...order
  }: SendOrder): Promise<{ activityId?: string }> {
    const reference = asReference(order.reference);
    const { serviceUrl, conversationId } = reference;
    const path = [threadConversationId(conversationId, threadId), 'activities'];
    const said = reference.shared && !only ? forOutsiders(order.body) : order.body;
    const body = toActivity(said, reference, threadId);
    if (kind === 'post') {
      const post = only ? { body: targetedAt(body, only, answers), query: { isTargetedActivity: 'true' } } : { body };
      const posted = textOf((await call({ serviceUrl, method: 'POST', path, ...post })).id);
      return posted === undefined ? {} : { activityId: posted };
    }
    if (!activityId) throw new Error('An edit needs the activity id of the message that it replaces');
    await call({ serviceUrl, method: 'PUT', path: [...path, activityId], body });
    return { activityId };
  }

  return {
    async send(order) {
      let refused: TeamsError | undefined;
      for (let { body } = order; ; ) {
        try {
          return { ...(await sendOnce({ ...order, body })), ...(refused && { refused }) };
        } catch (error) {
          const plainer = error instanceof TeamsError && plainerThan({ ...order, body }, error.status);
          if (!plainer) throw error;
          if (body.card && !plainer.card) refused = error;
          body = plainer;
        }
      }
    },

    async openPersonalChat(person, near) {
      const { serviceUrl, tenantId, bot } = near;
      const opened = await call({
        serviceUrl,
        method: 'POST',
        path: [],
        body: {
          isGroup: false,
          bot,
          members: [{ id: person.teamsId, name: person.name, aadObjectId: person.objectId }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        },
      });
      const conversationId = textOf(opened.id);
      if (!conversationId) {
        const call = 'POST /v3/conversations';
        throw new TeamsError({ call, status: 200, code: 'NoConversationId', dead: false, unclear: true });
      }
      const user = { id: person.teamsId, aadObjectId: person.objectId };
      return { serviceUrl, tenantId, conversationId, kind: 'personal', bot, user };
    },

    async showTyping(reference, threadId) {
      const { serviceUrl, tenantId, bot, user } = reference;
      const id = threadConversationId(reference.conversationId, threadId);
      const body = { type: 'typing', from: bot, conversation: { id, tenantId }, ...(user && { recipient: user }) };
      await call({ serviceUrl, method: 'POST', path: [id, 'activities'], body });
    },

    async listMembers({ serviceUrl, conversationId, tenantId }) {
      const people: Person[] = [];
      let token: string | undefined;
      for (let page = 1; page <= mostPages; page += 1) {
        const query = { pageSize: '500', ...(token !== undefined && { continuationToken: token }) };
        const answer = await call({ serviceUrl, method: 'GET', path: [conversationId, 'pagedmembers'], query });
        for (const each of Array.isArray(answer.members) ? answer.members : []) {
          const member = asObject(each);
          const objectId = textOf(member.aadObjectId) ?? textOf(member.objectId);
          const teamsId = textOf(member.id);
          if (objectId && teamsId)
            people.push({
              objectId,
              teamsId,
              name: parseName(member.name),
              tenantId: textOf(member.tenantId) ?? tenantId,
            });
        }
        token = textOf(answer.continuationToken);
        if (token === undefined) return { people, more: false };
      }
      return { people, more: true };
    },

    async findName({ serviceUrl, conversationId }, teamsId) {
      const member = await call({ serviceUrl, method: 'GET', path: [conversationId, 'members', teamsId] });
      return parseName(member.name);
    },
  };
}

type ConnectorCall = {
  serviceUrl: string;
  method: 'GET' | 'POST' | 'PUT';
  /** Path segments after /v3/conversations; each is encoded. */
  path: string[];
  body?: unknown;
  query?: Record<string, string>;
};

export type ConnectorClient = (call: ConnectorCall) => Promise<Record<string, unknown>>;

/** Errors before a connection: nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ERR_PROXY_TUNNEL']);

/**
 * Calls the Bot Connector once: no retry, one time-out over token and call, and no token to a host outside the
 * configured cloud. The SDK's client posts again by itself after a 5xx, which repeats messages, and never times out.
 * Each call throws TeamsError unless the answer is 2xx.
 */
export function createConnectorClient(
  cloud: Config['cloud'],
  credential: TokenCredential,
  timeoutMs: number,
): ConnectorClient {
  const tokens = createTokenSource(credential, cloud.bot.tokenScope);
  const client = boundedWaits(createHttpClient(), () => 'teams');

  return async ({ serviceUrl, method, path, body, query }) => {
    const asked = query ? `?${new URLSearchParams(query)}` : '';
    const address = `${serviceUrl.replace(/\/$/, '')}/${['v3', 'conversations', ...path].map(encodeURIComponent).join('/')}${asked}`;
    const call = `${method} /${['v3', 'conversations', ...path].join('/')}`;
    if (!isAllowedServiceUrl(serviceUrl, cloud.bot.serviceUrlHosts)) {
      throw new TeamsError({ call, status: 0, code: 'ServiceUrlNotAllowed', dead: true, unclear: false });
    }
    const signal = AbortSignal.timeout(timeoutMs);
    const token = await tokens.get(signal).catch((cause: unknown) => {
      throw new TeamsError({ call, status: 0, code: 'NoToken', dead: false, unclear: false }, { cause });
    });
    let response: PipelineResponse;
    try {
      response = await client.sendRequest(
        createPipelineRequest({
          url: address,
          method,
          headers: createHttpHeaders({ authorization: `Bearer ${token}`, 'content-type': 'application/json' }),
          ...(body !== undefined && { body: JSON.stringify(body) }),
          abortSignal: signal,
          allowInsecureConnection: address.startsWith('http:'),
        }),
      );
    } catch (cause) {
      const code = networkCode(cause);
      throw new TeamsError({ call, status: 0, code, dead: false, unclear: !neverSent.has(code) }, { cause });
    }
    const answer = parse(response.bodyAsText ?? '');
    const { status } = response;
    if (status >= 200 && status < 300) return answer;
    if (status === 401) tokens.forget();
    const code = textOf(asObject(answer.error).code) ?? 'NoCode';
    const retryAfterSeconds = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    throw new TeamsError({
      call,
      status,
      code,
      dead: status === 403 || status === 404,
      // A gateway's 5xx says nothing about the service behind it.
      unclear: status >= 500,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A time-out has no code; its name is AbortError. */
function networkCode(error: unknown): string {
  return textOf((error as { code?: unknown }).code) ?? (error instanceof Error ? error.name : 'unknown');
}

/** Renewal this long before the end, so that no token expires during a call. */
const marginMs = 5 * 60_000;

/** Gives the bot's token for the connector, cached until shortly before it expires. */
function createTokenSource(credential: TokenCredential, scope: string) {
  let kept: { token: string; until: number } | undefined;
  return {
    /** @throws what the credential throws, or an Error when it has no token */
    async get(abortSignal: AbortSignal): Promise<string> {
      if (kept && Date.now() < kept.until) return kept.token;
      const got = await credential.getToken(`${scope}/.default`, { abortSignal });
      if (!got) throw new Error(`The bot's identity has no token for ${scope}`);
      kept = { token: got.token, until: got.expiresOnTimestamp - marginMs };
      return got.token;
    },
    /** Drops the token after the connector rejected it. */
    forget(): void {
      kept = undefined;
    },
  };
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the bot's token may be sent to this service URL. The URL comes from an activity or from the database, so only
 * hosts of the configured cloud count; plain http only on this machine, where the sandbox's connector listens.
 */
export function isAllowedServiceUrl(serviceUrl: unknown, hosts: readonly string[]): serviceUrl is string {
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return secure && url.username === '' && url.password === '' && hosts.includes(url.host);
}
