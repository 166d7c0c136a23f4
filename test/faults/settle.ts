import assert from 'node:assert/strict';
import type { Course, Heard, Wish } from './at-work.ts';
import { type Bench, tellsRequester, working } from './bench.ts';
import { endSeconds, until } from './until.ts';

/** Deadline of a decision (world seconds). */
const decided = 4 * 3600;

/** Ends all faults and waits until every request has a reply that ends it. Undecided requests expire. */
export async function settle(bench: Bench, heard: Heard, courses: Course[]): Promise<void> {
  const { azure, teams } = bench.sandbox;
  const { chat } = teams;
  // A withdrawal shows only on the card; if a kill repeated the card, only one copy is edited.
  const over = ({ id, wish, thread, card }: Pick<Course, 'id' | 'wish' | 'thread' | 'card'>) =>
    (heard.get(thread) ?? [])
      .filter(({ said }) => said.includes(id))
      .some(({ id: message, mentions, said }) =>
        wish === 'withdraw' ? /withdrawn/i.test(said) : message > card && tellsRequester(mentions, said),
      );
  const waiting = (wish: (one: Wish) => boolean) => courses.filter((one) => wish(one.wish) && !over(one));
  const named = (some: Course[]) => some.map(({ id, wish }) => `${id} (${wish})`).join(', ');
  // At that speed the hour in which an approved restore must start would pass in 15 s, so wait for the starts first.
  const begun = () => {
    const effects = azure.requests().flatMap(({ effect }) => (effect.startsWith('restore accepted') ? effect : []));
    const restored = new Set(effects.map((effect) => effect.split(' of ').at(-1)));
    return courses.every((one) => one.wish !== 'approve' || restored.has(one.vm) || over(one));
  };
  await until('the restores', begun, endSeconds);
  await bench.api.speed(working);
  await until('the ends', () => waiting((wish) => wish !== 'leave').length === 0, endSeconds).catch(() => undefined);
  assert.equal(named(waiting((wish) => wish !== 'leave')), '', 'every decided request came to its end');
  await retryFailed(bench, heard, courses);
  await bench.api.advance(decided);
  await until('the expiries', () => waiting(() => true).length === 0, endSeconds).catch(() => undefined);
  assert.equal(named(waiting(() => true)), '', 'every request came to its end');
  // A person whose message was lost may have asked twice. A card repeated by a kill is never edited: the reply counts,
  // or what the other card says.
  const cards = chat.list('19:ops@thread.tacv2').filter(({ said, card }) => card && /reject R-/.test(said));
  const asked = cards.map(({ id: card, said: text, threadId }) => ({
    id: /reject (R-[A-Z0-9]+)/.exec(text)?.[1] ?? '',
    thread: threadId ?? '',
    card,
  }));
  const open = () => asked.filter((one) => !over({ ...one, wish: 'leave' }) && !over({ ...one, wish: 'withdraw' }));
  await until('the end of those that were asked for twice', () => open().length === 0, endSeconds);
  // With nothing left to expire, the work caused by the jump of time has barely begun.
  await bench.sandbox.settled();
}

/**
 * Retries as the requester. Three unclear answers of Azure to one restore fail its step: nothing was made, and the
 * message says to try again.
 */
async function retryFailed({ api }: Bench, heard: Heard, courses: Course[]): Promise<void> {
  const ends = ({ id, thread, card }: Course) =>
    (heard.get(thread) ?? []).filter(
      ({ id: message, mentions, said }) => message > card && tellsRequester(mentions, said) && said.includes(id),
    );
  const failed = courses.filter(
    (course) => course.wish !== 'fail' && / failed: /.test(ends(course).at(-1)?.said ?? ''),
  );
  for (const course of failed) {
    const before = ends(course).length;
    await api.say('oncall', 'ops', `retry ${course.id}`, course.thread);
    await until(`the end of ${course.id}, tried again`, () => ends(course).length > before, endSeconds);
  }
}
