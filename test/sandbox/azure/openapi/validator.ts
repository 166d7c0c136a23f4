import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { keyOf, type Operation, readOperations } from './operations.ts';
import type { Overlay } from './overlay.ts';
import type { Json } from './specs.ts';
import { SchemaConverter } from './to-schema.ts';

/** A difference between an answer and the document. */
export type Problem = {
  /** e.g. BackupJobs_List */
  operation: string;
  status: number;
  /** JSON pointer in the body. */
  at: string;
  /** The keyword that failed, or 'route', 'status', 'body'. */
  keyword: string;
  message: string;
  /** The value at fault. */
  value: unknown;
};

/**
 * Checks answers against the response schemas of Microsoft's documents. Every api-version is checked as the available
 * one, except those with an overlay.
 */
export class Validator {
  readonly operations: Map<string, Operation> = readOperations();
  readonly #converter: SchemaConverter;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(overlay?: Overlay) {
    this.#converter = new SchemaConverter(overlay);
    this.#ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
    formats.default(this.#ajv);
    // ISO 8601 allows the fraction that the service sends in durations; the package's pattern does not.
    this.#ajv.addFormat('duration', /^-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/);
    for (const name of ['arm-id', 'unixtime', 'base64url']) this.#ajv.addFormat(name, true);
  }

  operation(method: string, template: string): Operation | undefined {
    return this.operations.get(keyOf(method, template));
  }

  check(operation: Operation, status: number, body: unknown): Problem[] {
    const problem = (keyword: string, message: string, at = '', value: unknown = body): Problem => ({
      operation: operation.id,
      status,
      at,
      keyword,
      message,
      value,
    });
    const response = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined);
    if (!response) return [problem('status', `${status} is not among ${Object.keys(operation.responses).join(', ')}`)];
    if (!response.schema) {
      return body === undefined ? [] : [problem('body', 'a body where the document has none')];
    }
    if (body === undefined) return [problem('body', 'no body where the document has one')];
    const validate = this.#compile(operation, String(status), response.schema as Json);
    // ARM writes null for a member that has no value.
    if (validate(JSON.parse(JSON.stringify(body, (_, value) => value ?? undefined)))) return [];
    return (
      (validate.errors ?? [])
        // A failed `if` adds nothing to its own branch's errors.
        .filter((error) => error.keyword !== 'if')
        .map((error) => problem(error.keyword, describe(error), error.instancePath, error.data))
    );
  }

  #compile(operation: Operation, status: string, schema: Json): ValidateFunction {
    const key = `${operation.method} ${operation.path} ${status}`;
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      const converted = this.#converter.convert(operation.file, schema);
      compiled = this.#ajv.compile({ ...converted, $defs: this.#converter.definitions });
      this.#compiled.set(key, compiled);
    }
    return compiled;
  }
}

function describe({ keyword, message, params }: ErrorObject): string {
  const detail =
    keyword === 'additionalProperties'
      ? ` '${String(params.additionalProperty)}'`
      : keyword === 'enum'
        ? ` ${JSON.stringify(params.allowedValues)}`
        : '';
  return `${message ?? keyword}${detail}`;
}
