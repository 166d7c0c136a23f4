import assert from 'node:assert/strict';
import type { Answer, Incoming, MessageBody, Place } from '../../src/kernel/chat.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import type { Contact, Refusal } from '../../src/teams/incoming.ts';
import type { ConversationReference } from '../../src/teams/place.ts';
import { createTeams, type TeamsOptions } from '../../src/teams/teams.ts';
import { patientSeconds, soonMs, until as untilSeen } from '../faults/until.ts';
import { type Connector, startConnector } from './connector.ts';

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const botAppId = '22222222-2222-4222-8222-222222222222';
export const botId = `28:${botAppId}`;
export const olivia = { id: '29:oncall', name: 'Olivia Novak', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' };

/** Entries of the log, newest last. */
type Entry = { level: string; fields: Record<string, unknown>; message: string };

/** A transient failure. */
export const busy = new Error('busy');

export type Bot = Awaited<ReturnType<typeof startBot>>;

/** The Teams module on real HTTP, between a connector of our own and a `handle` that the test can change. */
export async function startBot({
  allowedTenants,
  ...options
}: Partial<TeamsOptions> & { allowedTenants?: string[] } = {}) {
  const connector = await startConnector();
  const log: Entry[] = [];
  const contacts: Contact[] = [];
  const incoming: Incoming[] = [];
  const given: string[] = [];
  const later: { place: Place; body: MessageBody }[] = [];
  const refusals: Refusal[] = [];
  const shown = new Map<string, MessageBody>();
  const chats = new Map<string, ConversationReference>();
  const bot = {
    handle: async (_: Incoming): Promise<Answer> => ({ kind: 'nothing' }),
    keep: async (): Promise<'kept' | 'reading'> => 'kept',
  };
  const entry = (level: string) => (fields: object, message: string) => {
    log.push({ level, fields: fields as Record<string, unknown>, message });
  };
  const config = {
    cloud: cloudOf(connector),
    tenantId,
    botAppId,
    host: '127.0.0.1',
    port: 0,
    ...(allowedTenants && { allowedTenants }),
  };
  const teams = createTeams({
    config,
    credential: { getToken: async () => ({ token: 'bot-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    log: { debug: entry('debug'), info: entry('info'), warn: entry('warn'), error: entry('error') },
    texts: {
      checking: (locale) => `checking ${locale}`,
      elsewhere: async ({ conversationId }, name) => `elsewhere ${conversationId} ${name}`,
      slow: (locale) => `slow ${locale}`,
      neutral: () => 'neutral line',
      done: () => 'done',
      error: (_locale, id) => `error ${id}`,
      passing: (_locale, error) => (error === busy ? 'try again' : undefined),
      refused: (_locale, why) => `refused ${why}`,
    },
    remember: async (contact) => {
      contacts.push(contact);
    },
    findPersonalChat: async (person) => chats.get(person.objectId),
    postLater: async (place, body) => {
      later.push({ place, body });
    },
    noteRefusal: async (_, why) => {
      refusals.push(why);
    },
    findShown: async (_, messageId) => shown.get(messageId),
    firstWaitMs: 1,
    // The machine's load must not make the bot send "wait" answers or typing signs.
    deadlineMs: patientSeconds * 1000,
    typingAfterMs: patientSeconds * 1000,
    ...options,
  });
  const handle = async (asked: Incoming) => {
    incoming.push(asked);
    return bot.handle(asked);
  };
  const origin = await teams.listen({
    handle,
    pending: (asked, remembered) => ({
      answer: remembered.then(() => handle(asked)),
      keep: () => bot.keep(),
      given: async () => {
        given.push(asked.activityId);
      },
    }),
  });

  const claims = () => {
    const now = Math.floor(Date.now() / 1000);
    const { serviceUrl: serviceurl } = connector;
    return { iss: 'https://api.botframework.com', aud: botAppId, serviceurl, nbf: now - 60, exp: now + 600 };
  };

  return {
    connector,
    teams,
    log,
    contacts,
    incoming,
    later,
    /** Activities whose answer is no longer expected. */
    given,
    /** Recorded refusals. */
    refusals,
    /** Content of the bot's messages that everyone sees, by activity id. */
    shown,
    chats,
    origin,
    claims,
    /** Sets what `handle` does from now on. */
    answer(handle: Answer | ((incoming: Incoming) => Promise<Answer>)) {
      bot.handle = typeof handle === 'function' ? handle : async () => handle;
    },
    /** Sets what happens from now on to an answer that takes long. */
    keep(keep: () => Promise<'kept' | 'reading'>) {
      bot.keep = keep;
    },
    activity: (fields: object) => activityOf(connector, fields),
    /** Sends an activity as the connector does, or with another token (null: none). */
    async send(activity: object, token?: string | null) {
      const bearer = token === undefined ? await connector.sign(claims()) : token;
      const response = await fetch(`${origin}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, text, body: text ? JSON.parse(text) : undefined };
    },
    async stop() {
      await teams.close(2_000);
      await connector.close();
    },
  };
}

export function cloudOf(connector: Connector): TeamsOptions['config']['cloud'] {
  const cloud = clouds.public;
  assert.ok(cloud);
  const { host, openIdMetadata } = connector;
  return { ...cloud, bot: { ...cloud.bot, openIdMetadata, serviceUrlHosts: [host] } };
}

/** A message in a channel's thread; fields override. */
function activityOf(connector: Connector, fields: object): Record<string, unknown> & { type: string } {
  return {
    type: 'message',
    id: '1700000000001',
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: olivia,
    recipient: { id: botId, name: 'Strongroom' },
    conversation: {
      id: '19:ops@thread.tacv2;messageid=1700000000000',
      conversationType: 'channel',
      isGroup: true,
      tenantId,
    },
    channelData: { tenant: { id: tenantId }, channel: { id: '19:ops@thread.tacv2', name: 'ops' } },
    locale: 'nl-NL',
    text: '<at>Strongroom</at> vm sql-01',
    entities: [{ type: 'mention', text: '<at>Strongroom</at>', mentioned: { id: botId, name: 'Strongroom' } }],
    ...fields,
  };
}

export const personal = { conversation: { id: 'a:oncall', conversationType: 'personal', tenantId }, channelData: {} };

/** An Action.Execute click. */
export function execute(data: object, more: object = {}) {
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:click',
    replyToId: '1700000000005',
    text: undefined,
    value: { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual', ...more },
  };
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  await untilSeen(String(condition), condition, patientSeconds, soonMs);
}
