import { type ConnectorClient, ConnectorFactory, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { Config } from '../kernel/config/config.ts';

/** The endpoints of the configured cloud. Once one is set the SDK has no defaults for the rest, so all are set. */
export function connectorSettings(config: Pick<Config, 'cloud' | 'tenantId' | 'botAppId'>): Record<string, string> {
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
 * calls go through connector-client.ts.
 */
export class ReceiveOnlyCredentials extends ServiceClientCredentialsFactory {
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
export class OneConnectorClient extends ConnectorFactory {
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
