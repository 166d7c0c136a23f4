import {
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { bot, tenantId } from '../world/people.ts';
import { type Context, param, type Reply } from './call.ts';
import type { Route } from './router.ts';

const host = 'login.microsoftonline.com';

/** The part of the sign-in service that client credentials need. */
export function signInRoutes(tokens: Tokens): Route[] {
  const open = (method: string, template: string, handle: Route['handle']): Route => ({
    host,
    method,
    template,
    handle,
    action: '',
    open: true,
  });
  return [
    open('GET', '/{tenant}/v2.0/.well-known/openid-configuration', (context) => ({
      status: 200,
      body: metadata(param(context, 'tenant')),
    })),
    open('GET', '/{tenant}/discovery/v2.0/keys', () => ({ status: 200, body: { keys: [tokens.jwk] } })),
    open('GET', '/common/discovery/instance', () => ({ status: 200, body: discovery() })),
    open('POST', '/{tenant}/oauth2/v2.0/token', (context) => issue(tokens, context)),
  ];
}

async function issue(tokens: Tokens, context: Context): Promise<Reply> {
  const form = (context.body ?? {}) as Record<string, string | undefined>;
  if (param(context, 'tenant').toLowerCase() !== tenantId) {
    return refuse(400, 'invalid_request', 90002, `Tenant '${param(context, 'tenant')}' not found.`);
  }
  if (form.grant_type !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
  if (form.client_id?.toLowerCase() !== bot.appId) {
    return refuse(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${form.client_id}' was not found in the directory.`,
    );
  }
  if (form.client_secret !== bot.secret)
    return refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  const scope = form.scope?.split(' ').find((one) => one.endsWith('/.default'));
  if (!scope)
    return refuse(400, 'invalid_scope', 1002012, `The provided value for scope ${form.scope ?? ''} is not valid.`);
  const audience = scope.slice(0, -'/.default'.length);
  const { token, expiresIn } = await tokens.issue(audience, bot.appId, bot.objectId);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token },
  };
}

function refuse(status: number, error: string, code: number, description: string): Reply {
  return {
    status,
    body: { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code], correlation_id: tenantId },
  };
}

function metadata(tenant: string): Record<string, unknown> {
  const base = `https://${host}/${tenant}`;
  return {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function discovery(): Record<string, unknown> {
  return {
    tenant_discovery_endpoint: `https://${host}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: 'login.windows.net', aliases: [host, 'login.windows.net'] }],
  };
}

export type Claims = JWTPayload & { appid: string; oid: string; tid: string };

const lifetimeSeconds = 3600;

/** Signs and checks access tokens as the sign-in service would: RS256, with a key made at the start. */
export class Tokens {
  readonly #privateKey: GenerateKeyPairResult['privateKey'];
  readonly #publicKey: GenerateKeyPairResult['publicKey'];
  readonly #checked = new Map<string, Claims>();
  readonly jwk: JWK;

  private constructor(keys: GenerateKeyPairResult, jwk: JWK) {
    this.#privateKey = keys.privateKey;
    this.#publicKey = keys.publicKey;
    this.jwk = jwk;
  }

  static async create(): Promise<Tokens> {
    const keys = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(keys.publicKey);
    return new Tokens(keys, { ...jwk, kid: 'sandbox-sign-in', use: 'sig', alg: 'RS256' });
  }

  /** Issues a token, which expires in real time, whatever the speed of the world. */
  async issue(audience: string, appId: string, objectId: string): Promise<{ token: string; expiresIn: number }> {
    const token = await new SignJWT({
      appid: appId,
      appidacr: '1',
      idtyp: 'app',
      oid: objectId,
      sub: objectId,
      tid: tenantId,
      ver: '1.0',
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.jwk.kid ?? '' })
      .setIssuer(`https://sts.windows.net/${tenantId}/`)
      .setAudience(audience)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(this.#privateKey);
    return { token, expiresIn: lifetimeSeconds - 1 };
  }

  /** The claims of a bearer this service issued for `audience`; undefined for any other. */
  async verify(bearer: string, audience: string): Promise<Claims | undefined> {
    const key = `${audience} ${bearer}`;
    const known = this.#checked.get(key);
    if (known && (known.exp ?? 0) * 1000 > Date.now()) return known;
    try {
      const { payload } = await jwtVerify<Claims>(bearer, this.#publicKey, {
        audience,
        issuer: `https://sts.windows.net/${tenantId}/`,
      });
      if (this.#checked.size > 100) this.#checked.clear();
      this.#checked.set(key, payload);
      return payload;
    } catch {
      return undefined;
    }
  }
}
