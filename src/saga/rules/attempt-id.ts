import { v5 } from 'uuid';

/** Strongroom's own UUIDv5 namespace; changing it would make attempts in flight unrecognisable. */
const namespace = '6f1f8a3e-5a0c-4f0e-9a56-0a5b8f0c7d21';

/** The same request, step and number always give the same id, so a repeated send is recognised by it. */
export function attemptId(requestId: string, stepId: string, number: number): string {
  return v5(`${requestId}/${stepId}/${number}`, namespace);
}
