const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the bot's token may be sent to this service URL. It comes from an activity or from the database, so only
 * the hosts of the configured cloud count; plain http only on this machine, where the sandbox's connector listens.
 */
export function isAllowedServiceUrl(serviceUrl: unknown, hosts: readonly string[]): serviceUrl is string {
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return secure && url.username === '' && url.password === '' && hosts.includes(url.host);
}
