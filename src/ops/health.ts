import { countDescriptors } from '../config/descriptors.ts';
import type { Log } from '../telemetry/log.ts';

/** Above this part of the descriptors it may have, a process soon answers nobody, and only a restart gives them back. */
const mostOfDescriptors = 0.9;

export type Health = {
  /** Whether a restart would not help. */
  live(): Promise<boolean>;
  /**
   * Whether it should be sent work. Without its database it answers that nothing was done, which is better than no answer:
   * a server that is away would make all replicas unready at once.
   */
  ready(): Promise<boolean>;
};

export type HealthOptions = {
  /** Starting, or stopping: not asked at its door. */
  phase: () => 'starting' | 'listening' | 'stopping';
  /** Whether the door that Teams comes to answers. */
  doorAnswers: () => Promise<boolean>;
  /** How many descriptors the process may have; absent: not known. */
  descriptorLimit?: number;
  count?: typeof countDescriptors;
  log: Log;
};

/** Whether the bot can be reached, as who reaches it sees it. */
export function createHealth(options: HealthOptions): Health {
  const { phase, doorAnswers, descriptorLimit = Number.POSITIVE_INFINITY, count = countDescriptors, log } = options;
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    const [answers, descriptors = 0] = await Promise.all([doorAnswers(), count()]);
    const reachable = answers && descriptors < descriptorLimit * mostOfDescriptors;
    if (!reachable) log.warn({ answers, descriptors, descriptorLimit }, 'The bot cannot be reached');
    return reachable;
  }
  /** However many ask, one look at a time: what is asked from outside costs the door one request. */
  function reachable(): Promise<boolean> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    // One that stops closes its door itself, and is left to finish what it took.
    live: async () => phase() === 'stopping' || (phase() === 'listening' && (await reachable())),
    ready: async () => phase() === 'listening' && (await reachable()),
  };
}
