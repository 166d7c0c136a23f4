import { DateTime } from 'luxon';
import type { Tap } from '../world/tap.ts';
import { Activities } from './activities.ts';
import { type Behaviour, usualBehaviour } from './behaviour.ts';
import { Chat, describeForPage } from './chat.ts';
import { type Connector, createConnector } from './connector.ts';
import { createSigner, Delivery, type DeliveryTimes, type Signer, teamsTimes } from './delivery.ts';
import { Envelope } from './envelope.ts';
import { EventActivities } from './event-activities.ts';
import { EventStream } from './event-stream.ts';
import { Faults } from './faults.ts';
import { Router } from './http.ts';
import { ReadMarks } from './read-marks.ts';
import { roster } from './roster.ts';
import { type Server, startServer } from './server.ts';
import { TeamsClient } from './teams-client.ts';
import { TeamsEvents } from './teams-events.ts';
import { eventRoutes, teamsRoutes } from './teams-routes.ts';

export type TeamsOptions = {
  /** Port; 0: any free one. */
  port: number;
  /** World time. */
  now: () => Date;
  /** Clock for Teams' limits, in ms; the machine's own by default. */
  elapsed?: () => number;
  /** Whether an Authorization header carries a token issued to the bot for https://api.botframework.com. */
  verifyBearer: (authorization: string | undefined) => boolean | Promise<boolean>;
  /** Hook for each call of the bot. */
  tap: Tap;
  /** Delivery times; Teams' own by default. */
  times?: Partial<DeliveryTimes>;
  /** Behaviour at the start and after each reset. */
  behaviour?: Partial<Behaviour>;
  /** Receives everything that the bot shows to people. */
  audience?: (shown: unknown) => void;
};

export type Teams = {
  server: Server;
  /** Ends in a slash, as Teams' do; the tokens contain it as well. */
  serviceUrl: string;
  signer: Signer;
  chat: Chat;
  client: TeamsClient;
  /** What happens without anybody speaking to the bot. */
  teamsEvents: TeamsEvents;
  behaviour: Behaviour;
  delivery: Delivery;
  faults: Faults;
  connector: Connector;
  events: EventStream;
  /** Router of the control API, for additional routes. */
  control: Router;
  /** Forgets every message, read mark, fault and count. */
  reset(): void;
  close(): Promise<void>;
};

/** Starts the local Teams: connector, people's clients, control API and page on one loopback port. */
export async function startTeams(options: TeamsOptions): Promise<Teams> {
  const signer = await createSigner();
  const chat = new Chat(options.now);
  const faults = new Faults();
  const events = new EventStream();
  const control = new Router();
  const { audience = () => undefined } = options;
  const delivery = new Delivery(signer, roster.bot.appId, { ...teamsTimes, ...options.times }, audience);
  const behaviour = { ...usualBehaviour(), ...options.behaviour };
  const connector = createConnector({ ...options, roster, chat, faults, behaviour });
  const marks = new ReadMarks(chat);

  chat.on('posted', (message) => {
    if (message.from === 'bot') audience(message);
    if (behaviour.quietHours && isQuiet(message.at)) message.held = true;
    events.send({ kind: 'posted', message: describeForPage(roster, message) });
  });
  chat.on('edited', (message) => {
    if (message.from === 'bot') audience(message);
    events.send({ kind: 'edited', message: describeForPage(roster, message) });
  });
  chat.on('deleted', (message) => events.send({ kind: 'deleted', message: describeForPage(roster, message) }));
  chat.on('viewed', (message, person) =>
    events.send({ kind: 'viewed', person, message: describeForPage(roster, message, person) }),
  );
  chat.on('typing', (typing) => events.send({ kind: 'typing', ...typing }));
  chat.on('cleared', () => events.send({ kind: 'cleared' }));

  const server = await startServer(options.port, (origin) => {
    connector.router.on('GET', '/v1/.well-known/openidconfiguration', () => ({
      status: 200,
      body: signer.openIdConfiguration(origin),
    }));
    connector.router.on('GET', '/v1/.well-known/keys', () => ({ status: 200, body: signer.keys() }));
    return { connector: connector.router, control, tap: options.tap };
  });
  const serviceUrl = `${server.origin}/`;
  const activities = new Activities(roster, serviceUrl, options.now, behaviour);
  const client = new TeamsClient(roster, chat, activities, delivery, behaviour);
  const envelope = new Envelope(roster, serviceUrl, options.now, behaviour);
  const teamsEvents = new TeamsEvents(roster, chat, new EventActivities(envelope, activities), delivery);
  teamsRoutes(control, { roster, chat, client, delivery, faults, connector, events, marks });
  eventRoutes(control, teamsEvents, behaviour);

  return {
    server,
    serviceUrl,
    signer,
    chat,
    client,
    teamsEvents,
    behaviour,
    delivery,
    faults,
    connector,
    events,
    control,
    reset() {
      delivery.clear();
      faults.remove();
      connector.limits.clear();
      Object.assign(behaviour, usualBehaviour(), options.behaviour);
      chat.clear();
    },
    async close() {
      delivery.clear();
      events.close();
      await server.close();
    },
  };
}

/** Time zone of everybody in the tenant. */
const zone = 'Europe/Amsterdam';
const [begin, end] = [22, 7];

/** Whether it is quiet time, when phones don't ring. */
function isQuiet(at: Date): boolean {
  const { hour } = DateTime.fromJSDate(at, { zone });
  return hour >= begin || hour < end;
}
