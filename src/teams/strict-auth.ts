import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  AuthenticationError,
  ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../config/config.ts';
import type { Log } from '../telemetry/log.ts';
import { connectorSettings, OneConnectorClient, ReceiveOnlyCredentials } from './connector-settings.ts';
import { createRefusalLog } from './refusal-log.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';
import { recordOf, textOf, type WireActivity } from './wire-activity.ts';

/** The Bot Framework's own tolerance for clocks that differ. */
const clockToleranceSeconds = 300;

/**
 * Inbound authentication that takes nothing but a Teams activity of an allowed tenant, signed by this cloud's connector for
 * this bot. It replaces the stock check, which keeps a growing list of issuers from tokens it never verified, answers
 * 500 to some bad tokens, prints keys with console.error and looks neither at the tenant nor, when it is missing, at
 * the service URL.
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

  /** Whether a token is valid for this bot, as far as that can be told without the activity. Why not is only logged. */
  async admits(header: string): Promise<boolean> {
    try {
      await this.#verifyToken(header);
      return true;
    } catch (error) {
      this.#refusals.add(error);
      return false;
    }
  }

  /** @throws AuthenticationError 401, whatever is wrong, without a reason: that is only logged. */
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

/** The bot's own tenant first, whether or not it is listed. */
export function allowedTenants({
  tenantId,
  allowedTenants = [],
}: Pick<Config, 'tenantId' | 'allowedTenants'>): [string, ...string[]] {
  return [tenantId, ...allowedTenants.filter((tenant) => tenant !== tenantId)];
}

/**
 * The token does not carry the tenant, so the activity must. In channels often only channelData names it; where the
 * conversation does, channelData may name that of a sender from elsewhere, who is told no (incoming.ts).
 */
function isOfTenant(activity: WireActivity, tenants: readonly string[]): boolean {
  const host = recordOf(activity.conversation).tenantId ?? recordOf(recordOf(activity.channelData).tenant).id;
  return tenants.includes(textOf(host)?.toLowerCase() ?? '');
}

function requireThat(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Error(reason);
}
