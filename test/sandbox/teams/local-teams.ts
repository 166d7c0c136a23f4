import assert from 'node:assert/strict';
import type { TurnContext } from 'botbuilder';
import { CallTap } from '../../../sandbox/call-tap.ts';
import type { DeliveryTimes } from '../../../sandbox/teams/delivery.ts';
import { startTeams, type Teams } from '../../../sandbox/teams/start-teams.ts';
import { patientSeconds, soonMs, until as untilSeen } from '../../faults/until.ts';
import { type SmallBot, smallBotToken, startSmallBot } from './small-bot.ts';

export type Shown = {
  id: string;
  thread: string | null;
  from: string;
  text: string;
  summary: string | null;
  card: Record<string, unknown> | null;
  personal: boolean;
  replyTo: string | null;
  mentions: { id: string; name: string }[];
  deleted: boolean;
  edits: { text: string; summary: string | null; card: Record<string, unknown> | null }[];
};

export type LocalTeams = {
  teams: Teams;
  bot: SmallBot;
  tap: CallTap;
  killed: string[];
  /** Sets what the bot does in each turn from now on. */
  onTurn(turn: (context: TurnContext) => Promise<unknown>): void;
  /** Calls the control API and expects 200. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T>;
  /** Calls anything with the bot's token. */
  connector(method: string, path: string, body?: object, token?: string): Promise<Response>;
  messages(conversation: string, as?: string): Promise<Shown[]>;
  /** Waits for a matching message in the conversation. */
  message(conversation: string, fits: (message: Shown) => boolean): Promise<Shown>;
  close(): Promise<void>;
};

/** The local Teams with the small bot on it. */
export async function startLocalTeams(times: Partial<DeliveryTimes> = {}): Promise<LocalTeams> {
  const killed: string[] = [];
  const tap = new CallTap((signal) => void killed.push(signal));
  const verifyBearer = (authorization: string | undefined) => authorization === `Bearer ${smallBotToken}`;
  // Limits must not depend on how long earlier messages took: time stands still for them.
  const elapsed = () => 0;
  const teams = await startTeams({ port: 0, now: () => new Date(), elapsed, verifyBearer, tap: tap.hook, times });
  let turn: (context: TurnContext) => Promise<unknown> = async () => undefined;
  const bot = await startSmallBot(teams.server.origin, async (context) => void (await turn(context)));
  teams.delivery.botAddress = bot.address;

  async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    return fetch(`${teams.server.origin}${path}`, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
  const local: LocalTeams = {
    teams,
    bot,
    tap,
    killed,
    onTurn(next) {
      turn = next;
    },
    async api<T>(method: string, path: string, body?: object) {
      const response = await call(method, path, body);
      const answer = (await response.json()) as T;
      assert.equal(response.status, 200, JSON.stringify(answer));
      return answer;
    },
    connector: (method, path, body, token = smallBotToken) =>
      call(method, path, body, { authorization: `Bearer ${token}` }),
    messages: (conversation, as) =>
      local.api<Shown[]>(
        'GET',
        `/api/conversations/${encodeURIComponent(conversation)}/messages${as ? `?as=${as}` : ''}`,
      ),
    message: (conversation, fits) => until(async () => (await local.messages(conversation)).find(fits)),
    async close() {
      await teams.close();
      await bot.close();
    },
  };
  return local;
}

/** Polls until there is something. */
export function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  return untilSeen('what the test waits for', look, patientSeconds, soonMs);
}
