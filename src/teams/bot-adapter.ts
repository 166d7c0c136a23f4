import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Reply } from './http-door.ts';
import { StrictAuth, type StrictAuthConfig } from './strict-auth.ts';
import type { WireActivity } from './wire-activity.ts';

/** Authenticates an activity and runs a turn for it. */
export class BotAdapter extends CloudAdapter {
  readonly #auth: StrictAuth;

  constructor(config: StrictAuthConfig, log: Log) {
    const auth = new StrictAuth(config, log);
    super(auth);
    this.#auth = auth;
  }

  /** Whether a token is valid for this bot; `receive` compares it with the activity. */
  admits(authorization: string): Promise<boolean> {
    return this.#auth.admits(authorization);
  }

  /**
   * Replaces the stock `process`, which writes error texts into the response and to the console.
   * @throws what the turn throws after its error handler
   */
  async receive(
    authorization: string,
    activity: WireActivity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<Reply> {
    // With deliveryMode expectReplies the SDK would hold back invoke responses and return them as messages.
    const { deliveryMode: _, ...given } = activity;
    try {
      const response = await this.processActivity(authorization, given as unknown as Activity, turn);
      return { status: response?.status ?? 200, body: response?.body };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: 401 };
      throw error;
    }
  }
}
