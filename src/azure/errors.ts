import { CodedError } from '../kernel/errors.ts';
import { parseRetryAfter } from '../kernel/throttling.ts';
import { type AzureAction, lastCall } from './action.ts';
import { text } from './parse/values.ts';

/**
 * Codes: azure.throttled {seconds, action}, azure.forbidden {action, scope, azureCode},
 * azure.not-found {what, azureCode},
 * azure.unreachable {reason}, azure.timeout {seconds, action}, azure.failed {status, azureCode, message},
 * azure.unreadable {action, expected}.
 * Carries no cause: the SDK's errors hold request and response bodies.
 */
export class AzureError extends CodedError {
  /** refused: Azure's answer, or the connection, proves that nothing was done. */
  readonly proof: 'refused' | 'unclear';
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    params: Record<string, string | number>,
    proof: 'refused' | 'unclear',
    retryAfterSeconds?: number,
  ) {
    super(code, params);
    this.name = 'AzureError';
    this.proof = proof;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type HttpAnswer = {
  status: number;
  retryAfter: string | undefined;
  body: string | null | undefined;
  /** x-ms-error-code: blob storage names the code there, and its body is XML. */
  errorCode?: string | undefined;
};

/** An error for an answer of 400 or more. */
export function fromAnswer(answer: HttpAnswer, call: AzureAction): AzureError {
  const body = parseErrorBody(answer.body);
  const said = body.code === '' ? { ...body, code: scrub(answer.errorCode ?? '', 200) } : body;
  // 408 comes from the gateway: the provider behind it may have acted.
  const proof = answer.status < 500 && answer.status !== 408 ? 'refused' : 'unclear';
  if (answer.status === 403 && rightMissing.has(said.code)) {
    return new AzureError('azure.forbidden', { ...deniedAction(said.message, call), azureCode: said.code }, proof);
  }
  if (answer.status === 404) {
    return new AzureError('azure.not-found', { what: call.what, azureCode: said.code }, proof);
  }
  const message = scrub(said.message, 500);
  const params = { status: answer.status, azureCode: said.code, message };
  return new AzureError('azure.failed', params, proof, parseRetryAfter(answer.retryAfter, Date.now()));
}

// Only these codes, or no code, mean a missing right. Other 403s have another cause that no role fixes: a policy
// (RequestDisallowedByPolicy), a firewall (ForbiddenByFirewall, AuthorizationFailure), a disabled key (KeyDisabled).
const rightMissing = new Set([
  '',
  'AccessDenied',
  'AuthenticationFailed',
  'AuthorizationFailed',
  'AuthorizationPermissionMismatch',
  'Authorization_RequestDenied',
  'Forbidden',
  'ForbiddenByRbac',
  'LinkedAuthorizationFailed',
]);

// Errors before a connection exists: name not resolved, or nobody listening. Other codes can come from a live one.
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Reduces an SDK error to a code. `sent`: the request was handed to the network.
 * Returns undefined for a failure that is neither Azure's nor the network's.
 */
export function fromThrown(thrown: unknown, sent: boolean, action: string): AzureError | undefined {
  const { name, code, statusCode, message } = describe(thrown);
  if (name === 'RestError' && statusCode !== undefined) return unreadable('documented', action);
  if (!sent && /auth|credential/i.test(name)) {
    const aadsts = /AADSTS\d+/.exec(message)?.[0];
    // MSAL's error when there was no answer: not a wrong secret, but a firewall or a proxy.
    if (!aadsts && message.startsWith('network_error')) {
      return new AzureError('azure.unreachable', { reason: 'sign-in: network_error' }, 'refused');
    }
    return new AzureError(
      'azure.failed',
      { status: 401, azureCode: aadsts ?? name, message: 'sign-in failed' },
      'refused',
    );
  }
  if (name === 'RestError' || sent) {
    const refused = !sent || neverConnected.has(code);
    return new AzureError('azure.unreachable', { reason: reason(code, name) }, refused ? 'refused' : 'unclear');
  }
  return undefined;
}

/** An error for an address outside the cloud that an answer named. Nothing was sent there. */
export function outsideOfCloud(): AzureError {
  return new AzureError('azure.unreachable', { reason: 'an address outside of the configured cloud' }, 'refused');
}

/** The expected shape of an answer, as people who run Strongroom read it. */
type Expected = 'json' | 'list' | 'pages' | 'address' | 'whole' | 'smaller' | 'documented';

/**
 * An error for a success in an unreadable shape. It quotes nothing of the body.
 * @param action the call; absent: the last call of the read
 */
export function unreadable(expected: Expected, action = lastCall() ?? ''): AzureError {
  return new AzureError('azure.unreadable', { action, expected }, 'unclear');
}

/** Codes that only announce an error inside. */
const envelopes = new Set(['InvalidTemplateDeployment', 'DeploymentFailed', 'MultipleErrorsOccurred']);

/**
 * Code and message of {error:{…}} or a flat body; empty strings for anything else (HTML, nothing). Key Vault
 * answers Forbidden for every cause and names it in `innererror`, which then takes precedence.
 */
export function parseErrorBody(body: string | null | undefined): { code: string; message: string } {
  try {
    const json: unknown = JSON.parse(body ?? '');
    const outer = member(json, 'error') ?? json;
    const inner = envelopes.has(asText(member(outer, 'code'))) ? (innermost(outer) ?? outer) : outer;
    const code = asText(member(inner, 'code'));
    const cause = code === 'Forbidden' ? asText(member(member(inner, 'innererror'), 'code')) : '';
    return { code: scrub(cause || code, 200), message: asText(member(inner, 'message')) };
  } catch {
    return { code: '', message: '' };
  }
}

/** "Please try again after '324' seconds": the gateway's answer often has no Retry-After. */
export function secondsFromMessage(message: string): number | undefined {
  const found = /(?:after|in)\s+['"]?(\d{1,15})['"]?\s*seconds?/i.exec(message);
  return Number(found?.[1]) || undefined;
}

/**
 * The missing right. A linked authorisation names first the action that the caller has and then the missing one,
 * so the last pair counts. Falls back to the call itself.
 */
export function deniedAction(message: string, call: AzureAction): { action: string; scope: string } {
  const actions = [...message.matchAll(/perform action(?:\(s\))?\s+'([^']+)'/gi)];
  const scopes = [...message.matchAll(/(?:over|on)(?: the)?(?: linked)? scope(?:\(s\))?\s+'([^']+)'/gi)];
  return { action: actions.at(-1)?.[1] ?? call.action, scope: scopes.at(-1)?.[1] ?? call.path };
}

function reason(code: string, name: string): string {
  if (code === 'PARSE_ERROR') return 'connection lost during the answer';
  return code || name;
}

function describe(thrown: unknown): { name: string; code: string; statusCode: number | undefined; message: string } {
  if (!(thrown instanceof Error)) return { name: '', code: '', statusCode: undefined, message: '' };
  const { code, statusCode } = thrown as { code?: unknown; statusCode?: unknown };
  return {
    name: thrown.name,
    code: asText(code),
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    message: thrown.message,
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The error with the actual cause, out of envelopes that only announce one. */
export type NestedError = { code: string; message: string };

/** Envelopes nest five deep in recorded answers; anything deeper than this is ignored. */
const deepest = 12;

/**
 * Follows `error`, the first of `details`, and messages that are JSON themselves (a resource provider's answer
 * that Resource Manager quotes) to the innermost error with a code.
 */
export function innermost(value: unknown, depth = 0): NestedError | undefined {
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
  const { error, details, code, message } = value as Record<string, unknown>;
  if (error !== undefined && code === undefined) return innermost(error, depth + 1);
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  const inner = innermost(first, depth + 1) ?? innermost(quoted(message), depth + 1);
  if (inner) return inner;
  const own = text(code);
  return own === undefined ? undefined : { code: own, message: text(message) ?? '' };
}

function quoted(message: unknown): unknown {
  if (typeof message !== 'string' || !message.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

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
