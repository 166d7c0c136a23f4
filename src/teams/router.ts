import './without-dialogs.ts';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { AI } from '@microsoft/teams-ai/lib/AI.js';
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import type {
  Plan,
  Planner,
  PredictedDoCommand,
  PredictedSayCommand,
} from '@microsoft/teams-ai/lib/planners/Planner.js';
import { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import { type Activity, ActivityTypes, CloudAdapter, type TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import { asLine, type Incoming, type Spoken, type UnreadSentence, type WordsPlan } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Reply } from './http-door.ts';
import type { IncomingTurn } from './incoming.ts';
import type { WireActivity } from './place.ts';
import { StrictAuth, type StrictAuthConfig } from './strict-auth.ts';
import type { AnswerIncoming, ReadWords, Turns } from './turns.ts';

// The package's index also loads a language model client and its tokeniser: a third of a second at each start.

export type PlainWords = {
  /** Reads a sentence and decides the answer. */
  plan(incoming: Incoming, sentence: UnreadSentence): Promise<WordsPlan>;
  /** Answers the line that was read from it. */
  handle: AnswerIncoming;
};

type Asked = { turn: IncomingTurn; incoming: Incoming; sentence: UnreadSentence };

/** A SAY whose message may have a card, or be for one person. */
type Say = PredictedSayCommand & { spoken: Spoken };

/** Action that runs a read-only line. */
const runLine = 'run-line';
/** teams-ai's built-in action that sends a message: its name is AI.SayCommandActionName. */
const sayAction = '___SAY___';

/**
 * A planner for teams-ai without a model: it plans to answer how a sentence was read, and to run the line if it
 * only reads. A change is never in a plan, only behind a button of the answer.
 */
class WordsPlanner<State extends TurnState> implements Planner<State> {
  readonly #turns: Pick<Turns, 'deliver'>;
  readonly #words: PlainWords;
  /** Keyed by state: a turn's context is revoked when Teams has its answer, its state is not. */
  readonly #asked = new WeakMap<State, Asked>();

  constructor(turns: Pick<Turns, 'deliver'>, words: PlainWords) {
    this.#turns = turns;
    this.#words = words;
  }

  /** Sets what the next run with this state is about. */
  expect(state: State, asked: Asked): void {
    this.#asked.set(state, asked);
  }

  /** Replaces the package's own SAY, which marks every message as made by a model. */
  addActions(ai: AI<State>): void {
    ai.action<Say>(sayAction, async (_context, state, { spoken }) => {
      await this.#turns.deliver(this.#askedOf(state).turn, spoken);
      return '';
    });
    ai.action<{ line: string }>(runLine, async (_context, state, { line }) => {
      const { turn, incoming } = this.#askedOf(state);
      await this.#turns.deliver(turn, await this.#words.handle(asLine(incoming, line)));
      return '';
    });
  }

  async beginTask(_context: TurnContext, state: State): Promise<Plan> {
    const { incoming, sentence } = this.#askedOf(state);
    const { say, line } = await this.#words.plan(incoming, sentence);
    const content = 'text' in say ? say.text : '';
    const spoken: Say = { type: 'SAY', response: { role: 'assistant', content }, spoken: say };
    const act: PredictedDoCommand[] = line === undefined ? [] : [{ type: 'DO', action: runLine, parameters: { line } }];
    return { type: 'plan', commands: [spoken, ...act] };
  }

  /** Plans nothing more: everything is planned at once. */
  async continueTask(): Promise<Plan> {
    return { type: 'plan', commands: [] };
  }

  #askedOf(state: State): Asked {
    const asked = this.#asked.get(state);
    if (!asked) throw new Error('the planner was run without a sentence');
    return asked;
  }
}

/** teams-ai stores nothing here, but computes storage keys from fields that an activity may lack. */
class NoState extends TurnState {
  protected override async onComputeStorageKeys(): Promise<Record<string, string>> {
    return { conversation: '-', user: '-' };
  }
}

/**
 * Routes turns with teams-ai and leaves the answers to `turns`; sentences go to its AI system, whose planner reads
 * them without a model. Nothing else of teams-ai is used: its storage would be read twice a turn without any
 * concurrency control, its mention stripping fails on a message without text, its typing timer is shared by all
 * turns, and a card returned to it with `refresh` would make that verb overwrite the shared message for everyone
 * from then on. So every invoke response is sent here and nothing is returned.
 */
export function createRouter(
  adapter: BotAdapter,
  turns: Turns,
  words: PlainWords,
): (context: TurnContext) => Promise<void> {
  const planner = new WordsPlanner<NoState>(turns, words);
  const app = new Application<NoState>({
    adapter: adapter as unknown as TeamsAdapter,
    turnStateFactory: () => new NoState(),
    removeRecipientMention: false,
    startTypingTimer: false,
    longRunningMessages: false,
    ai: { planner },
  });
  planner.addActions(app.ai);

  app.adaptiveCards.actionExecute(isExecute, async (context) => {
    await answer(context);
    return '';
  });
  app.adaptiveCards.search(isSearch, async (context) => {
    await answer(context);
    return [];
  });
  app.taskModules.fetch(isDialog('task/fetch'), async (context) => {
    await answer(context);
    return '';
  });
  app.taskModules.submit(isDialog('task/submit'), async (context) => {
    await answer(context);
    return 'answered';
  });
  // An unanswered invoke becomes a 501, so every other one is accepted too.
  app.addRoute(async ({ activity }) => activity.type === ActivityTypes.Invoke, answer, true);
  app.activity(/^/, async (context, state) => {
    const readWords: ReadWords = async (turn, incoming, sentence) => {
      planner.expect(state, { turn, incoming, sentence });
      await app.ai.run(context, state);
    };
    await respond(context, await turns.run(wireOf(context), readWords));
  });
  app.error(async (context, error) => respond(context, await turns.fail(wireOf(context), error)));

  async function answer(context: TurnContext): Promise<void> {
    await respond(context, await turns.run(wireOf(context)));
  }

  return async (context) => {
    await app.run(context);
  };
}

async function respond(context: TurnContext, reply: Reply | undefined): Promise<void> {
  if (reply) await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: reply });
}

function wireOf(context: TurnContext): WireActivity {
  return context.activity as unknown as WireActivity;
}

async function isExecute({ activity }: TurnContext): Promise<boolean> {
  // teams-ai throws if its handler is reached by any other action.
  return (
    activity.name === 'adaptiveCard/action' &&
    activity.value?.action?.type === 'Action.Execute' &&
    isInvoke(activity.type)
  );
}

async function isSearch({ activity }: TurnContext): Promise<boolean> {
  return activity.name === 'application/search' && isInvoke(activity.type);
}

function isDialog(name: string): (context: TurnContext) => Promise<boolean> {
  return async ({ activity }) => activity.name === name && isInvoke(activity.type);
}

function isInvoke(type: string): boolean {
  return type === ActivityTypes.Invoke;
}

/** Authenticates an activity and runs a turn for it. */
export class BotAdapter extends CloudAdapter {
  readonly #auth: StrictAuth;

  constructor(config: StrictAuthConfig, log: Log) {
    const auth = new StrictAuth(config, log);
    super(auth);
    this.#auth = auth;
  }

  /** Whether a token is valid for this bot; `receive` compares it with the activity. */
  admits(authorization: string): Promise<boolean> {
    return this.#auth.admits(authorization);
  }

  /**
   * Replaces the stock `process`, which writes error texts into the response and to the console.
   * @throws what the turn throws after its error handler
   */
  async receive(
    authorization: string,
    activity: WireActivity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<Reply> {
    // With deliveryMode expectReplies the SDK would hold back invoke responses and return them as messages.
    const { deliveryMode: _, ...given } = activity;
    try {
      const response = await this.processActivity(authorization, given as unknown as Activity, turn);
      return { status: response?.status ?? 200, body: response?.body };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: 401 };
      throw error;
    }
  }
}
