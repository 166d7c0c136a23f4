import type { AI } from '@microsoft/teams-ai/lib/AI.js';
import type {
  Plan,
  Planner,
  PredictedDoCommand,
  PredictedSayCommand,
} from '@microsoft/teams-ai/lib/planners/Planner.js';
import type { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import type { TurnContext } from 'botbuilder';
import { asLine, type Incoming, type Spoken, type UnreadSentence, type WordsPlan } from '../kernel/chat.ts';
import type { IncomingTurn } from './incoming.ts';
import type { AnswerIncoming, Turns } from './turns.ts';

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
export class WordsPlanner<State extends TurnState> implements Planner<State> {
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
