import type { WireActivity } from '../../src/teams/place.ts';

/**
 * Activities in the shapes that Teams sends, with people of our own. Recorded: seen in production traffic that others
 * published. Documented: Microsoft writes so. Modelled: put together here of members that are one of the two.
 */
export const tenantId = '11111111-1111-4111-8111-111111111111';
export const bot = { id: '28:22222222-2222-4222-8222-222222222222', name: 'Strongroom' };
export const general = '19:general@thread.tacv2';
export const ops = '19:ops@thread.tacv2';
export const olivia = { id: '29:oncall', name: 'Olivia Novak', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' };
const { name: _, ...nameless } = olivia;

const envelope = {
  channelId: 'msteams',
  id: '1700000000002',
  serviceUrl: `https://smba.trafficmanager.net/emea/${tenantId}/`,
  timestamp: '2026-11-24T09:00:00.123Z',
  recipient: bot,
};
/** Recorded: ids only for the channel and the team. */
const inChannel = {
  conversation: { id: `${ops};messageid=1700000000000`, conversationType: 'channel', isGroup: true, tenantId },
  channelData: {
    teamsChannelId: ops,
    teamsTeamId: general,
    channel: { id: ops },
    team: { id: general },
    tenant: { id: tenantId },
  },
};
const inGeneral = { ...inChannel, conversation: { ...inChannel.conversation, id: general } };

export const mention = (text: string, id: string, name: string, more: object = {}) => ({
  type: 'mention',
  text,
  mentioned: { id, name, ...more },
});
export const botMention = mention('<at>Strongroom</at>', bot.id, bot.name);
const clientInfo = {
  type: 'clientInfo',
  locale: 'en-GB',
  country: 'NL',
  platform: 'Web',
  timezone: 'Europe/Amsterdam',
};

/** Recorded: a message of 2026 carries its locale and time zone twice, and no name but the sender's. */
export function message(text: string, fields: object = {}): WireActivity {
  return {
    ...envelope,
    ...inChannel,
    type: 'message',
    from: olivia,
    textFormat: 'plain',
    locale: 'en-GB',
    localTimezone: 'Europe/Amsterdam',
    text,
    entities: [botMention, clientInfo],
    ...fields,
  };
}

/** Recorded: without the name of the person who reacted, locale or zone. */
export const reaction: WireActivity = {
  ...envelope,
  ...inChannel,
  type: 'messageReaction',
  id: 'f:reaction',
  from: nameless,
  replyToId: '1700000000001',
  reactionsAdded: [{ type: 'like' }],
};

/** Documented: an edit is a whole message with an event type; a deletion has none of the text. */
export const edit: WireActivity = {
  ...message('<at>Strongroom</at> approve R-7K2M'),
  type: 'messageUpdate',
  channelData: { ...inChannel.channelData, eventType: 'editMessage' },
};
export const deletion: WireActivity = {
  ...envelope,
  ...inChannel,
  type: 'messageDelete',
  from: nameless,
  channelData: { ...inChannel.channelData, eventType: 'softDeleteMessage' },
};

/** Documented: of another channel the event comes with General's conversation. */
export function channelEvent(eventType: string, channel: { id: string; name: string }): WireActivity {
  return {
    ...envelope,
    ...inGeneral,
    type: 'conversationUpdate',
    id: `f:${eventType}`,
    from: nameless,
    channelData: {
      channel,
      team: { id: general, name: 'Incident room' },
      eventType,
      tenant: { id: tenantId },
    },
  };
}

export const teamRenamed: WireActivity = {
  ...envelope,
  ...inGeneral,
  type: 'conversationUpdate',
  id: 'f:teamRenamed',
  from: nameless,
  channelData: { team: { id: general, name: 'War room' }, eventType: 'teamRenamed', tenant: { id: tenantId } },
};

/** Recorded: without the name of the person who installs. `action` is add, remove, add-upgrade or remove-upgrade. */
export function installation(action: string): WireActivity {
  return { ...envelope, ...inGeneral, type: 'installationUpdate', id: `f:${action}`, from: nameless, action };
}

/** Recorded, but for the placeholder: Microsoft's SDKs take `<quoted messageId="…"/>` and an entity beside it. */
export function quoting(text: string): WireActivity {
  return message(text, {
    entities: [
      botMention,
      {
        type: 'quotedReply',
        quotedReply: {
          messageId: '1699999999999',
          senderId: '29:petra',
          senderName: 'Petra Lange',
          preview: 'restore db-01 at newest',
        },
      },
    ],
  });
}

/** Recorded: unlike a message, a click includes the name of its conversation. */
export function click(fields: object = {}): WireActivity {
  return {
    ...envelope,
    ...inChannel,
    conversation: { ...inChannel.conversation, name: 'ops' },
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:click',
    from: olivia,
    replyToId: '1700000000001',
    value: { action: { type: 'Action.Execute', verb: 'approve', data: { id: 'R-7K2M' } }, trigger: 'manual' },
    ...fields,
  };
}

/** Documented: a client requests the viewer's own card automatically. */
export const refresh = (from: object): WireActivity =>
  click({
    from,
    value: { action: { type: 'Action.Execute', verb: 'view', data: { id: 'R-7K2M' } }, trigger: 'automatic' },
  });

/** Documented: members of another organisation, and guests, as Teams marks them. */
export const outsider = {
  ...olivia,
  id: '29:outsider',
  aadObjectId: 'eeeeeeee-0000-4000-8000-000000000009',
  tenantId: '44444444-4444-4444-8444-444444444444',
};
export const guest = { ...olivia, id: '29:guest', userRole: 'guest' };
