import type { Exchange } from '../../../../sandbox/azure/start-azure.ts';
import { type Deviation, deviations, undocumentedRoutes } from './deviations.ts';
import { overlayFor } from './overlay.ts';
import { type Problem, Validator } from './validator.ts';

/**
 * Validators shared by all tests of a process, by version: reading the documents and compiling their schemas takes a
 * second.
 */
const shared = new Map<string, Validator>();

function validatorFor({ apiVersion, url }: Pick<Exchange['call'], 'apiVersion' | 'url'>): Validator {
  const key = /\/Microsoft\.RecoveryServices\//i.test(url) && apiVersion > '2023-06-01' ? apiVersion : '';
  const validator = shared.get(key) ?? new Validator(overlayFor(apiVersion, url));
  shared.set(key, validator);
  return validator;
}

/** ARM and the data plane of Key Vault. */
const described = /^management\.azure\.com$|\.vault\.azure\.net$/;

type Seen = Pick<Exchange, 'template' | 'status'> & {
  call: Pick<Exchange['call'], 'method' | 'host' | 'apiVersion' | 'url'>;
  /** Copied at once, because the world goes on. */
  body: string | undefined;
};

/**
 * Compares the local Azure's answers with Microsoft's documents, and keeps what was seen. It compares on demand,
 * because compiling a schema takes longer than some callers wait for an answer.
 */
export class Contract {
  readonly #exchanges: Seen[] = [];
  readonly #seen = new Set<Deviation>();
  readonly #visited = new Set<string>();
  readonly #problems: string[] = [];

  /** The hook that the local Azure calls for each of its answers. */
  readonly witness = ({ call, template, status, body }: Exchange): void => {
    // Signing in is described by OpenID Connect and the directory by Graph's own documents; without a route nothing was
    // promised.
    if (!described.test(call.host) || !template) return;
    const { method, host, apiVersion, url } = call;
    this.#exchanges.push({ call: { method, host, apiVersion, url }, template, status, body: JSON.stringify(body) });
  };

  get problems(): string[] {
    for (const exchange of this.#exchanges.splice(0)) this.#look(exchange);
    return this.#problems;
  }

  #look({ call, template, status, body }: Seen): void {
    const name = `${call.method} ${template}`;
    if (status < 400) this.#visited.add(name);
    if (name in undocumentedRoutes) return;
    const validator = validatorFor(call);
    const operation = validator.operation(call.method, template);
    if (!operation) {
      this.#problems.push(`${name} is in no document and not listed as undocumented`);
      return;
    }
    // ARM itself refuses before a service is reached; its errors have one shape that every document shares.
    if (status >= 400 && !operation.responses.default && !operation.responses[String(status)]) return;
    // No answer to a HEAD has a body on the wire, whatever the document says of errors.
    if (call.method === 'HEAD') return;
    const answered: unknown = body === undefined ? undefined : JSON.parse(body);
    for (const problem of validator.check(operation, status, answered)) this.#judge(problem, call.url);
  }

  #judge(problem: Problem, url: string): void {
    const deviation = deviations.find((one) => one.covers(problem));
    if (deviation) this.#seen.add(deviation);
    else {
      const value = JSON.stringify(problem.value)?.slice(0, 120) ?? '';
      this.#problems.push(
        `${problem.operation} ${problem.status} ${problem.at}: ${problem.message}; ${value} (${url})`,
      );
    }
  }

  /** Routes of the list that never succeeded, and deviations that never occurred: both are dead weight. */
  missing(routes: { method: string; template: string }[]): string[] {
    this.problems.length;
    return [
      ...routes.map((one) => `${one.method} ${one.template}`).filter((name) => !this.#visited.has(name)),
      ...deviations.filter((one) => !this.#seen.has(one)).map((one) => `deviation: ${one.name}`),
      ...Object.keys(undocumentedRoutes).filter((name) => !this.#visited.has(name)),
    ];
  }
}
