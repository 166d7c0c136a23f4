import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  AuthenticationError,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../kernel/config/config.ts';
import { asObject } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { textOf, type WireActivity } from './place.ts';
import { isAllowedServiceUrl } from './sender.ts';
import { createSigningKeys } from './signing-keys.ts';

/** The endpoints of the configured cloud. Once one is set the SDK has no defaults for the rest, so all are set. */
function connectorSettings(config: Pick<Config, 'cloud' | 'tenantId' | 'botAppId'>): Record<string, string> {
  const { bot, authorityHost } = config.cloud;
  return {
    MicrosoftAppId: config.botAppId,
    MicrosoftAppTenantId: config.tenantId,
    ToChannelFromBotLoginUrl: `${authorityHost}/${config.tenantId}`,
    ToChannelFromBotOAuthScope: bot.tokenScope,
    ToBotFromChannelTokenIssuer: bot.issuer,
    ToBotFromChannelOpenIdMetadataUrl: bot.openIdMetadata,
    // Nothing comes from the emulator; its metadata must still be named and is never fetched.
    ToBotFromEmulatorOpenIdMetadataUrl: bot.openIdMetadata,
    OAuthUrl: bot.tokenScope,
    CallerId: '',
  };
}

/**
 * The archived SDK only receives: it holds no credential, so no path through it can send the bot's token. Outgoing
 * calls go through sender.ts.
 */
class ReceiveOnlyCredentials extends ServiceClientCredentialsFactory {
  readonly #appId: string;

  constructor(appId: string) {
    super();
    this.#appId = appId;
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials() {
    return {
      signRequest: () =>
        Promise.reject(new Error('The Bot Framework SDK holds no credential: send through the sender')),
    };
  }
}

/** One connector client for all turns: the SDK wants one for each, but nothing is sent through it. */
class OneConnectorClient extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  #client: Promise<ConnectorClient> | undefined;

  constructor(inner: ConnectorFactory) {
    super();
    this.#inner = inner;
  }

  override create(serviceUrl: string): Promise<ConnectorClient> {
    this.#client ??= this.#inner.create(serviceUrl);
    return this.#client;
  }
}

/** The Bot Framework's own tolerance for clock differences. */
const clockToleranceSeconds = 300;

/**
 * Inbound authentication that accepts only a Teams activity of an allowed tenant, signed by this cloud's connector
 * for this bot. It replaces the stock check, which keeps a growing list of issuers from tokens it never verified,
 * answers 500 to some bad tokens, prints keys with console.error and checks neither the tenant nor, when it is
 * missing, the service URL.
 */
export class StrictAuth extends ConfigurationBotFrameworkAuthentication {
  readonly #config: StrictAuthConfig;
  readonly #verified;
  readonly #refusals;
  #connectors: OneConnectorClient | undefined;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(config: StrictAuthConfig, log: Log) {
    super(connectorSettings(config), new ReceiveOnlyCredentials(config.botAppId));
    this.#config = config;
    const keys = createSigningKeys(config.cloud.bot.openIdMetadata, log);
    this.#verified = createVerifiedTokens(async (token) => {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: config.cloud.bot.issuer,
        requiredClaims: ['exp'],
        clockTolerance: clockToleranceSeconds,
      });
      return payload;
    });
    this.#refusals = createRefusalLog(log);
  }

  /** Whether a token is valid for this bot, as far as that shows without the activity. The reason is only logged. */
  async admits(header: string): Promise<boolean> {
    try {
      await this.#verifyToken(header);
      return true;
    } catch (error) {
      this.#refusals.add(error);
      return false;
    }
  }

  /** @throws AuthenticationError 401 for any fault, without a reason: that is only logged. */
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    try {
      const claims = await this.#verify(activity as unknown as WireActivity, header);
      const identity = new ClaimsIdentity(
        Object.entries(claims).map(([type, value]) => ({ type, value: String(value) })),
        true,
      );
      return {
        audience: this.#config.cloud.bot.tokenScope,
        callerId: '',
        claimsIdentity: identity,
        connectorFactory: this.createConnectorFactory(identity),
      };
    } catch (error) {
      this.#refusals.add(error);
      throw new AuthenticationError('unauthorized', 401);
    }
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    this.#connectors ??= new OneConnectorClient(super.createConnectorFactory(identity));
    return this.#connectors;
  }

  /** Nobody signs in through the Bot Framework, yet the SDK makes this client for each turn. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    return this.#userTokens;
  }

  async #verify(activity: WireActivity, header: string): Promise<JWTPayload> {
    const payload = await this.#verifyToken(header);
    requireThat(activity.channelId === 'msteams', 'not from Teams');
    const { serviceUrlHosts } = this.#config.cloud.bot;
    requireThat(isAllowedServiceUrl(activity.serviceUrl, serviceUrlHosts), 'service URL of another cloud or none');
    requireThat(isOfTenant(activity, allowedTenants(this.#config)), 'another tenant or none');
    requireThat(
      payload[AuthenticationConstants.ServiceUrlClaim] === activity.serviceUrl,
      'signed for another service URL',
    );
    return payload;
  }

  async #verifyToken(header: string): Promise<JWTPayload> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];
    requireThat(token, 'no bearer token');
    const payload = await this.#verified(token);
    requireThat(textOf(payload.aud)?.toLowerCase() === this.#config.botAppId, 'for another bot');
    return payload;
  }
}

export type StrictAuthConfig = Pick<Config, 'cloud' | 'tenantId' | 'botAppId' | 'allowedTenants'>;

/** The bot's own tenant comes first, whether or not it is listed. */
export function allowedTenants({
  tenantId,
  allowedTenants = [],
}: Pick<Config, 'tenantId' | 'allowedTenants'>): [string, ...string[]] {
  return [tenantId, ...allowedTenants.filter((tenant) => tenant !== tenantId)];
}

/**
 * Whether an activity is of an allowed tenant; its token does not name the tenant. In channels often only
 * channelData names it; if the conversation does, channelData may name the tenant of an outside sender, who is
 * refused later (incoming.ts).
 */
function isOfTenant(activity: WireActivity, tenants: readonly string[]): boolean {
  const host = asObject(activity.conversation).tenantId ?? asObject(asObject(activity.channelData).tenant).id;
  return tenants.includes(textOf(host)?.toLowerCase() ?? '');
}

function requireThat(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Error(reason);
}

/** One line a minute is enough to see an attack or a wrong setting, and too little to fill a disk. */
const intervalMs = 60_000;

/** Logs why requests were rejected, at most once a minute, with their number since the last line. */
export function createRefusalLog(log: Log, now: () => number = Date.now) {
  let silentUntil = Number.NEGATIVE_INFINITY;
  let since = 0;
  return {
    add(error: unknown): void {
      since += 1;
      if (now() < silentUntil) return;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ reason, refused: since }, 'A request to the bot was refused: its token or origin is not valid');
      silentUntil = now() + intervalMs;
      since = 0;
    },
  };
}

/** Far below the day for which the keys themselves are cached. */
const keptMs = 5 * 60_000;
/** The connector sends one token for an hour; a cloud has few connectors. */
const mostTokens = 20;

/**
 * Verifies a token's signature once for the many activities that carry it. Only valid tokens are cached, each
 * until its end at the latest, so a client without one cannot make this grow.
 * @param verify rejects a token that is not valid now
 */
export function createVerifiedTokens(
  verify: (token: string) => Promise<JWTPayload>,
  now: () => number = Date.now,
): (token: string) => Promise<JWTPayload> {
  const kept = new Map<string, { payload: JWTPayload; until: number }>();
  return async (token) => {
    const known = kept.get(token);
    if (known && now() < known.until) return known.payload;
    kept.delete(token);
    const payload = await verify(token);
    kept.set(token, { payload, until: Math.min(now() + keptMs, (payload.exp ?? 0) * 1000) });
    if (kept.size > mostTokens) kept.delete(kept.keys().next().value ?? '');
    return payload;
  };
}
