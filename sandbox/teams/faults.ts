import { randomUUID } from 'node:crypto';

/** Fault that the local Bot Connector returns instead of answering the bot. */
export type Fault = {
  id: string;
  status: number;
  /** Method, and part of the path (in any case), that a call must match; absent: any. */
  method?: string;
  path?: string;
  /** How many calls it hits; 0: until it is removed. */
  times: number;
  hits: number;
  /** Whole seconds for the Retry-After header. */
  retryAfter?: number;
  /** Takes effect before it answers with the status: the message exists although the bot is told otherwise. */
  afterActing: boolean;
};

export type FaultRequest = Partial<Omit<Fault, 'id' | 'hits'>>;

export const faultStatuses = [403, 404, 412, 429, 500, 502, 503, 504];

const codes: Record<number, [code: string, message: string]> = {
  403: ['MessageWritesBlocked', 'Thread is blocked from message writes.'],
  404: ['ConversationNotFound', 'Conversation not found.'],
  412: ['PreconditionFailed', 'Precondition failed.'],
  429: ['TooManyRequests', 'Too many requests.'],
  500: ['ServiceError', 'An unexpected error occurred.'],
  502: ['BadGateway', 'Bad gateway.'],
  503: ['ServiceUnavailable', 'Service unavailable.'],
  504: ['GatewayTimeout', 'Gateway timeout.'],
};

export class Faults {
  #faults: Fault[] = [];

  /** @returns the fault, or what is wrong with the request */
  add(request: FaultRequest): Fault | { error: string; remedy: string } {
    const status = Number(request.status);
    if (!faultStatuses.includes(status)) {
      return {
        error: `status ${JSON.stringify(request.status)} is not one that can be planted`,
        remedy: `use one of ${faultStatuses.join(', ')}`,
      };
    }
    const fault: Fault = {
      id: randomUUID(),
      status,
      ...(request.method && { method: String(request.method).toUpperCase() }),
      ...(request.path && { path: String(request.path) }),
      times: request.times === undefined ? 1 : Math.max(0, Number(request.times)),
      hits: 0,
      ...(request.retryAfter !== undefined && { retryAfter: Number(request.retryAfter) }),
      afterActing: request.afterActing === true,
    };
    this.#faults.push(fault);
    return fault;
  }

  /** Finds the first fault that matches and counts the hit. */
  take(method: string, path: string): Fault | undefined {
    const lower = decodeURIComponent(path).toLowerCase();
    const fault = this.#faults.find(
      (one) =>
        (one.times === 0 || one.hits < one.times) &&
        (!one.method || one.method === method) &&
        (!one.path || lower.includes(one.path.toLowerCase())),
    );
    if (fault) fault.hits += 1;
    return fault;
  }

  list(): Fault[] {
    return this.#faults;
  }

  remove(id?: string): void {
    this.#faults = id ? this.#faults.filter((one) => one.id !== id) : [];
  }
}

/** Teams' error body for a status. */
export function errorBody(status: number): object {
  const [code, message] = codes[status] ?? ['Error', 'Error'];
  return { error: { code, message } };
}
