import { type Expression, expressionIn, functions, parseExpression, type Scope, TemplateError } from './expression.ts';

export type TemplateResource = {
  type: string;
  /** Full name, with its parents' names first: vm/extension. */
  name: string;
  apiVersion: string;
  /** Ids or names of resources of the same template. */
  dependsOn: string[];
  [member: string]: unknown;
};

type Definition = { type?: string; defaultValue?: unknown; allowedValues?: unknown[] };

/**
 * Evaluates a template. Supported is what Azure Backup's generated templates use, and a little more: parameters,
 * variables, the functions of expression.ts, conditions. Copy loops, nested deployments and reference() are refused.
 * @param given plain values of the parameters
 * @throws TemplateError with words like Resource Manager's (modelled)
 */
export function evaluateTemplate(
  template: Record<string, unknown>,
  given: Record<string, unknown>,
  scope: Scope,
): { resources: TemplateResource[]; parameters: Record<string, { type: string; value: unknown }> } {
  const definitions = objectOf(template.parameters) as Record<string, Definition>;
  const variables = objectOf(template.variables);
  for (const name of Object.keys(given)) {
    if (!memberOf(definitions, name)) {
      throw new TemplateError(
        `The template parameters '${name}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time.`,
      );
    }
  }
  const working = new Set<string>();

  function evaluate(value: unknown): unknown {
    if (typeof value === 'string') {
      const source = expressionIn(value);
      return source === undefined ? value.replace(/^\[\[/, '[') : run(parseExpression(source));
    }
    if (Array.isArray(value)) return value.map(evaluate);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [String(evaluate(key)), evaluate(one)]));
  }

  function run(expression: Expression): unknown {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'member') return memberIn(run(expression.of), run(expression.key));
    const name = expression.name.toLowerCase();
    // Only the branch that is taken is evaluated.
    if (name === 'if') {
      const [condition, yes, no] = expression.args;
      const taken = condition && run(condition) ? yes : no;
      return taken && run(taken);
    }
    const args = expression.args.map(run);
    if (name === 'parameters') return parameter(String(args[0]));
    if (name === 'variables') return variable(String(args[0]));
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!known) throw new TemplateError(`The template function '${expression.name}' is not valid here.`);
    return known(scope, args);
  }

  function parameter(name: string): unknown {
    const definition = memberOf(definitions, name);
    if (!definition) throw new TemplateError(`The template parameter '${name}' is not found.`);
    const value = memberOf(given, name);
    if (value !== undefined) return value;
    if (definition.defaultValue === undefined) {
      throw new TemplateError(`The value for the template parameter '${name}' is not provided.`);
    }
    return once(`parameter ${name}`, () => evaluate(definition.defaultValue));
  }

  function variable(name: string): unknown {
    const value = memberOf(variables, name);
    if (value === undefined) throw new TemplateError(`The template variable '${name}' is not found.`);
    return once(`variable ${name}`, () => evaluate(value));
  }

  function once<T>(what: string, work: () => T): T {
    if (working.has(what)) throw new TemplateError(`Circular reference detected: ${what}.`);
    working.add(what);
    try {
      return work();
    } finally {
      working.delete(what);
    }
  }

  const parameters = Object.fromEntries(
    Object.entries(definitions).map(([name, { type = 'string', allowedValues }]) => {
      const value = parameter(name);
      if (!isOf(type, value) || (allowedValues && !allowedValues.includes(value))) {
        throw new TemplateError(`The provided value for the template parameter '${name}' is not valid.`);
      }
      return [name, { type, value }];
    }),
  );
  const written = Array.isArray(template.resources) ? template.resources : [];
  const resources = written.flatMap((one: Record<string, unknown>) => {
    if (one.copy !== undefined || one.resources !== undefined) {
      throw new TemplateError('The local Azure evaluates neither copy nor child resources.');
    }
    const { condition = true, ...rest } = one;
    return evaluate(condition) ? [resourceOf(evaluate(rest) as Record<string, unknown>)] : [];
  });
  return { resources, parameters };
}

function resourceOf(resource: Record<string, unknown>): TemplateResource {
  const { type, name, apiVersion, dependsOn = [] } = resource;
  if (typeof type !== 'string' || typeof name !== 'string' || name === '' || typeof apiVersion !== 'string') {
    throw new TemplateError('A template resource lacks type, name or apiVersion.');
  }
  if (name.split('/').length !== type.split('/').length - 1) {
    throw new TemplateError(`The template resource '${name}' of type '${type}' has incorrect segment lengths.`);
  }
  return { ...resource, type, name, apiVersion, dependsOn: (dependsOn as unknown[]).map(String) };
}

function isOf(type: string, value: unknown): boolean {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const wanted = { securestring: 'string', int: 'number', bool: 'boolean', secureobject: 'object' };
  return kind === (wanted[type.toLowerCase() as keyof typeof wanted] ?? type.toLowerCase());
}

/** Names of parameters and variables compare without case. */
function memberOf<T>(among: Record<string, T>, name: string): T | undefined {
  return Object.entries(among).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function memberIn(value: unknown, key: unknown): unknown {
  const found = Array.isArray(value) ? value[Number(key)] : memberOf(objectOf(value), String(key));
  if (found === undefined) throw new TemplateError(`The language expression property '${String(key)}' doesn't exist.`);
  return found;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
