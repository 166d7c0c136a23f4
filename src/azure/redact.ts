/**
 * Content that must never leave src/azure: key backups, wrapped secrets, SAS and access tokens. Facts are built
 * field by field from harmless members; Azure's free text (messages, property bags) is scrubbed here first.
 */
const secretMember =
  /(["']?(?:keyBackupData|secretData|keyVaultSecretBackupData|accessTokenString|access_?token|client_?secret|sharedAccessSignature|accountKey)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;}]+)/gi;
const bearer = /\bBearer\s+[\w.~+/=-]+/gi;
// Matches only from the start of a run, and only one with two dots: otherwise each `eyJ` in a long run would be
// read to the run's end.
const jwt = /(?<![\w-])(?=[\w-]+\.[\w-]+\.)([\w-]*?)\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;
// Each address is matched whole, with its query, so that `http://http://…` is read once.
const address = /https?:\/\/[^\s"'<>]+/gi;
const looseSignature = /\bsig=[^\s&"'<>]+/gi;
// Wrapped keys are base64 of 256 bytes and more; resource ids of that length have provider segments, and the names
// in a blob's address are shorter each.
const longRun = /https?:\/\/[^\s?"'<>]+|[A-Za-z0-9+/_=-]{100,}/g;
const longName = /[A-Za-z0-9+_=-]{100,}/;
const armId = /\/(subscriptions|resourceGroups|providers)\//i;

/** Text without key material, tokens and query strings, at most `limit` characters. */
export function scrub(text: string, limit = 1000): string {
  const clean = text
    .replace(address, withoutQuery)
    .replace(secretMember, '$1[redacted]')
    .replace(bearer, 'Bearer [redacted]')
    .replace(jwt, '$1[redacted]')
    .replace(looseSignature, 'sig=[redacted]')
    .replace(longRun, (run) => (armId.test(run) || isAddress(run) ? run : '[redacted]'));
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

// Microsoft's own short and documentation links, which name the article in their query:
// go.microsoft.com/fwlink/?LinkId=….
const advice = /^https?:\/\/(?:go\.microsoft\.com|aka\.ms|learn\.microsoft\.com)\//i;
const plainQuery = /^\?[\w-]{1,40}=[\w.-]{1,40}(?:&[\w-]{1,40}=[\w.-]{1,40})*(?:#[\w-]{1,80})?[.,;:)]*$/;

/** A SAS is a query string. Only Microsoft's documentation links keep theirs, since they lead nowhere without. */
function withoutQuery(whole: string): string {
  const at = whole.indexOf('?');
  if (at === -1) return whole;
  const base = whole.slice(0, at);
  return advice.test(whole) ? base + (plainQuery.exec(whole.slice(at))?.[0] ?? '') : base;
}

function isAddress(run: string): boolean {
  return /^https?:/i.test(run) && !longName.test(run);
}
