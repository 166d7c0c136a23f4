/** A failure with a code and parameters. `i18n/` has message and remedy for them; nothing else reaches chat. */
export class CodedError extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;

  constructor(code: string, params: Record<string, string | number> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'CodedError';
    this.code = code;
    this.params = params;
  }
}

/** A failure as it is stored in a row. */
export type Failure = {
  code: string;
  params: Record<string, string | number>;
  /**
   * Never set. It rejects a code without its catalogue's name, such as a plan's warning, where a failure is expected.
   */
  catalogue?: never;
};

export function asFailure(error: unknown): Failure {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  return { code: 'internal', params: {} };
}

/** A value, or why it could not be read: an unread fact makes its check "not possible" and never "fine". */
export type Read<T> = { kind: 'read'; value: T } | { kind: 'unread'; failure: Failure };

/**
 * Reads a value; a failure becomes a fact like any other. Errors other than CodedError are defects and are rethrown.
 */
export async function tryRead<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await read() };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { kind: 'unread', failure: asFailure(error) };
  }
}

export function readValue<T>(read: Read<T>): T | undefined {
  return read.kind === 'read' ? read.value : undefined;
}
