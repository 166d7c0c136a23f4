import { parseCommandLine } from '../domain/command-line/parse-command-line.ts';
import { asFailure, CodedError } from '../domain/errors.ts';
import type { Answer, Incoming } from '../domain/turn.ts';
import { readersOf } from '../services/readers.ts';
import type { Services } from '../services/services.ts';
import { requestOfThread } from '../store/requests.ts';
import { failureText } from '../text/failure-text.ts';
import { texts } from '../text/texts.ts';
import type { Command, Turn, Verb } from './command.ts';
import { unlessAnswered } from './once.ts';
import { RecentActivities } from './recent-activities.ts';
import { isRefusal } from './refusals.ts';
import { search } from './search.ts';
import { unknownAnswer } from './unknown.ts';

/**
 * The one way in: reads the line or the verb, runs its handler and turns every failure into a sentence with a remedy.
 * What is not a CodedError is a defect; it is thrown on, logged with the activity id and answered by the Teams module.
 */
export function createHandle(services: Services, commands: readonly Command[], sharedVerbs: Record<string, Verb> = {}) {
  const recent = new RecentActivities();
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const specs = commands.map(({ spec }) => spec);
  const verbs = new Map([sharedVerbs, ...commands.map(({ verbs: own = {} }) => own)].flatMap(Object.entries<Verb>));

  return async function handle(incoming: Incoming): Promise<Answer> {
    const parts = { services, ...(await readersOf(services, incoming)) };
    try {
      if (incoming.kind === 'text') return await runText({ ...parts, incoming });
      if (incoming.kind === 'action') return await runAction({ ...parts, incoming });
      return await search({ ...parts, incoming });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return refuse(incoming, parts, error);
    }
  };

  async function runText(turn: Turn<'text'>): Promise<Answer> {
    const { incoming } = turn;
    let line = parseCommandLine(incoming.text, specs);
    if (line.kind === 'bad-arguments' && mayLackId.has(line.problem.kind) && incoming.place.threadId) {
      const { conversationId, threadId } = incoming.place;
      const threadRequestId = await requestOfThread(services.store.db, conversationId, threadId);
      if (threadRequestId) line = parseCommandLine(incoming.text, specs, { threadRequestId });
    }
    const command = line.kind === 'command' ? byName.get(line.name) : undefined;
    if (line.kind !== 'command' || !command) return unknownAnswer(turn, line, specs);
    if (command.spec.sideEffect === 'none' && !recent.first(incoming.activityId)) return { kind: 'nothing' };
    const given = { args: line.args, lists: line.lists };
    return command.spec.sideEffect === 'none'
      ? command.run(turn, given)
      : unlessAnswered(turn, () => command.run(turn, given));
  }

  async function runAction(turn: Turn<'action'>): Promise<Answer> {
    const verb = verbs.get(turn.incoming.verb);
    if (!verb) throw new CodedError('stale-card');
    return turn.incoming.refresh ? verb(turn) : unlessAnswered(turn, () => verb(turn));
  }

  async function refuse(
    incoming: Incoming,
    readers: Pick<Turn, 'personal' | 'shared'>,
    error: CodedError,
  ): Promise<Answer> {
    const failure = asFailure(error);
    const { from, kind, place } = incoming;
    const refresh = kind === 'action' && incoming.refresh;
    if (isRefusal(failure.code) && !refresh) {
      const asked = kind === 'action' ? incoming.verb : 'text';
      await services.store.transaction((tx) =>
        tx.audit({ actor: from, event: 'refused', details: { ...failure.params, code: failure.code, asked } }),
      );
    }
    if (kind !== 'text' || place.kind === 'personal' || isRefusal(failure.code)) {
      return { kind: 'notice', text: failureText(texts(readers.personal.language), failure) };
    }
    return { kind: 'reply', body: { text: failureText(texts(readers.shared.language), failure) } };
  }
}

/** What a line looks like whose request id was left out: nothing, or something else, stands in its place. */
const mayLackId: ReadonlySet<string> = new Set(['missing', 'not-a-request-id']);
