import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { AppCredentials, AuthenticationConfiguration, ServiceClientCredentialsFactory } from 'botframework-connector';
import { bot, tenantId } from '../../../sandbox/world/people.ts';

export const smallBotToken = 'the-token-of-the-small-bot';

export type SmallBot = {
  address: string;
  /** Every activity that passed authentication, in order of arrival. */
  heard: Activity[];
  close(): Promise<void>;
};

/**
 * A bot on the stock adapter, with authentication on, that does what the test says: checks the local Teams against a
 * real bot.
 */
export async function startSmallBot(
  teamsOrigin: string,
  turn: (context: TurnContext) => Promise<void>,
): Promise<SmallBot> {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: bot.appId,
        MicrosoftAppTenantId: tenantId,
        ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        OAuthUrl: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: `${teamsOrigin}/v1/.well-known/openidconfiguration`,
        ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/disabled',
      },
      new TokenFactory(),
      new AuthenticationConfiguration(['msteams']),
    ),
  );
  const heard: Activity[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const done = {
      socket: response.socket,
      status: (code: number) => {
        response.statusCode = code;
        return done;
      },
      header: (name: string, value: unknown) => {
        response.setHeader(name, String(value));
        return done;
      },
      send: (body: unknown) => {
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
        return done;
      },
      end: () => {
        response.end();
        return done;
      },
    };
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    await adapter.process(
      { method: request.method ?? 'POST', headers: request.headers, body },
      done,
      async (context) => {
        heard.push(context.activity);
        await turn(context);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class TokenCredentials extends AppCredentials {
  protected override async refreshToken() {
    return { accessToken: smallBotToken, expiresOn: new Date(Date.now() + 3_600_000) };
  }
}

class TokenFactory extends ServiceClientCredentialsFactory {
  override async isValidAppId(appId: string) {
    return appId === bot.appId;
  }

  override async isAuthenticationDisabled() {
    return false;
  }

  override async createCredentials(appId: string, audience: string) {
    return new TokenCredentials(appId, tenantId, audience);
  }
}
