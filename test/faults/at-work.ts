import type { Message } from '../../sandbox/teams/chat.ts';
import { type Bench, planIn } from './bench.ts';
import { cancelRestore, failRestore, losePoints, type Mishap } from './mishaps.ts';
import type { Random } from './seeded.ts';
import { until } from './until.ts';

/** What people intend to do with a request that waits for a decision. A request with a mishap is approved. */
export type Wish = 'approve' | 'reject' | 'withdraw' | 'leave' | Mishap;

export type Course = { id: string; vm: string; wish: Wish; thread: string; card: string };

/**
 * Time without an answer after which people repeat themselves (real seconds): a killed bot may have lost what they
 * said.
 */
const patience = 12;
/**
 * More tries than this, over a longer time than this (real milliseconds), mean a defect. It takes both: a bot that is
 * back soon refuses many in a row, and a busy machine is slow to refuse a few.
 */
const mostTries = 40;
const giveUpMs = 5 * 60_000;

/** The bot's messages by thread or personal chat, collected as they are posted, because searching a channel is slow. */
export type Heard = Map<string, Message[]>;

export function listen({ sandbox }: Bench): Heard {
  const heard: Heard = new Map();
  sandbox.teams.chat.on('posted', (message) => {
    if (message.from !== 'bot') return;
    const place = message.threadId ?? message.conversationId;
    heard.set(place, [...(heard.get(place) ?? []), message]);
  });
  return heard;
}

type Work = { vm: string; wish: Wish; random: Random; stopped: AbortSignal };

/**
 * Takes one request from the first word to the decision. People who are told to try again, or hear nothing, repeat
 * themselves; nobody here knows of kills or faults.
 * @param stopped ends it with an error, soon
 */
export async function work(bench: Bench, all: Heard, { vm, wish, random, stopped }: Work): Promise<Course> {
  const { api, sandbox } = bench;
  const { message: thread } = await api.say('oncall', 'ops', `restore ${vm} latest disks because INC0012345`);
  const heard = () => all.get(thread) ?? [];
  /** Messages in a person's personal chat, which gets refusals and late answers. */
  const privately = (who: string) => all.get(`a:personal-${who}`) ?? [];

  const gone = new Set<string>();
  /** The newest plan that is still open: a form that nobody confirms for a quarter of an hour is closed. */
  const plan = () =>
    heard()
      .map((message) => ({ message, id: planIn(message.said) ?? '' }))
      .findLast(({ id }) => id !== '' && !gone.has(id));
  const asking = () => heard().find(({ said: text, card }) => card && /reject R-/.test(text));
  const again = () => api.say('oncall', 'ops', `restore ${vm} latest disks because INC0012345`, thread);
  let confirmed: ReturnType<typeof plan>;
  let read = 0;
  const confirm = async () => {
    const news = heard().slice(read);
    read = heard().length;
    // A failed confirmation is explained in a personal message that names no thread, so the thread doesn't show it. The
    // plan's own card shows it too, unless the post was repeated: the bot doesn't know of a post whose answer was lost,
    // and that card stays as it was.
    const closed = /was closed/.test(confirmed?.message.said ?? '');
    const over = news.some(({ said: text }) => /^This form was closed|can't show the answer here/.test(text));
    if (confirmed && (closed || over)) {
      // The plan was closed, or a confirmation was accepted whose answer is still to come.
      await patiently(() => asking() !== undefined);
      if (asking()) return;
      gone.add(confirmed.id);
      confirmed = undefined;
    }
    confirmed ??= plan();
    await (confirmed ? api.say('oncall', 'ops', `confirm ${confirmed.id}`, thread) : again());
  };
  await insist(`the plan for ${vm}`, plan, again);
  await confirm();
  const card = await insist(`the card for ${vm}`, asking, confirm);
  const id = /reject (R-[A-Z0-9]+)/.exec(card.said)?.[1] ?? '';
  if (wish === 'void') losePoints(bench, vm);
  if (wish !== 'leave') await decide();
  if (wish === 'fail') await failRestore(bench, vm, stopped);
  if (wish === 'cancel') await cancelRestore(bench, vm, card.id, stopped);
  return { id, vm, wish, thread, card: card.id };

  async function insist<T>(what: string, look: () => T | undefined, again: () => Promise<unknown>): Promise<T> {
    const inVain = patienceOf();
    let before = heard().length;
    for (;;) {
      // Any other answer says what is wrong; the next try follows at once.
      await patiently(() => look() !== undefined || heard().length > before);
      const seen = look();
      if (seen !== undefined) return seen;
      if (inVain())
        throw new Error(
          `${what} in thread ${thread}: ${lastOf('oncall')}\n${heard()
            .map(({ id, said: text }) => `${id} ${text}`)
            .join('\n')}`,
        );
      before = heard().length;
      await again();
    }
  }

  async function decide(): Promise<void> {
    const button = wish === 'reject' ? 'reject-not-now' : wish === 'withdraw' ? wish : 'approve';
    const who = wish === 'withdraw' ? 'oncall' : `approver-${1 + random.below(2)}`;
    const inVain = patienceOf();
    const decided = () => !/reject R-/.test(card.said);
    while (!decided()) {
      const before = privately(who).length;
      const { shown, text = '' } = await api.click(who, card.id, button).catch((error: unknown) => {
        // The answer to an earlier click was lost, and the card changed just before this click.
        if (decided()) return { shown: 'closed', text: '' };
        throw error;
      });
      if (shown === 'card' || shown === 'closed' || /no longer waits/.test(text)) return;
      if (inVain()) throw new Error(`${wish} of ${id} was never taken: ${text}; ${lastOf(who)}`);
      if (shown === 'error') await patiently(() => decided() || sandbox.bot.state.state === 'running');
      // A slow click is answered by a message, or by the card.
      else if (/Checking/.test(text)) await patiently(() => decided() || privately(who).length > before);
    }
  }

  async function patiently(look: () => boolean): Promise<void> {
    await until('an answer', () => stopped.aborted || look(), patience).catch(() => undefined);
    stopped.throwIfAborted();
  }

  function lastOf(who: string): string {
    const last = (messages: Message[]) => JSON.stringify(messages.at(-1)?.said ?? 'never a word');
    return `last heard there ${last(heard())}, in private ${last(privately(who))}`;
  }
}

/** @returns a function that counts tries and tells whether this one was too many */
function patienceOf(): () => boolean {
  const giveUpAt = Date.now() + giveUpMs;
  let tries = 0;
  return () => {
    tries += 1;
    return tries > mostTries && Date.now() > giveUpAt;
  };
}
