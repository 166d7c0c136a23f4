import type { Exchange } from '../../../../sandbox/azure/start-azure.ts';
import { type Deviation, deviations, undocumentedRoutes } from './deviations.ts';
import { type Problem, Validator } from './validator.ts';

/** One for all tests of a process: reading the documents and compiling their schemas takes a second. */
let shared: Validator | undefined;

/** ARM and the data plane of Key Vault. */
const described = /^management\.azure\.com$|\.vault\.azure\.net$/;

/** Compares what the local Azure answered with Microsoft's documents, and keeps what was seen. */
export class Contract {
  readonly #validator: Validator;
  readonly #seen = new Set<Deviation>();
  readonly #visited = new Set<string>();
  readonly problems: string[] = [];

  constructor() {
    shared ??= new Validator(true);
    this.#validator = shared;
  }

  /** The hook that the local Azure calls for each of its answers. */
  readonly witness = (exchange: Exchange): void => {
    const { call, template, status, body } = exchange;
    // Signing in is described by OpenID Connect and the directory by Graph's own documents; without a route nothing was
    // promised.
    if (!described.test(call.host) || !template) return;
    const name = `${call.method} ${template}`;
    if (status < 400) this.#visited.add(name);
    if (name in undocumentedRoutes) return;
    const operation = this.#validator.operation(call.method, template);
    if (!operation) {
      this.problems.push(`${name} is in no document and not listed as undocumented`);
      return;
    }
    // ARM itself refuses before a service is reached; its errors have one shape that every document shares.
    if (status >= 400 && !operation.responses.default && !operation.responses[String(status)]) return;
    for (const problem of this.#validator.check(operation, status, body)) this.#judge(problem, call.url);
  };

  #judge(problem: Problem, url: string): void {
    const deviation = deviations.find((one) => one.covers(problem));
    if (deviation) this.#seen.add(deviation);
    else {
      const value = JSON.stringify(problem.value)?.slice(0, 120) ?? '';
      this.problems.push(`${problem.operation} ${problem.status} ${problem.at}: ${problem.message}; ${value} (${url})`);
    }
  }

  /** Routes of the list that never answered well, and deviations that were never met: both are dead weight. */
  missing(routes: { method: string; template: string }[]): string[] {
    return [
      ...routes.map((one) => `${one.method} ${one.template}`).filter((name) => !this.#visited.has(name)),
      ...deviations.filter((one) => !this.#seen.has(one)).map((one) => `deviation: ${one.name}`),
      ...Object.keys(undocumentedRoutes).filter((name) => !this.#visited.has(name)),
    ];
  }
}
