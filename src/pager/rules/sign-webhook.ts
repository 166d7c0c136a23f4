import { createHmac } from 'node:crypto';

/**
 * As the Standard Webhooks specification says, so that its libraries verify it: HMAC-SHA256 over id, time and the raw
 * body.
 * @param secret `whsec_` and base64, or any text
 * @param timestamp of the sending, in seconds: by it a replay is known
 */
export function signWebhook(
  secret: string,
  { id, timestamp, body }: Record<'id' | 'timestamp' | 'body', string>,
): string {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret) ?? [];
  const key = encoded === undefined ? Buffer.from(secret, 'utf8') : Buffer.from(encoded, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
