/** Where in a call of the bot it is killed: before the service acts, or when it acted and is about to answer. */
export type TapPoint = 'arrival' | 'answer';

export type TapSetting = { at: TapPoint; call: number; signal: NodeJS.Signals };

/**
 * Counts every HTTP call that the bot makes, to Azure and to Teams, and kills the bot at the n-th.
 * The service that received the call asks `arrived` and `answering`; true means the bot is gone: drop the socket.
 */
export class Tap {
  readonly #kill: (signal: NodeJS.Signals) => void;
  #armed: TapSetting | undefined;
  #calls = 0;
  #fired = false;

  constructor(kill: (signal: NodeJS.Signals) => void) {
    this.#kill = kill;
  }

  /** Counts from here. Without a setting it only counts. */
  arm(setting?: TapSetting): void {
    this.#armed = setting;
    this.#calls = 0;
    this.#fired = false;
  }

  state(): { calls: number; fired: boolean; armed?: TapSetting } {
    return { calls: this.#calls, fired: this.#fired, ...(this.#armed && { armed: this.#armed }) };
  }

  /** Call it when a request has arrived. `call` goes to `answering`. */
  arrived(): { call: number; killed: boolean } {
    this.#calls += 1;
    return { call: this.#calls, killed: this.#fire('arrival', this.#calls) };
  }

  /** Call it when the service has acted and before it answers. */
  answering(call: number): boolean {
    return this.#fire('answer', call);
  }

  #fire(at: TapPoint, call: number): boolean {
    if (this.#fired || this.#armed?.at !== at || this.#armed.call !== call) return false;
    this.#fired = true;
    this.#kill(this.#armed.signal);
    return true;
  }
}
