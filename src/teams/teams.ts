import type { TokenCredential } from '@azure/core-auth';
import type { MessageBody, Person, Place } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { createDelivery, type TeamsTexts } from './delivery.ts';
import { type Door, openDoor } from './http-door.ts';
import type { Contact, IncomingTurn, Refusal } from './incoming.ts';
import type { ConversationReference } from './place.ts';
import { BotAdapter, createRouter, type PlainWords } from './router.ts';
import { createSender, type Sender } from './sender.ts';
import { allowedTenants } from './strict-auth.ts';
import { type AnswerIncoming, type BeginAnswer, createTurns, type Turns } from './turns.ts';

export type TeamsOptions = {
  config: Pick<Config, 'cloud' | 'tenantId' | 'allowedTenants' | 'botAppId' | 'host' | 'port'> &
    Partial<Pick<Config, 'maxConnections' | 'maxConnectionsPerAddress'>>;
  /** Signs in as the bot; asked for the connector's scope. */
  credential: TokenCredential;
  log: Log;
  texts: TeamsTexts;
  /** Called for every authenticated activity before it is handled, and for each personal chat that is opened. */
  remember: (contact: Contact) => Promise<void>;
  findPersonalChat: (person: Person) => Promise<ConversationReference | undefined>;
  seesPrivate?: (place: Place) => Promise<boolean>;
  askWhetherSeen?: (contact: Contact) => Promise<MessageBody | undefined>;
  /** Leaves an answer to the outbox when Teams does not accept it now. */
  postLater: (place: Place, body: MessageBody) => Promise<void>;
  /** Records a person who got no answer, and why. */
  noteRefusal?: (turn: IncomingTurn, why: Refusal) => Promise<void>;
  /** Reads a sentence that is not a command line. */
  planWords?: PlainWords['plan'];
  /** The stored content that a message of ours shows to everyone. */
  findShown?: (place: Place, messageId: string) => Promise<MessageBody | undefined>;
  /** Milliseconds until an answer is deferred, see `PendingAnswer`. Teams users see an error after 10 to 15 s. */
  deadlineMs?: number;
  slowClientMs?: number;
  firstWaitMs?: number;
  typingAfterMs?: number;
};

export type Teams = Sender & {
  /**
   * Opens the HTTP port; messages are answered by `pending`, and lines read from sentences by `handle`. Call once.
   * Returns the address, e.g. http://127.0.0.1:3978.
   */
  listen(answers: { pending: BeginAnswer; handle: AnswerIncoming }): Promise<string>;
  /** Whether a request through the port is answered in time. */
  answers(timeoutMs: number): Promise<boolean>;
  /** Number of answers under way, including those that Teams no longer waits for. */
  underway(): number;
  /** Accepts no new requests; current ones are answered. */
  drain(): void;
  /** Drains and resolves when everything is answered, or after the given milliseconds. */
  close(patienceMs?: number): Promise<void>;
};

/** Composes everything that speaks Bot Framework. Sending works before `listen` and after `close`. */
export function createTeams(options: TeamsOptions): Teams {
  const { config, log, texts, remember, findPersonalChat, firstWaitMs, deadlineMs = 1_500 } = options;
  const sender = createSender(config, options.credential);
  let door: Door | undefined;
  let turns: Turns | undefined;

  return {
    ...sender,
    async listen({ pending, handle }) {
      if (door) throw new Error('Teams is listening already');
      const delivery = createDelivery({
        sender,
        texts,
        remember,
        findPersonalChat,
        ...(options.seesPrivate && { seesPrivate: options.seesPrivate }),
        ...(options.askWhetherSeen && { askWhetherSeen: options.askWhetherSeen }),
        postLater: options.postLater,
        log,
        ...(firstWaitMs !== undefined && { firstWaitMs }),
        ...(options.typingAfterMs !== undefined && { typingAfterMs: options.typingAfterMs }),
      });
      const {
        noteRefusal = async () => undefined,
        findShown = async () => undefined,
        planWords = async (_, { otherwise }) => ({ say: otherwise }),
      } = options;
      const tenants = allowedTenants(config);
      const running = createTurns({
        tenants,
        pending,
        delivery,
        remember,
        noteRefusal,
        findShown,
        texts,
        log,
        deadlineMs,
      });
      const adapter = new BotAdapter(config, log);
      const route = createRouter(adapter, running, { plan: planWords, handle });
      turns = running;
      door = await openDoor({
        host: config.host,
        port: config.port,
        log,
        admits: (authorization) => adapter.admits(authorization),
        receive: (authorization, activity) => adapter.receive(authorization, activity, route),
        ...(options.slowClientMs !== undefined && { slowClientMs: options.slowClientMs }),
        ...(config.maxConnections && { maxConnections: config.maxConnections }),
        ...(config.maxConnectionsPerAddress && { maxConnectionsPerAddress: config.maxConnectionsPerAddress }),
      });
      return door.address;
    },
    answers: async (timeoutMs) => (await door?.answers(timeoutMs)) ?? false,
    underway: () => turns?.underway() ?? 0,
    drain() {
      door?.drain();
    },
    async close(patienceMs = 8_000) {
      const until = Date.now() + patienceMs;
      await door?.close(patienceMs);
      await turns?.idle(Math.max(0, until - Date.now()));
    },
  };
}
