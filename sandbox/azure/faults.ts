/** Effect of a fault on a call that it matches. */
type FaultKind =
  /** 429 with the wait of `seconds` in the text, or with `message` and the header `retryAfter` instead. */
  | 'throttle'
  /** `status`, `code`, `message`; 500 InternalServerError when left out. */
  | 'error'
  /** Acts and answers `seconds` (real) late. */
  | 'delay'
  /** Cuts the connection without having acted. */
  | 'reset-before'
  /** Acts, then cuts the connection. */
  | 'reset-after'
  /** Acts and never answers; with `seconds` (real) the connection is cut after them. */
  | 'drop-answer'
  /** Acts and sends half of the JSON. */
  | 'truncate'
  /** Cuts the connection and acts `seconds` of world time later. */
  | 'late-act'
  /** Acts and answers with `headers` and `body` in place of those that it has. */
  | 'alter';

export type FaultSpec = {
  match: {
    method?: string;
    /** Part of host and path, or a regular expression for them, in any case. */
    path?: string;
    /** ARM action, e.g. Microsoft.RecoveryServices/vaults/backupJobs/read, in any case. */
    action?: string;
  };
  /** Number of calls it hits; all by default. */
  times?: number;
  do: FaultKind;
  status?: number;
  code?: string;
  message?: string;
  seconds?: number;
  /** The header Retry-After, sent verbatim: seconds or a date. */
  retryAfter?: string;
  /** For `alter`: null removes a header. */
  headers?: Record<string, string | null>;
  /** For `alter`; by default Azure's own. */
  body?: unknown;
};

export type Fault = FaultSpec & { id: string; hits: number };

const kinds = new Set<string>([
  'throttle',
  'error',
  'delay',
  'reset-before',
  'reset-after',
  'drop-answer',
  'truncate',
  'late-act',
  'alter',
]);

/** The active faults. The first that matches a call is used. */
export class Faults {
  #faults: Fault[] = [];
  #count = 0;

  /** @throws RangeError if it is no valid fault, with the reason */
  add(spec: FaultSpec): Fault {
    if (!kinds.has(spec.do)) throw new RangeError(`do: one of ${[...kinds].join(', ')}; not ${spec.do}`);
    if (spec.times !== undefined && !(spec.times > 0)) throw new RangeError('times: a number above 0, or left out');
    const fault: Fault = { ...spec, match: spec.match ?? {}, id: `fault-${++this.#count}`, hits: 0 };
    this.#faults.push(fault);
    return fault;
  }

  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** Ends one fault, or all. */
  clear(id?: string): void {
    this.#faults = id ? this.#faults.filter((fault) => fault.id !== id) : [];
  }

  /**
   * The fault that hits this call, counted.
   * @param path host and path with query
   */
  take(method: string, path: string, action: string): Fault | undefined {
    const fault = this.#faults.find((one) => matches(one, method, path, action));
    if (!fault) return undefined;
    fault.hits++;
    if (fault.times !== undefined && fault.hits >= fault.times) this.clear(fault.id);
    return fault;
  }
}

function matches({ match }: Fault, method: string, path: string, action: string): boolean {
  if (match.method && match.method.toUpperCase() !== method) return false;
  if (match.action && match.action.toLowerCase() !== action.toLowerCase()) return false;
  return (
    !match.path || path.toLowerCase().includes(match.path.toLowerCase()) || expression(match.path)?.test(path) === true
  );
}

function expression(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'i');
  } catch {
    return undefined;
  }
}
