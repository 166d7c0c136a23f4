import { bot, tenantId, people as tenantPeople } from '../world/people.ts';

/** People and conversations of the local Teams. Ids look like Teams' own; short names are for typing and for tests. */

export type Person = {
  /** Short name, e.g. oncall. */
  id: string;
  name: string;
  /** Entra object id. */
  objectId: string;
  /** 29:…, the id in mentions and refresh.userIds; Teams gives each bot its own. */
  teamsId: string;
  role: string;
  /** Home tenant of a person from another organisation. */
  tenantId?: string;
  /** True for a guest of this tenant. */
  guest?: true;
};

export type Conversation = {
  /** 19:…@thread.tacv2 for a channel, 19:…@thread.v2 for a chat, a:… for a personal one; never with ;messageid=. */
  id: string;
  /** Short name, e.g. ops or personal-oncall. */
  name: string;
  kind: 'channel' | 'personal' | 'groupChat';
  /** Set for a group chat that belongs to a meeting. */
  meeting?: { id: string };
  /** A channel shared by another organisation; its activities say so (documented). */
  shared?: boolean;
  /** A channel for some of the team's members; its owners add apps, and its activities say so (documented). */
  private?: boolean;
  /** Short names of its members. */
  members: string[];
};

export type Roster = {
  tenantId: string;
  bot: { appId: string; teamsId: string; name: string };
  /** The team's id is the id of its General channel, as in Teams. */
  team: { id: string; name: string; groupId: string };
  people: Person[];
  conversations: Conversation[];
  /** Groups that can be mentioned by one name. */
  tags: { id: string; name: string }[];
};

const roles: Record<string, string> = {
  oncall: 'On-call engineer',
  'approver-1': 'Approver',
  'approver-2': 'Approver',
  outsider: 'No Azure roles',
  platform: 'Platform engineer',
  eligible: 'Eligible only',
  dba: 'Database owner',
  guest: 'Guest',
};
const people: Person[] = Object.values(tenantPeople).map((one) => ({ ...one, role: roles[one.id] ?? '' }));
const everyone = people.map((one) => one.id);
/** A person of another organisation's tenant, in the channel shared with it. */
const partner: Person = {
  id: 'partner',
  name: 'Pia Sandoval',
  objectId: 'eeeeeeee-0000-4000-8000-000000000001',
  teamsId: '29:partner',
  role: 'Member of another organisation',
  tenantId: '44444444-4444-4444-8444-444444444444',
};
const teamId = '19:incident-room@thread.tacv2';

export const roster: Roster = {
  tenantId,
  bot: { appId: bot.appId, teamsId: `28:${bot.appId}`, name: bot.name },
  team: { id: teamId, name: 'Incident room', groupId: 'bbbbbbbb-0000-4000-8000-000000000001' },
  people: [...people, partner],
  conversations: [
    { id: '19:ops@thread.tacv2', name: 'ops', kind: 'channel', members: everyone },
    { id: '19:approvals@thread.tacv2', name: 'approvals', kind: 'channel', members: everyone },
    { id: teamId, name: 'General', kind: 'channel', members: everyone },
    { id: '19:shared@thread.tacv2', name: 'shared', kind: 'channel', members: [...everyone, partner.id], shared: true },
    {
      id: '19:incident-7@thread.tacv2',
      name: 'incident-7',
      kind: 'channel',
      members: ['oncall', 'approver-1', 'platform'],
      private: true,
    },
    { id: '19:war-room@thread.v2', name: 'war-room', kind: 'groupChat', members: ['oncall', 'approver-1', 'dba'] },
    {
      id: '19:meeting_incident@thread.v2',
      name: 'incident-call',
      kind: 'groupChat',
      meeting: { id: 'MCMxOTptZWV0aW5nX2luY2lkZW50QHRocmVhZC52MiMw' },
      members: ['oncall', 'approver-1', 'approver-2'],
    },
    ...people.map(
      (one): Conversation => ({
        id: `a:personal-${one.id}`,
        name: `personal-${one.id}`,
        kind: 'personal',
        members: [one.id],
      }),
    ),
  ],
  tags: [{ id: 'MTEjc2FuZGJveCNvbi1jYWxs', name: 'On-call' }],
};

/** Finds a person by short name, object id or Teams id. */
export function findPerson(from: Roster, key: string): Person | undefined {
  return from.people.find((one) => one.id === key || one.objectId === key.toLowerCase() || one.teamsId === key);
}

/** Finds a conversation by short name or id; an id may carry ;messageid=. */
export function findConversation(from: Roster, key: string): Conversation | undefined {
  const { id } = splitConversationId(key);
  return from.conversations.find((one) => one.id === id || one.name.toLowerCase() === id.toLowerCase());
}

/** Splits "<channel>;messageid=<root message>", Teams' id of a thread. */
export function splitConversationId(id: string): { id: string; threadId?: string } {
  const at = id.indexOf(';messageid=');
  return at < 0 ? { id } : { id: id.slice(0, at), threadId: id.slice(at + ';messageid='.length) };
}
