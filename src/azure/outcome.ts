import { asFailure, type Failure } from '../kernel/errors.ts';
import { parseRetryAfter } from '../kernel/retry-after.ts';
import { AzureError } from './errors.ts';

/**
 * accepted: Azure took it; follow the operation, or without one ask `find` for the effect. refused: proven not to
 * have acted (4xx, 429, never connected).
 * unclear: it may have acted; `find` decides. Seconds are the wait that Azure asks for, in world time.
 */
export type SendOutcome =
  | { kind: 'accepted'; operationId?: string; retryAfterSeconds?: number }
  | { kind: 'refused'; failure: Failure; retryAfterSeconds?: number }
  | { kind: 'unclear'; failure: Failure };

/** Whether a send had its effect. Jobs appear in lists up to 40 s after they were accepted. */
export type FindOutcome =
  | { kind: 'found'; jobId: string }
  | { kind: 'absent' }
  | { kind: 'unknown'; failure: Failure }
  /** Azure acted twice: one id on two jobs, oldest first. */
  | { kind: 'several'; jobIds: string[] };

/**
 * Options of calls of the SDK's clients, older (customHeaders) and newer (headers), and what they pass to onResponse.
 */
export type CallOptions = {
  requestOptions: { customHeaders: Record<string, string>; headers: Record<string, string> };
  onResponse: (response: RawResponse) => void;
};
export type RawResponse = { status: number; headers: { get(name: string): string | undefined } };
type SdkCall = (options: CallOptions) => Promise<unknown>;

type First = { status: number; operationId: string | undefined; retryAfterSeconds: number | undefined };

/**
 * Sends one change once. The first answer's header counts, whatever happens after it: an SDK call that goes on to
 * poll rejects when that poll fails, although the change was accepted.
 * @param clientRequestId travels as x-ms-client-request-id and returns as the job's activityId
 * @throws errors that are neither Azure's nor the network's, before anything was sent
 */
export async function sendOnce(clientRequestId: string, call: SdkCall): Promise<SendOutcome> {
  const outcome = await firstAnswer(clientRequestId, call);
  if (outcome.kind !== 'answered') return outcome;
  const { status, operationId, retryAfterSeconds } = outcome.first;
  if (operationId) return { kind: 'accepted', operationId, ...wait(retryAfterSeconds) };
  const params = { status, azureCode: 'NoOperationHeader', message: '' };
  return { kind: 'unclear', failure: { code: 'azure.failed', params } };
}

/** Like sendOnce, for calls whose success shows in the resource and not in an operation. */
export async function sendForEffect(clientRequestId: string, call: SdkCall): Promise<SendOutcome> {
  const outcome = await firstAnswer(clientRequestId, call);
  return outcome.kind === 'answered' ? { kind: 'accepted', ...wait(outcome.first.retryAfterSeconds) } : outcome;
}

type Answered = { kind: 'answered'; first: First };

async function firstAnswer(
  clientRequestId: string,
  call: SdkCall,
): Promise<Answered | Exclude<SendOutcome, { kind: 'accepted' }>> {
  let first: First | undefined;
  let thrown: unknown;
  const id = { 'x-ms-client-request-id': clientRequestId };
  try {
    await call({
      requestOptions: { customHeaders: id, headers: id },
      onResponse: (response) => {
        first ??= parseFirst(response, Date.now());
      },
    });
  } catch (error) {
    thrown = error;
  }
  if (first) return { kind: 'answered', first };
  return notAccepted(thrown);
}

/** The outcome for a thrown failure of a send. @throws errors that are neither Azure's nor the network's */
export function notAccepted(thrown: unknown): Exclude<SendOutcome, { kind: 'accepted' }> {
  if (!(thrown instanceof AzureError)) throw thrown;
  const failure = asFailure(thrown);
  if (thrown.proof === 'unclear') return { kind: 'unclear', failure };
  return { kind: 'refused', failure, ...wait(thrown.retryAfterSeconds) };
}

function parseFirst(response: RawResponse, nowMs: number): First {
  const address = response.headers.get('azure-asyncoperation') ?? response.headers.get('location');
  return {
    status: response.status,
    operationId: address && lastSegment(address),
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), nowMs),
  };
}

function lastSegment(address: string): string | undefined {
  const path = address.split('?')[0] ?? '';
  const last = path.split('/').filter(Boolean).at(-1);
  return last && decodeURIComponent(last);
}

function wait(seconds: number | undefined): { retryAfterSeconds?: number } {
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}
