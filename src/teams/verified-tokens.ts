import type { JWTPayload } from 'jose';

/** Far below the day for which the keys themselves are kept. */
const keptMs = 5 * 60_000;
/** The connector sends one token for an hour; a cloud has few connectors. */
const mostTokens = 20;

/**
 * Verifies a token's signature once for the many activities that carry it. Only tokens that were found valid are kept,
 * each until its end at the latest, so nobody without one can make this grow.
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
