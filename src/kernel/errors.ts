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
  /** Nothing holds it. It keeps a code that lacks the name of its catalogue, such as a plan's warning, from being told as a failure. */
  catalogue?: never;
};

export function asFailure(error: unknown): Failure {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  return { code: 'internal', params: {} };
}
