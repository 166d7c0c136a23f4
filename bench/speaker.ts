import { Agent, request } from 'node:http';
import { Activities, type Activity } from '../sandbox/teams/activities.ts';
import type { Message } from '../sandbox/teams/chat.ts';
import { readTyped } from '../sandbox/teams/mentions.ts';
import { findConversation, findPerson, roster } from '../sandbox/teams/roster.ts';
import { until } from '../test/faults/until.ts';
import type { Services } from './services.ts';

type Expects = 'card' | 'answer';
export type Load = { turns: number; ms: number };

/**
 * A person who types fast. Each turn is a new thread in a channel, as an engineer starts one. It ends when the bot has
 * answered the HTTP request, which it does after posting its reply.
 */
export class Speaker {
  readonly #services: Services;
  readonly #activities: Activities;
  #agent = newAgent();
  #token: Promise<string> | undefined;

  constructor(services: Services) {
    this.#services = services;
    this.#activities = new Activities(roster, services.teams.serviceUrl, () => services.world.clock.now());
  }

  /**
   * Takes one turn.
   * @returns the bot's post in its thread
   */
  async ask(address: string, text: string): Promise<Message> {
    const { teams } = this.#services;
    const { activity, threadId, conversationId } = this.#say(text);
    await this.#send(address, activity);
    // If Teams is busy, the answer is posted later, from the outbox.
    return until(`an answer of the bot at ${address} to "${text}"`, () =>
      teams.chat.list(conversationId).find((one) => one.from === 'bot' && one.threadId === threadId),
    );
  }

  /**
   * Takes as many turns as fit into a time, some at once, to one bot or to several in turn.
   * @param text text of the n-th turn
   * @param expects `answer`: a sentence is enough, as the one that says that the answer is in the personal chat
   * @throws Error if a turn got no such answer
   */
  async load(
    address: string | string[],
    text: (turn: number) => string,
    { concurrency, ms, expects = 'card' }: { concurrency: number; ms: number; expects?: Expects },
  ): Promise<Load> {
    const addresses = [address].flat();
    const { chat } = this.#services.teams;
    chat.clear();
    const begun = performance.now();
    let turns = 0;
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        while (performance.now() - begun < ms) {
          const to = addresses[turns % addresses.length] ?? '';
          await this.#send(to, this.#say(text(turns++)).activity);
        }
      }),
    );
    const took = performance.now() - begun;
    this.close();
    // Each person is asked once, in a targeted message, whether they can see those.
    const answers = chat.list(channel().id).filter(({ from, only }) => from === 'bot' && only === undefined);
    const cards = answers.filter(({ card }) => card || expects === 'answer').length;
    if (cards !== turns) {
      const odd = answers.find(({ card }) => !card)?.text ?? 'nothing';
      throw new Error(
        `${cards} of ${turns} turns at ${address} were answered with a ${expects}; another answer is: ${odd}`,
      );
    }
    chat.clear();
    return { turns, ms: took };
  }

  /** Closes connections before the pause between rounds: a bot may close an idle one just as it is reused. */
  close(): void {
    this.#agent.destroy();
    this.#agent = newAgent();
  }

  #say(text: string): { activity: Activity; threadId: string; conversationId: string } {
    const person = findPerson(roster, 'oncall');
    if (!person) throw new Error('the local Teams has no oncall');
    const conversation = channel();
    const typed = readTyped(roster, `@${roster.bot.name} ${text}`);
    const message = this.#services.teams.chat.post(conversation, person.id, typed);
    return {
      activity: this.#activities.text(person, conversation, message),
      threadId: message.id,
      conversationId: conversation.id,
    };
  }

  /** Posts an activity to the bot. One token serves all, as the real connector's does while it is valid. */
  async #send(address: string, activity: Activity): Promise<void> {
    const { teams } = this.#services;
    this.#token ??= teams.signer.sign({ audience: roster.bot.appId, serviceUrl: teams.serviceUrl });
    const authorization = `Bearer ${await this.#token}`;
    const body = JSON.stringify(activity);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${address}/api/messages`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => response.once('end', () => resolve(response.statusCode)).resume(),
      );
      sent.once('error', reject).end(body);
    });
    if (status !== 200) throw new Error(`the bot at ${address} answered ${status}`);
  }
}

function channel() {
  const found = findConversation(roster, 'ops');
  if (!found) throw new Error('the local Teams has no ops');
  return found;
}

function newAgent(): Agent {
  return new Agent({ keepAlive: true });
}
