import type { TokenCredential } from '@azure/core-auth';

/** Renewed this long before it ends, so that a token never ends on the way. */
const marginMs = 5 * 60_000;

/** Gives the bot's token for the connector, kept until shortly before it ends. */
export function createTokenSource(credential: TokenCredential, scope: string) {
  let kept: { token: string; until: number } | undefined;
  return {
    /** @throws what the credential throws, or an Error when it has no token */
    async get(abortSignal: AbortSignal): Promise<string> {
      if (kept && Date.now() < kept.until) return kept.token;
      const got = await credential.getToken(`${scope}/.default`, { abortSignal });
      if (!got) throw new Error(`The bot's identity has no token for ${scope}`);
      kept = { token: got.token, until: got.expiresOnTimestamp - marginMs };
      return got.token;
    },
    /** After the connector refused the token. */
    forget(): void {
      kept = undefined;
    },
  };
}
