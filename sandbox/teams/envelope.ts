import type { Behaviour } from './behaviour.ts';
import type { Conversation, Person, Roster } from './roster.ts';

export type Activity = Record<string, unknown> & { id: string; type: string; serviceUrl: string };

/** Members common to all activities: sender, conversation, and Teams' data about both. */
export class Envelope {
  readonly roster: Roster;
  readonly #serviceUrl: string;
  readonly #now: () => Date;
  readonly #behaviour: Pick<Behaviour, 'marksGuests'>;

  constructor(roster: Roster, serviceUrl: string, now: () => Date, behaviour: Pick<Behaviour, 'marksGuests'>) {
    this.roster = roster;
    this.#serviceUrl = serviceUrl;
    this.#now = now;
    this.#behaviour = behaviour;
  }

  /** Recorded: messages and clicks carry the person's name, locale and time zone. */
  said(from: Person, conversation: Conversation, threadId: string | undefined) {
    const base = this.event(from, conversation, threadId);
    return {
      ...base,
      localTimestamp: base.timestamp,
      localTimezone: 'Europe/Amsterdam',
      locale: 'en-GB',
      from: { ...base.from, name: from.name },
    };
  }

  /** Recorded: an event carries neither the name of its author, nor locale or time zone. */
  event(from: Person, conversation: Conversation, threadId?: string) {
    const { teamsId, objectId, tenantId, guest } = from;
    return {
      channelId: 'msteams',
      serviceUrl: this.#serviceUrl,
      timestamp: this.#now().toISOString(),
      from: {
        id: teamsId,
        aadObjectId: objectId,
        // Documented: the home tenant of a person from another organisation in a shared channel.
        ...(tenantId && { tenantId }),
        ...(guest && this.#behaviour.marksGuests && { userRole: 'guest' }),
      },
      recipient: { id: this.roster.bot.teamsId, name: this.roster.bot.name },
      conversation: {
        id: conversation.kind === 'channel' && threadId ? `${conversation.id};messageid=${threadId}` : conversation.id,
        conversationType: conversation.kind,
        tenantId: this.roster.tenantId,
        ...(conversation.kind !== 'personal' && { isGroup: true }),
      },
      channelData: this.channelData(conversation),
    };
  }

  /** Recorded: ids only, except in events about teams and channels. */
  channelData(conversation: Conversation): Record<string, unknown> {
    const tenant = { id: this.roster.tenantId };
    if (conversation.meeting) return { tenant, meeting: conversation.meeting };
    if (conversation.kind !== 'channel') return { tenant };
    const { id } = this.roster.team;
    return {
      teamsChannelId: conversation.id,
      teamsTeamId: id,
      channel: {
        id: conversation.id,
        ...(conversation.shared && { type: 'shared' }),
        ...(conversation.private && { type: 'private' }),
      },
      team: { id },
      tenant,
    };
  }
}
