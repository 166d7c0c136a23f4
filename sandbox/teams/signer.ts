import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const botFrameworkIssuer = 'https://api.botframework.com';

const keyId = 'local-teams';

export type Signer = {
  /** A bearer token as the Bot Connector sends it with every activity. */
  sign(claims: { audience: string; serviceUrl: string }): Promise<string>;
  openIdConfiguration(origin: string): object;
  keys(): object;
};

/** Signs for the local Bot Connector: RS256, one key per start. */
export async function createSigner(): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: keyId, use: 'sig', alg: 'RS256' };
  return {
    sign: ({ audience, serviceUrl }) =>
      new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
        .setIssuer(botFrameworkIssuer)
        .setAudience(audience)
        .setNotBefore('-5 minutes')
        .setExpirationTime('1 hour')
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
