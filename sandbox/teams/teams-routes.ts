import type { Device } from './activities.ts';
import { type Behaviour, setBehaviour } from './behaviour.ts';
import type { Problem } from './cards.ts';
import { type Chat, describeForPage, describeMessage } from './chat.ts';
import type { Connector } from './connector.ts';
import type { Delivery } from './delivery.ts';
import type { DialogClick } from './dialogs.ts';
import type { EventStream } from './event-stream.ts';
import type { FaultRequest, Faults } from './faults.ts';
import type { Reply, Router } from './http.ts';
import type { Click } from './prepare-click.ts';
import type { ReadMarks } from './read-marks.ts';
import { findConversation, findPerson, type Roster } from './roster.ts';
import type { Say, Search, TeamsClient } from './teams-client.ts';
import type { TeamsEvent, TeamsEvents } from './teams-events.ts';

type Parts = {
  roster: Roster;
  chat: Chat;
  client: TeamsClient;
  delivery: Delivery;
  faults: Faults;
  connector: Connector;
  events: EventStream;
  marks: ReadMarks;
};

/** The control API's routes for Teams; docs/sandbox.md describes every route. */
export function teamsRoutes(control: Router, parts: Parts): void {
  const { roster, chat, client, delivery, faults, connector, events, marks } = parts;

  control.on('GET', '/api/people', () => ({ status: 200, body: roster.people }));

  control.on('GET', '/api/conversations', ({ url }) => {
    const as = url.searchParams.get('as');
    const person = as ? findPerson(roster, as) : undefined;
    if (as && !person) return refuse(client.noPerson(as));
    const seen = roster.conversations.filter((one) => !person || one.members.includes(person.id));
    return {
      status: 200,
      body: seen.map((one) => ({ ...one, ...(person && { unread: marks.unread(person.id, one) }) })),
    };
  });

  control.on('GET', '/api/conversations/:id/messages', async ({ url, params }) => {
    const as = url.searchParams.get('as') ?? undefined;
    const person = as ? findPerson(roster, as) : undefined;
    if (as && !person) return refuse(client.noPerson(as));
    const conversation = findConversation(roster, params.id ?? '');
    if (!conversation || (person && !conversation.members.includes(person.id))) {
      return refuse({
        error: `there is no conversation "${params.id}" here`,
        remedy: `use one of ${roster.conversations.map((one) => one.name).join(', ')}`,
      });
    }
    const after = url.searchParams.get('after') ?? '';
    const limit = Number(url.searchParams.get('limit') ?? Number.POSITIVE_INFINITY);
    const messages = chat.listFor(conversation.id, person?.id).filter((message) => message.id > after);
    const shown = Number.isFinite(limit) ? messages.slice(-limit) : messages;
    // Reading counts as viewing: cards that name this person refresh first, unless the reader refreshes them itself.
    if (person && url.searchParams.get('refresh') !== '0') {
      const device = deviceOf(url.searchParams.get('device'));
      await Promise.all(shown.map((message) => client.view(person.id, message.id, device)));
    }
    const describe = url.searchParams.get('edits') === 'count' ? describeForPage : describeMessage;
    return { status: 200, body: shown.map((message) => describe(roster, message, person?.id)) };
  });

  control.on('POST', '/api/say', ({ body }) => answer(client.say(body as unknown as Say)));
  control.on('POST', '/api/click', async ({ body }) => answer(await client.click(body as unknown as Click)));
  control.on('POST', '/api/dialog', async ({ body }) => answer(await client.dialog(body as unknown as DialogClick)));
  control.on('POST', '/api/search', async ({ body }) => answer(await client.search(body as unknown as Search)));
  control.on('POST', '/api/view', async ({ body }) => {
    await client.view(String(body.as), String(body.message), deviceOf(body.device));
    return { status: 200, body: {} };
  });
  control.on('POST', '/api/read', ({ body }) => {
    const person = findPerson(roster, String(body.as));
    const conversation = findConversation(roster, String(body.in));
    if (person && conversation) marks.read(person.id, conversation, body.upTo ? String(body.upTo) : undefined);
    return { status: 200, body: {} };
  });

  control.on('POST', '/api/redeliver', async ({ body }) => {
    const times = Number(body.times ?? 1);
    if (!Number.isInteger(times) || times < 1 || times > 1000) {
      return refuse({ error: 'times is not a number from 1 to 1000', remedy: 'give {"activity": id, "times": 2}' });
    }
    const delivered = await delivery.again(String(body.activity), times);
    if (!delivered) {
      return refuse({
        error: `no activity ${JSON.stringify(body.activity)} was sent to the bot`,
        remedy: 'use the activity id that /api/say or /api/click answered with; a channel message must mention the bot',
      });
    }
    return { status: 200, body: { answers: delivered } };
  });

  control.on('GET', '/api/teams/faults', () => ({ status: 200, body: faults.list() }));
  control.on('POST', '/api/teams/faults', ({ body }) => answer(faults.add(body as FaultRequest)));
  control.on('DELETE', '/api/teams/faults', () => ({ status: 200, body: faults.remove() ?? [] }));
  control.on('DELETE', '/api/teams/faults/:id', ({ params }) => {
    faults.remove(params.id);
    return { status: 200, body: faults.list() };
  });
  control.on('GET', '/api/teams/limits', () => ({ status: 200, body: { enabled: connector.limits.enabled } }));
  control.on('POST', '/api/teams/limits', ({ body }) => {
    if (typeof body.enabled !== 'boolean')
      return refuse({ error: 'enabled is missing', remedy: 'give {"enabled": false}' });
    connector.limits.enabled = body.enabled;
    connector.limits.clear();
    return { status: 200, body: { enabled: connector.limits.enabled } };
  });

  control.on('GET', '/api/events', ({ response }) => {
    events.open(response);
    return undefined;
  });
}

function deviceOf(given: unknown): Device | undefined {
  return given === 'ios' || given === 'android' ? given : undefined;
}

function refuse(problem: Problem): NonNullable<Reply> {
  return { status: 400, body: problem };
}

function answer(result: object | Problem): NonNullable<Reply> {
  return { status: 'error' in result && 'remedy' in result ? 400 : 200, body: result };
}

/** The part of the control API about what happens besides talking; docs/sandbox.md describes every route. */
export function eventRoutes(control: Router, teamsEvents: TeamsEvents, behaviour: Behaviour): void {
  control.on('POST', '/api/react', ({ body }) =>
    answer(teamsEvents.react(body as Parameters<TeamsEvents['react']>[0])),
  );
  control.on('POST', '/api/edit', ({ body }) => answer(teamsEvents.edit(body as Parameters<TeamsEvents['edit']>[0])));
  control.on('POST', '/api/delete', ({ body }) =>
    answer(teamsEvents.delete(body as Parameters<TeamsEvents['delete']>[0])),
  );
  control.on('POST', '/api/teams/events', async ({ body }) =>
    answer(await teamsEvents.event(body as unknown as TeamsEvent)),
  );
  control.on('GET', '/api/teams/behaviour', () => ({ status: 200, body: behaviour }));
  control.on('POST', '/api/teams/behaviour', ({ body }) => {
    const wrong = setBehaviour(behaviour, body);
    if (wrong) return refuse({ error: wrong, remedy: `give true or false to ${Object.keys(behaviour).join(', ')}` });
    return { status: 200, body: behaviour };
  });
}
