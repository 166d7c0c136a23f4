/**
 * What must never leave src/azure: key backups, wrapped secrets, SAS and access tokens. Facts are built field by field
 * from what is harmless; free text that Azure wrote (messages, property bags) passes through here first.
 */
const secretMember =
  /(["']?(?:keyBackupData|secretData|keyVaultSecretBackupData|accessTokenString|access_?token|client_?secret|sharedAccessSignature|accountKey)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;}]+)/gi;
const bearer = /\bBearer\s+[\w.~+/=-]+/gi;
const jwt = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;
// A SAS is a query string; no address that people need from Azure has one.
const query = /(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/gi;
const looseSignature = /\bsig=[^\s&"'<>]+/gi;
// Wrapped keys are base64 of 256 bytes and more; resource ids of that length have provider segments, and addresses of
// blobs have names in their path that are shorter each.
const longRun = /https?:\/\/[^\s?"'<>]+|[A-Za-z0-9+/_=-]{100,}/g;
const longName = /[A-Za-z0-9+_=-]{100,}/;
const armId = /\/(subscriptions|resourceGroups|providers)\//i;

/** Text without key material, tokens and query strings, at most `limit` characters. */
export function scrub(text: string, limit = 1000): string {
  const clean = text
    .replace(query, '$1')
    .replace(secretMember, '$1[redacted]')
    .replace(bearer, 'Bearer [redacted]')
    .replace(jwt, '[redacted]')
    .replace(looseSignature, 'sig=[redacted]')
    .replace(longRun, (run) => (armId.test(run) || isAddress(run) ? run : '[redacted]'));
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

function isAddress(run: string): boolean {
  return /^https?:/i.test(run) && !longName.test(run);
}
