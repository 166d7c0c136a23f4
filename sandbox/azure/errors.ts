import type { Reply } from './call.ts';

/** A refusal, thrown from anywhere in a route. */
export class AzureError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly details: { code: string; message: string }[];
  /** Key Vault's second code, which gives the reason. */
  readonly inner: string | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; details?: AzureError['details']; inner?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.details = more.details ?? [];
    this.inner = more.inner;
  }
}

/** Blob storage describes errors in XML and, if an answer has no body, in a header. */
export class BlobError extends AzureError {}

/** The body every ARM service uses for errors. */
export function errorReply(error: AzureError): Reply {
  const { status, code, message, headers, details, inner } = error;
  if (error instanceof BlobError) {
    const xml = `\ufeff<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    const type = { 'content-type': 'application/xml', 'x-ms-error-code': code };
    return { status, headers: { ...headers, ...type }, body: Buffer.from(xml) };
  }
  const more = { ...(details.length > 0 && { details }), ...(inner && { innererror: { code: inner } }) };
  return { status, headers, body: { error: { code, message, ...more } } };
}

/** ARM's wording. */
export function authorizationFailed(appId: string, objectId: string, action: string, scope: string): AzureError {
  return new AzureError(
    403,
    'AuthorizationFailed',
    `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    { headers: { 'x-ms-failure-cause': 'gateway' } },
  );
}

/**
 * ARM's wording for resources.
 * @param what type and name, e.g. Microsoft.Compute/disks/os-1
 */
export function resourceNotFound(what: string, group: string): AzureError {
  return new AzureError(
    404,
    'ResourceNotFound',
    `The Resource '${what}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

export function groupNotFound(group: string): AzureError {
  return new AzureError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
}

/**
 * Refuses a call that Azure supports and the local Azure doesn't. Never 404: a client would take it for "there is
 * none", and act on it. The service sends no 501 of its own, and clients do not retry it.
 */
export function notServed(what: string): AzureError {
  return new AzureError(501, 'NotImplemented', `The local Azure has no ${what}.`);
}
