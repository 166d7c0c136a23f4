import { connectorAnswers } from './connector-answers.ts';
import type { Reply } from './http.ts';
import { type Conversation, findPerson, type Person, type Roster } from './roster.ts';

/** What the Bot Connector says about members, teams and channels. */
export function membersAnswers(roster: Roster) {
  const membersOf = (conversation: Conversation) =>
    roster.people.filter((one) => conversation.members.includes(one.id)).map((one) => member(roster, one));

  return {
    all: (conversation: Conversation): Reply => ({ status: 200, body: membersOf(conversation) }),

    page(conversation: Conversation, query: URLSearchParams): Reply {
      const all = membersOf(conversation);
      const from = Number(query.get('continuationToken') ?? 0);
      const to = from + Math.min(500, Number(query.get('pageSize') ?? 500));
      const more = to < all.length;
      return { status: 200, body: { members: all.slice(from, to), ...(more && { continuationToken: String(to) }) } };
    },

    one(conversation: Conversation, key: string): Reply {
      const person = findPerson(roster, key);
      if (!person || !conversation.members.includes(person.id)) return connectorAnswers.noMember();
      return { status: 200, body: member(roster, person) };
    },

    team(id: string): Reply {
      if (id !== roster.team.id) return connectorAnswers.noConversation();
      const { name, groupId } = roster.team;
      const channelCount = roster.conversations.filter((one) => one.kind === 'channel').length;
      return {
        status: 200,
        body: { id, name, aadGroupId: groupId, type: 'standard', channelCount, memberCount: roster.people.length },
      };
    },

    channels(id: string): Reply {
      if (id !== roster.team.id) return connectorAnswers.noConversation();
      // Documented: private channels are not among those of the team.
      const channels = roster.conversations.filter((one) => one.kind === 'channel' && !one.private);
      // Teams leaves out the name of the General channel, which is shown in each reader's language.
      const conversations = channels.map((one) => ({ id: one.id, ...(one.id !== id && { name: one.name }) }));
      return { status: 200, body: { conversations } };
    },
  };
}

function member(roster: Roster, person: Person) {
  const [givenName, surname] = person.name.split(' ');
  const email = `${person.id}@contoso.example`;
  return {
    id: person.teamsId,
    name: person.name,
    objectId: person.objectId,
    aadObjectId: person.objectId,
    givenName,
    surname,
    email,
    userPrincipalName: email,
    tenantId: person.tenantId ?? roster.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  };
}
