import { restoreTargets } from '../../sandbox/world/places.ts';
import type { TestSandboxOptions } from '../open-sandbox.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

export type Saga = Awaited<ReturnType<typeof startSaga>>;

/** The real bot in its sandbox, with restores that run to their end in world time. */
export async function startSaga(options: TestSandboxOptions = {}) {
  const talk: Talk = await startTalk(options);
  const { world } = talk.sandbox;
  const [target] = restoreTargets;
  if (!target) throw new Error('the world has no target');

  const cardNow = async ({ id, in: room }: Said) => (await talk.read(room)).find((one) => one.id === id);

  return {
    talk,
    world,
    target,

    /** Asks in one line and confirms. */
    async asked(line: string): Promise<{ id: string; card: Said }> {
      const plan = await talk.ask('oncall', 'ops', `restore ${line} because INC0012345`, /Check the plan, then ask/);
      const id = idIn(plan.text || plan.all);
      return { id, card: await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/) };
    },

    async approve({ card }: { card: Said }, who = 'approver-1'): Promise<void> {
      // Approvers see the buttons only in their own view of the card.
      await talk.look(who, card);
      await talk.click(who, card.id, 'approve');
    },

    until: talk.becomes,

    /** Retries a failed step, and lets time pass until the request has ended again. */
    async again(end: Said, as: string, line: string): Promise<Said> {
      await talk.ask(as, 'ops', line, /is under way/);
      return talk.passes(`another end than that on ${end.id}`, async () => {
        const now = await cardNow(end);
        // The card is edited after the answer: until then it still shows how the last try ended.
        return now && now.all !== end.all && over.test(now.all) ? now : undefined;
      });
    },

    machine: (name: string) =>
      world.resources.get(`${target.targetResourceGroupId}/providers/Microsoft.Compute/virtualMachines/${name}`),

    /** What Azure did on behalf of the bot. */
    async effects(fits: RegExp): Promise<string[]> {
      return (await talk.api.requests('')).map(({ effect }) => effect).filter((effect) => fits.test(effect));
    },

    close: () => talk.close(),
  };
}

/** The request has ended, in any way. */
export const over = /✓ Done|✗ Failed|Approval void|■ Cancelled/;
