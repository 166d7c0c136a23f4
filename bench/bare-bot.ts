import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import { ClientSecretCredential } from '@azure/identity';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AppCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import { createServer, plugins } from 'restify';
import { loopbackClient } from '../sandbox/azure/loopback-client.ts';
import type { BotSettings, FromBot, ToBot } from '../sandbox/bot-process.ts';
import { bot, tenantId } from '../sandbox/world/people.ts';

/**
 * The bot that Strongroom is measured against: the least that one can build with botbuilder. restify, CloudAdapter and
 * the stock authentication, answering known lines with fixed messages from answers.json. Only the token's source is
 * custom: the stock factories insist on https://login.microsoftonline.com.
 */

export type Answers = Record<string, Partial<Activity>>;

const scope = 'https://api.botframework.com';

class Credentials extends AppCredentials {
  readonly #credential: TokenCredential;

  constructor(credential: TokenCredential) {
    super(bot.appId, tenantId, scope);
    this.#credential = credential;
  }

  protected override async refreshToken() {
    const token = await this.#credential.getToken(`${scope}/.default`);
    if (!token) throw new Error('no token for the connector');
    return { accessToken: token.token, expiresOn: new Date(token.expiresOnTimestamp) } as never;
  }
}

class Factory extends ServiceClientCredentialsFactory {
  readonly #credentials: Credentials;

  constructor(credential: TokenCredential) {
    super();
    this.#credentials = new Credentials(credential);
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === bot.appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials() {
    return this.#credentials;
  }
}

function start({ azurePort, teamsOrigin, dataDir }: BotSettings): void {
  const answers: Answers = JSON.parse(readFileSync(join(dataDir, 'answers.json'), 'utf8'));
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, {
    httpClient: loopbackClient(azurePort),
  });
  const settings = {
    MicrosoftAppId: bot.appId,
    MicrosoftAppTenantId: tenantId,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: scope,
    OAuthUrl: scope,
    ToBotFromChannelOpenIdMetadataUrl: `${teamsOrigin}/v1/.well-known/openidconfiguration`,
    ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/disabled',
  };
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, new Factory(credential)));
  const server = createServer();
  server.use(plugins.bodyParser());
  server.get('/healthz', async (_request, response) => response.send(200));
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request, response, async (context) => {
      if (context.activity.type === 'invoke') {
        const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answers.invoke?.value };
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
        return;
      }
      const line = context.activity.text.replace(/^<at>[^<]*<\/at>(&nbsp;|\s)*/, '');
      const answer = answers[line];
      if (!answer) throw new Error(`no answer to ${line}`);
      await context.sendActivity(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const ready: FromBot = { kind: 'ready', address: `http://127.0.0.1:${server.address().port}` };
    process.send?.(ready);
  });
}

process.once('disconnect', () => process.exit(1));
process.on('message', (message: ToBot) => {
  if (message.kind === 'start') start(message.settings);
});
