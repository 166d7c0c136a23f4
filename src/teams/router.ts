import './without-dialogs.ts';
import type { TeamsAdapter } from '@microsoft/teams-ai';
// The package's index also loads a language model client and its tokeniser: a third of a second at each start.
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { BotAdapter } from './bot-adapter.ts';
import type { Reply } from './http-door.ts';
import type { ReadWords, Turns } from './turns.ts';
import type { WireActivity } from './wire-activity.ts';
import { type PlainWords, WordsPlanner } from './words-planner.ts';

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
