import type { Tap } from './world/tap.ts';

export type TapPoint = 'arrival' | 'answer';

/** `only`: counts only calls of this method whose path contains this, e.g. POST and /restore. */
export type TapSetting = {
  at: TapPoint;
  call: number;
  signal: NodeJS.Signals;
  only?: { method?: string; path?: string };
};

export type TapState = { calls: number; answers: number; fired: boolean; armed?: TapSetting };

/**
 * Counts every HTTP call of the bot, to Azure and to Teams, and kills the bot at the n-th: at its arrival, before
 * anything is done, or at its answer, after the service has acted.
 */
export class CallTap {
  readonly #kill: (signal: NodeJS.Signals) => void;
  #armed: TapSetting | undefined;
  #counts = { arrival: 0, answer: 0 };
  #matched = 0;
  #fired = false;

  constructor(kill: (signal: NodeJS.Signals) => void) {
    this.#kill = kill;
  }

  /** Counts from here. Without a setting it only counts. */
  arm(setting?: TapSetting): void {
    this.#armed = setting;
    this.#counts = { arrival: 0, answer: 0 };
    this.#matched = 0;
    this.#fired = false;
  }

  state(): TapState {
    const { arrival, answer } = this.#counts;
    return { calls: arrival, answers: answer, fired: this.#fired, ...(this.#armed && { armed: this.#armed }) };
  }

  /** Hook for both services, called at both moments of each call. */
  readonly hook: Tap = ({ moment, method, path }) => {
    this.#counts[moment] += 1;
    if (this.#fired || this.#armed?.at !== moment) return 'go on';
    const { only } = this.#armed;
    if (only?.method && only.method !== method) return 'go on';
    if (only?.path && !path.toLowerCase().includes(only.path.toLowerCase())) return 'go on';
    this.#matched += 1;
    if (this.#armed.call !== this.#matched) return 'go on';
    this.#fired = true;
    this.#kill(this.#armed.signal);
    // A frozen bot still exists and gets its answer when it thaws.
    return this.#armed.signal === 'SIGSTOP' ? 'go on' : 'swallow';
  };
}
