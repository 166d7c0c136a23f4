import {
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { tenantId } from '../world/people.ts';

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

  /** Tokens live in real time, whatever the speed of the world. */
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
