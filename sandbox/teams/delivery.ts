import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Activity } from './activities.ts';

export type DeliveryTimes = {
  /** Real milliseconds until Teams gives up on an invoke or a message. */
  limitMs: number;
  /** Real milliseconds after which an unanswered activity is sent again, once per entry. */
  redeliverMs: number[];
};

export const teamsTimes: DeliveryTimes = { limitMs: 15_000, redeliverMs: [10_000, 10_000] };

export type Delivered =
  | { kind: 'answered'; status: number; body: unknown }
  /** No answer in time, or no connection. */
  | { kind: 'unanswered'; reason: string };

/** Statuses after which Teams retries. */
const retried = [429, 502, 503, 504];

/** Posts signed activities to the bot and resends unanswered ones, so the bot sees duplicates, as with Teams. */
export class Delivery {
  readonly #signer: Signer;
  readonly #appId: string;
  readonly #times: DeliveryTimes;
  readonly #audience: (shown: unknown) => void;
  readonly #sent = new Map<string, Activity>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #underway = 0;
  #botAddress: string | undefined;

  constructor(signer: Signer, appId: string, times: DeliveryTimes, audience: (shown: unknown) => void) {
    this.#signer = signer;
    this.#appId = appId;
    this.#times = times;
    this.#audience = audience;
  }

  /** The bot's address, e.g. http://127.0.0.1:3978; undefined: it is not running. */
  set botAddress(address: string | undefined) {
    this.#botAddress = address;
  }

  /** Id of the newest activity, answered or not. */
  get latest(): string | undefined {
    return [...this.#sent.keys()].at(-1);
  }

  /** Number of activities that the bot has not answered yet; while it is down, those due to be resent don't count. */
  get underway(): number {
    return this.#underway + (this.#botAddress ? this.#timers.size : 0);
  }

  /**
   * Sends an activity and, if it stays unanswered, resends it later. Resolves with the outcome of the first attempt.
   */
  async send(activity: Activity): Promise<Delivered> {
    this.#remember(activity);
    const first = await this.#attempt(activity);
    if (needsRetry(first)) this.#later(activity, [...this.#times.redeliverMs]);
    return first;
  }

  /**
   * Sends a known activity again, `times` times at once.
   * @returns undefined if it was never sent
   */
  async again(activityId: string, times: number): Promise<Delivered[] | undefined> {
    const activity = this.#sent.get(activityId);
    if (!activity) return undefined;
    return Promise.all(Array.from({ length: times }, () => this.#attempt(activity)));
  }

  /** Forgets all activities and planned resends. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#sent.clear();
  }

  #remember(activity: Activity): void {
    this.#sent.set(activity.id, activity);
    // Enough for any test and for an afternoon of clicking.
    if (this.#sent.size > 10_000) this.#sent.delete(this.#sent.keys().next().value ?? '');
  }

  #later(activity: Activity, delays: number[]): void {
    const delay = delays.shift();
    if (delay === undefined) return;
    const timer = setTimeout(async () => {
      this.#timers.delete(timer);
      if (needsRetry(await this.#attempt(activity))) this.#later(activity, delays);
    }, delay);
    this.#timers.add(timer);
  }

  async #attempt(activity: Activity): Promise<Delivered> {
    if (!this.#botAddress) return { kind: 'unanswered', reason: 'the bot is not running' };
    this.#underway += 1;
    try {
      const token = await this.#signer.sign({ audience: this.#appId, serviceUrl: activity.serviceUrl });
      const response = await fetch(`${this.#botAddress}/api/messages`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json; charset=utf-8',
          // The bot closes idle connections and may do so just as one is reused.
          connection: 'close',
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(this.#times.limitMs),
      });
      const body = parse(await response.text());
      this.#audience(body);
      return { kind: 'answered', status: response.status, body };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const seconds = this.#times.limitMs / 1000;
      return { kind: 'unanswered', reason: timedOut ? `no answer within ${seconds} s` : 'the connection failed' };
    } finally {
      this.#underway -= 1;
    }
  }
}

function needsRetry(outcome: Delivered): boolean {
  return outcome.kind === 'unanswered' || retried.includes(outcome.status);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

export const botFrameworkIssuer = 'https://api.botframework.com';

const keyId = 'local-teams';

export type Signer = {
  /** Signs a bearer token as the Bot Connector sends it with every activity; the options make bad ones for tests. */
  sign(claims: {
    audience: string;
    serviceUrl?: string;
    issuer?: string;
    notBefore?: string;
    expires?: string;
  }): Promise<string>;
  openIdConfiguration(origin: string): object;
  keys(): object;
};

/** Signs for the local Bot Connector: RS256, one key per start. */
export async function createSigner(): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: keyId, use: 'sig', alg: 'RS256' };
  return {
    sign: ({ audience, serviceUrl, issuer = botFrameworkIssuer, notBefore = '-5 minutes', expires = '1 hour' }) =>
      new SignJWT(serviceUrl === undefined ? {} : { serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setNotBefore(notBefore)
        .setExpirationTime(expires)
        .sign(privateKey),
    openIdConfiguration: (origin) => ({
      issuer: botFrameworkIssuer,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${origin}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),
    // A key endorsed for one channel is refused for activities of any other.
    keys: () => ({ keys: [{ ...jwk, endorsements: ['msteams'] }] }),
  };
}
