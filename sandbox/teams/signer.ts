import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const botFrameworkIssuer = 'https://api.botframework.com';

const keyId = 'local-teams';

export type Signer = {
  /** A bearer token as the Bot Connector sends it with every activity; the others are for tests of bad ones. */
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
    // A key endorsed for a channel is refused for activities of any other.
    keys: () => ({ keys: [{ ...jwk, endorsements: ['msteams'] }] }),
  };
}
