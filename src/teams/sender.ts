import type { TokenCredential } from '@azure/core-auth';
import type { Config } from '../config.ts';
import type { MessageBody, Person } from '../domain/turn.ts';
import { createConnectorClient } from './connector-client.ts';
import type { ConversationReference } from './conversation-reference.ts';
import { toActivity } from './outgoing.ts';
import { threadConversationId } from './place.ts';
import { TeamsError } from './teams-error.ts';
import { textOf } from './wire-activity.ts';

export type SendOrder = {
  reference: ConversationReference;
  body: MessageBody;
  /** Root of the thread in a channel; without one a post starts a thread. */
  threadId?: string;
} & ({ kind: 'post' } | { kind: 'edit'; activityId: string });

export type Sender = {
  /**
   * Posts or edits a message, once, in at most 10 s.
   * @throws TeamsError; an edit of a message that is no longer there: status 404, not dead
   */
  send(order: SendOrder): Promise<{ activityId: string }>;
  /**
   * Opens the personal chat with someone, or finds the one that is there: the id is the same each time.
   * @param near a conversation of the same person or team, for its service URL and bot account
   * @throws TeamsError; dead when the app is not installed for that person
   */
  openPersonalChat(person: Person, near: ConversationReference): Promise<ConversationReference>;
};

export function createSender(config: Pick<Config, 'cloud'>, credential: TokenCredential, timeoutMs = 10_000): Sender {
  const call = createConnectorClient(config.cloud, credential, timeoutMs);

  return {
    async send(order) {
      const { reference, threadId } = order;
      const activities = [threadConversationId(reference.conversationId, threadId), 'activities'];
      const body = toActivity(order.body, reference, threadId);
      const { serviceUrl } = reference;
      if (order.kind === 'post') {
        const posted = await call({ serviceUrl, method: 'POST', path: activities, body });
        return { activityId: textOf(posted.id) ?? '' };
      }
      const path = [...activities, order.activityId];
      // A 404 to an edit usually means the message, which somebody may have deleted.
      const edit = { serviceUrl, method: 'PUT' as const, path, body, deadOnlyIf: 'ConversationNotFound' };
      await call(edit);
      return { activityId: order.activityId };
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
  };
}
