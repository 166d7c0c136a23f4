import { isDeepStrictEqual } from 'node:util';
import { EligibleError } from '../access/access.ts';
import { readersOf, withKnownNames } from '../access/contacts.ts';
import { failureText, inWords } from '../i18n/failure-text.ts';
import { grammar } from '../i18n/grammar.ts';
import { texts } from '../i18n/texts.ts';
import { type Answer, deliveryKey, type Incoming, type MessageBody, type Reader, type Spoken } from '../kernel/chat.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { TierOffError } from '../requests/dry-run.ts';
import type { Part } from '../store/rows.ts';
import { requestOfThread } from '../store/their-requests.ts';
import { detailsCard } from '../ui/notice.ts';
import { unlimited } from './channels.ts';
import { deferredText, deferUntilActive, mostDeferred, withdrawDeferred } from './deferred-commands.ts';
import {
  type Gate,
  openGate,
  privateWhereShared,
  requireAllowed,
  requireCovered,
  requireMember,
  servicesFor,
} from './gate.ts';
import { skipIfAnswered } from './idempotency.ts';
import { LineQueue, RecentActivities } from './line-queue.ts';
import { auditRefusal, dryRunAnswer, hideDetails, isAudited, isRefusal } from './refusals.ts';
import { parseCommandLine, replacePasted } from './rules/parse-command-line.ts';
import { mostCharacters } from './rules/parse-words.ts';
import { type CommandSpec, mayChange, type Pace, type ParsedLine } from './rules/spec.ts';
import { changingOf } from './targets.ts';
import type { Arguments, ChatServices, Command, Turn, Verb } from './turn.ts';
import { mayBeSentence, unknownAnswer } from './unknown.ts';

/** Completes a field while somebody types into it. */
type Search = (turn: Turn<'search'>) => Promise<Answer>;

/** deferred: the command was given earlier and runs now. deferredAt: when it was deferred. */
export type Handle = (incoming: Incoming, how?: { deferred: boolean; deferredAt?: Date }) => Promise<Answer>;

type VerbLists = { [Name in 'verbs' | 'viewVerbs']: Readonly<Record<string, Verb>> } & {
  dialogVerbs: readonly string[];
};

export type Dispatch = {
  handle: Handle;
  /** Whether it may change something; a refresh never does. */
  changes(incoming: Exclude<Incoming, { kind: 'search' }>): boolean;
};

/**
 * The one way in: parses the line or the verb, runs its handler and turns every failure into a sentence with a remedy.
 * An error that is no CodedError is a defect: it is rethrown, and the Teams module logs it with the activity id and
 * answers.
 */
export function createHandle(
  services: ChatServices,
  { verbs: sharedVerbs, viewVerbs, dialogVerbs }: VerbLists,
  search: Search,
): Dispatch {
  const { commands } = services;
  const recent = new RecentActivities();
  const lines = new LineQueue(services);
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const specs = commands.map(({ spec }) => spec);
  const verbs = new Map(
    [sharedVerbs, viewVerbs, ...commands.map(({ verbs: own = {} }) => own)].flatMap(Object.entries<Verb>),
  );
  const specOfVerb = new Map(
    commands.flatMap(({ spec, verbs: own = {} }) => Object.keys(own).map((verb) => [verb, spec] as const)),
  );

  const handle: Handle = async (given, { deferred, deferredAt } = { deferred: false }) => {
    const incoming = await withKnownNames(services, given);
    const [readers, gate] = await Promise.all([readersOf(services, incoming), gateFor(incoming)]);
    try {
      if (gate instanceof CodedError) throw gate;
      requireShort(incoming);
      const parts = {
        services: gate.services,
        channel: gate.channel,
        ofThread: isOfThread(incoming),
        ...readers,
        ...(deferredAt && { deferredAt }),
        ...(gate.ahead !== undefined && { ahead: gate.ahead }),
      };
      if (incoming.kind === 'text') return await runText({ ...parts, incoming }, gate, deferred);
      if (incoming.kind === 'action') return await runAction({ ...parts, incoming }, gate, deferred);
      return await search({ ...parts, incoming });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      const refusal = await refuse(incoming, readers, error);
      // A sentence such as "restore sql-01 to last night" begins like a line.
      const isSentence = incoming.kind === 'text' && mayBeSentence(error);
      return isSentence && !(gate instanceof CodedError) && gate.channel.isOpen
        ? { kind: 'sentence', otherwise: refusal, begun: true }
        : refusal;
    }
  };
  return { handle, changes };

  function changes(incoming: Exclude<Incoming, { kind: 'search' }>): boolean {
    if (incoming.kind === 'action') return !incoming.refresh;
    const line = parseLine(incoming, specs);
    const spec = 'name' in line ? byName.get(line.name)?.spec : undefined;
    return spec !== undefined && mayChange(spec, line.kind === 'command' ? line.args : {});
  }

  async function gateFor(incoming: Incoming): Promise<Gate | CodedError> {
    try {
      return await openGate(services, incoming, aheadOf(incoming));
    } catch (error) {
      if (error instanceof CodedError) return error;
      throw error;
    }
  }

  function aheadOf(incoming: Incoming): Part<unknown> | undefined {
    if (incoming.kind !== 'text' || !isShort(incoming)) return undefined;
    const line = parseLine(incoming, specs);
    return line.kind === 'command' ? byName.get(line.name)?.ahead?.(services, incoming, line) : undefined;
  }

  async function runText(turn: Turn<'text'>, gate: Gate, deferred: boolean): Promise<Answer> {
    const { incoming } = turn;
    let line = parseLine(incoming, specs);
    if (lacksId(line) && incoming.place.threadId) {
      const { conversationId, threadId } = incoming.place;
      const threadRequestId = await requestOfThread(services.store.db, conversationId, threadId);
      if (threadRequestId) line = parseLine(incoming, specs, { threadRequestId });
    }
    const command = line.kind === 'command' ? byName.get(line.name) : undefined;
    const later = deferred ? undefined : await lines.wait(turn, paceOf(incoming));
    if (later) return later;
    if (line.kind !== 'command' || !command) {
      const otherwise = unknownAnswer(turn, line);
      return line.kind === 'empty' || line.kind === 'renamed' || !gate.channel.isOpen
        ? otherwise
        : { kind: 'sentence', otherwise, begun: line.kind !== 'unknown' || line.suggestions.length > 0 };
    }
    const { spec } = command;
    const changing = mayChange(spec, line.args);
    if (!changing && !deferred && !recent.first(deliveryKey(incoming))) return { kind: 'nothing' };
    requireAllowed(gate, spec, specs);
    await requireCovered(gate, Object.values(line.args));
    const given = { args: line.args, lists: line.lists };
    const own = { ...turn, ...changingOf(spec, line.args) };
    const run = async () => {
      const answer = await (command.wide ? answerWide(own, command, given) : command.run(own, given));
      return privateWhereShared(command, incoming.place, answer);
    };
    return changing ? change(turn, gate, deferred, run) : run();
  }

  async function runAction(turn: Turn<'action'>, gate: Gate, deferred: boolean): Promise<Answer> {
    const { verb: name, data, refresh, dialog } = turn.incoming;
    const verb = verbs.get(name);
    // A button that opens a dialog changes nothing, whatever its data say.
    if (!verb || (dialog === 'fetch' && !dialogVerbs.includes(name))) throw new CodedError('stale-card');
    await requireCovered(gate, [data.id]);
    if (refresh) {
      // The client decides what it calls a refresh. A change needs a click, with all the checks before one.
      if (!Object.hasOwn(viewVerbs, name)) throw new CodedError('stale-card');
      // No checks that may fail come before this: Teams goes on showing the error of a failed refresh.
      return verb(turn);
    }
    const spec = specOfClick(turn.incoming);
    const later = deferred ? undefined : await lines.wait(turn, paceOf(turn.incoming));
    if (later) return later;
    if (spec) requireAllowed(gate, spec, specs);
    else if (!gate.channel.rule) throw new CodedError('channel-unset');
    const command = spec && byName.get(spec.name);
    const own = { ...turn, ...changingOf(spec) };
    return change(turn, gate, deferred, async () => privateWhereShared(command, turn.incoming.place, await verb(own)));
  }

  function isOfThread(incoming: Incoming): boolean {
    return incoming.kind === 'text' && incoming.place.threadId !== undefined && lacksId(parseLine(incoming, specs));
  }

  function specOfClick({ verb, data }: Extract<Incoming, { kind: 'action' }>): CommandSpec | undefined {
    return specOfVerb.get(verb) ?? (typeof data.id === 'string' ? byName.get(data.id)?.spec : undefined);
  }

  function paceOf(incoming: Incoming): Pace {
    if (incoming.kind === 'search') return 'waits';
    if (incoming.kind === 'action') {
      // Verbs of no single command are the buttons of one's own forms.
      if (Object.hasOwn(sharedVerbs, incoming.verb)) return 'urgent';
      return specOfClick(incoming)?.pace ?? 'waits';
    }
    const line = parseLine(incoming, specs);
    return ('name' in line && byName.get(line.name)?.spec.pace) || 'waits';
  }

  /** Runs a change. Possible guests change nothing, and a deferred command does not run twice. */
  async function change(
    turn: Turn<'text' | 'action'>,
    gate: Gate,
    deferred: boolean,
    act: () => Promise<Answer>,
  ): Promise<Answer> {
    const { incoming } = turn;
    const careful = async (same: readonly string[]) => {
      await requireMember(services, gate, incoming.from.objectId);
      if (deferred) return act();
      // A command repeated by hand must not run again when its deferred copy is due.
      const keepAgain = await withdrawDeferred(services, same);
      try {
        return await act();
      } catch (error) {
        await keepAgain();
        throw error;
      }
    };
    return skipIfAnswered(turn, careful);
  }

  /**
   * Answers a command that lists across vaults. In a channel limited to some vaults, everyone sees those; the person
   * who asked also gets the whole, if that is more. Only the answers show what was left out, so the command runs twice.
   */
  async function answerWide(turn: Turn<'text'>, command: Command, given: Arguments): Promise<Answer> {
    const here = await command.run(turn, given);
    if (!turn.channel.isLimited || (here.kind !== 'reply' && here.kind !== 'notice')) return here;
    const own = servicesFor(services, turn.incoming.from.objectId, unlimited);
    const whole = await command.run({ ...turn, services: own, channel: unlimited, shared: turn.personal }, given);
    // A notice is only for the person who asked.
    if (here.kind === 'notice') return whole;
    const isMore = whole.kind === 'reply' && !isDeepStrictEqual(withoutNonces(whole.body), withoutNonces(here.body));
    return isMore ? { ...here, personally: whole.body } : here;
  }

  async function refuse(
    incoming: Incoming,
    readers: Pick<Turn<'text'>, 'personal' | 'shared'>,
    error: CodedError,
  ): Promise<Spoken> {
    if (error instanceof TierOffError) return dryRunAnswer(services, incoming, readers, error);
    const { from, kind, place } = incoming;
    const refresh = kind === 'action' && incoming.refresh;
    if (isAudited(error.code) && !refresh) {
      const asked = kind === 'action' ? incoming.verb.slice(0, 100) : 'text';
      await auditRefusal(services, { actor: from, key: from.objectId }, error, asked);
    }
    const failure = asFailure(await hideDetails(services, incoming, error));
    if (error instanceof EligibleError && kind !== 'search' && !refresh) {
      const asked = { incoming, ofThread: isOfThread(incoming) };
      const deferred = await deferUntilActive(services, asked, error, paceOf(incoming) !== 'waits');
      const { portal } = services.config.cloud;
      const how = { now: services.clock.now(), markdown: kind === 'text', most: mostDeferred, ...deferred };
      return { kind: 'notice', text: deferredText(portal, failure, how, readers.personal) };
    }
    const told = inWords(failure);
    const body = (reader: Reader) => ({
      text: failureText(texts(reader.language), told, reader),
      // With a card, a click would be answered "Done", its dialog would close, and each refresh would come as a
      // message.
      ...(kind === 'text' && told !== failure && { card: detailsCard(failure, reader) }),
    });
    if (kind !== 'text' || place.kind === 'personal' || isRefusal(failure.code)) {
      return { kind: 'notice', ...body(readers.personal) };
    }
    return { kind: 'reply', body: body(readers.shared) };
  }
}

/**
 * Parses a line. A mentioned name may belong to a reason; if the line is no command with it, the mention only draws
 * somebody's attention.
 */
function parseLine(
  { text, withoutMentions }: Extract<Incoming, { kind: 'text' }>,
  specs: readonly CommandSpec[],
  options: Parameters<typeof parseCommandLine>[3] = {},
): ParsedLine {
  const pasted = replacePasted(text, grammar.because);
  if (pasted !== text) {
    const line = parseCommandLine(pasted, specs, grammar, options);
    // Questions, answers and reasons stay as they were written.
    const spec = line.kind === 'command' && specs.find(({ name }) => name === line.name);
    if (spec && !spec.arguments.some(({ kind }) => kind === 'rest')) return line;
  }
  const line = parseCommandLine(text, specs, grammar, options);
  if (line.kind === 'command' || withoutMentions === undefined) return line;
  const bare = parseCommandLine(withoutMentions, specs, grammar, options);
  return bare.kind === 'command' ? bare : line;
}

/** A card without nonces: cards of one list differ in those of their buttons. */
function withoutNonces(body: MessageBody): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'nonce' ? undefined : value)));
}

/** Refuses input beyond so many characters before it is read. @throws message-too-long */
function requireShort(incoming: Incoming): void {
  if (!isShort(incoming)) throw new CodedError('message-too-long', { most: mostCharacters });
}

function isShort(incoming: Incoming): boolean {
  const given =
    incoming.kind === 'text'
      ? [incoming.text]
      : incoming.kind === 'search'
        ? [incoming.query]
        : [incoming.verb, ...Object.values(incoming.data)];
  return given.every((each) => typeof each !== 'string' || each.length <= mostCharacters);
}

/** Problems of a line whose request id was left out: nothing, or another word, is in its place. */
const mayLackId: ReadonlySet<string> = new Set(['missing', 'not-a-request-id']);

function lacksId(line: ParsedLine): boolean {
  return line.kind === 'bad-arguments' && mayLackId.has(line.problem.kind);
}
