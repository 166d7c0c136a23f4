import type { TokenCredential } from '@azure/core-auth';
import type { MessageBody, Person } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { createConnectorClient } from './connector-client.ts';
import { parseName } from './incoming.ts';
import { targetedAt, toActivity, withoutMentions } from './outgoing.ts';
import { asReference, type ConversationReference, threadConversationId } from './place.ts';
import { forOutsiders } from './rules/for-outsiders.ts';
import { TeamsError } from './teams-error.ts';
import { textOf } from './wire-activity.ts';

export { TeamsError };

type SendOrder = {
  /** A ConversationReference, as it comes out of the database. */
  reference: unknown;
  kind: 'post' | 'edit';
  body: MessageBody;
  /** Root of the thread in a channel; without one a post starts a thread. */
  threadId?: string;
  /** The one member who sees the post where others read too. Teams lets nobody answer it, and takes it away after 24 hours. */
  only?: Pick<Person, 'teamsId' | 'name'>;
  /** What only the bot was to see, to which the post is the answer: Teams shows it above. */
  answers?: string;
  /** The posted message that an edit replaces. */
  activityId?: string;
};

export type Sender = {
  /**
   * Posts or edits a message, once, in at most 10 s for each way to say it: what Teams refuses for how it mentions somebody
   * is sent without mentions, and a card that it refuses as its sentence alone. What is for one member's eyes has a chat of
   * its own to go to, where its buttons are.
   * @returns activityId: absent where Teams took a post and told no id of it; refused: why its sentence stands for its card
   * @throws TeamsError; dead after an edit may mean only that the message is gone: somebody deleted it
   */
  send(order: SendOrder): Promise<{ activityId?: string; refused?: TeamsError }>;
  /**
   * Opens the personal chat with someone, or finds the one that is there: the id is the same each time.
   * @param near a conversation of the same person or team, for its service URL and bot account
   * @throws TeamsError; dead when the app is not installed for that person
   */
  openPersonalChat(person: Person, near: ConversationReference): Promise<ConversationReference>;
  /**
   * Shows for a few seconds that an answer is on its way.
   * @throws TeamsError
   */
  showTyping(reference: ConversationReference, threadId?: string): Promise<void>;
  /**
   * What somebody in a conversation is called: events do not tell. Empty when Teams does not tell either.
   * @throws TeamsError; dead when they are not there
   */
  findName(near: ConversationReference, teamsId: string): Promise<string>;
};

const timeoutMs = 10_000;

/** What is left to send of what Teams refused as it was; undefined where that is nothing. */
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
      const post = only ? { body: targetedAt(body, only, answers), targeted: true } : { body };
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

    async findName({ serviceUrl, conversationId }, teamsId) {
      const member = await call({ serviceUrl, method: 'GET', path: [conversationId, 'members', teamsId] });
      return parseName(member.name);
    },
  };
}
