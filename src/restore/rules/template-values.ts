import { nameOf, networkOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { asObject, asText, type JsonObject } from '../../kernel/stored.ts';

/**
 * A value that a template does not hold itself. open: it is a parameter without a default, left to whoever deploys.
 * runtime: it is read while it is deployed (reference, listKeys), or by a function that nobody here knows.
 */
export class Unresolved {
  readonly kind: 'open' | 'runtime';
  readonly source: string;

  constructor(kind: 'open' | 'runtime', source: string) {
    this.kind = kind;
    this.source = source;
  }
}

export type TemplateScope = {
  /** ARM id of the resource group that it is deployed into. */
  groupId: string;
  region: string;
  /** Values of parameters that are known, by their names in lower case. */
  given: Readonly<Record<string, string>>;
};

/** Parameters and variables may name each other, and a hostile template itself, or double a text again and again. */
const mostDepth = 40;
const mostSteps = 50_000;
const mostText = 10_000;

/** A template's values with parameters, variables and the few functions of generated templates worked out. */
export function templateValues(template: JsonObject, { groupId, region, given }: TemplateScope) {
  const parameters = byLowerName(template.parameters);
  const variables = byLowerName(template.variables);
  let steps = 0;

  function resolve(value: unknown, depth = 0): unknown {
    if (depth > mostDepth || ++steps > mostSteps) return new Unresolved('runtime', 'too deep');
    if (typeof value === 'string') {
      const source = expressionIn(value);
      if (source === undefined) return value.startsWith('[[') ? value.slice(1) : value;
      const parsed = parseExpression(source);
      return parsed ? run(parsed, depth + 1) : new Unresolved('runtime', source);
    }
    if (Array.isArray(value)) return value.map((one) => resolve(one, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one, depth + 1)]));
  }

  function run(expression: Expression, depth: number): unknown {
    if (++steps > mostSteps) return new Unresolved('runtime', 'too deep');
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'member') return resolveMember(run(expression.of, depth), run(expression.key, depth));
    const args = expression.args.map((arg) => run(arg, depth));
    const [first] = args;
    switch (expression.name) {
      case 'parameters':
        return parameter(asText(first).toLowerCase(), depth);
      case 'variables':
        return variables.has(asText(first).toLowerCase())
          ? resolve(variables.get(asText(first).toLowerCase()), depth + 1)
          : new Unresolved('runtime', `variables('${asText(first)}')`);
      case 'concat':
        return firstUnresolved(args) ?? joined(args);
      case 'tolower':
        return firstUnresolved(args) ?? asText(first).toLowerCase();
      case 'resourceid':
        return firstUnresolved(args) ?? resourceId(args.map(String), groupId);
      case 'resourcegroup':
        return { id: groupId, name: nameOf(groupId), location: region };
      case 'subscription':
        return { id: `/subscriptions/${subscriptionOf(groupId)}`, subscriptionId: subscriptionOf(groupId) };
      default:
        return new Unresolved('runtime', expression.name);
    }
  }

  function parameter(name: string, depth: number): unknown {
    if (Object.hasOwn(given, name)) return given[name];
    const declared = asObject(parameters.get(name));
    if ('defaultValue' in declared) return resolve(declared.defaultValue, depth + 1);
    return new Unresolved('open', name);
  }

  return resolve;
}

function resolveMember(of: unknown, key: unknown): unknown {
  if (of instanceof Unresolved) return of;
  const found = Object.entries(asObject(of)).find(([name]) => name.toLowerCase() === asText(key).toLowerCase());
  return found ? found[1] : new Unresolved('runtime', asText(key));
}

/** ([subscription id], [group], type, name…): the type is the first argument with a slash. */
function resourceId(args: string[], groupId: string): unknown {
  const at = args.findIndex((arg) => arg.includes('/'));
  const [type = '', ...names] = args.slice(at);
  const [namespace = '', ...types] = type.split('/');
  if (at < 0 || at > 2 || names.length !== types.length) return new Unresolved('runtime', 'resourceId');
  const [group = nameOf(groupId), subscription = subscriptionOf(groupId)] = args.slice(0, at).reverse();
  const path = types.map((one, index) => `/${one}/${names[index] ?? ''}`).join('');
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${namespace}${path}`;
}

function firstUnresolved(args: readonly unknown[]): Unresolved | undefined {
  return args.find((arg) => arg instanceof Unresolved);
}

function joined(args: readonly unknown[]): unknown {
  const text = args.every(isPlain) ? args.join('') : undefined;
  return text !== undefined && text.length <= mostText ? text : new Unresolved('runtime', 'concat');
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function byLowerName(value: unknown): Map<string, unknown> {
  return new Map(Object.entries(asObject(value)).map(([name, one]) => [name.toLowerCase(), one]));
}

/** The names under which generated templates ask for what the plan gives. */
export function givenParameters(machine: { name: string; nic: string; subnetId: string }): Record<string, string> {
  const network = networkOf(machine.subnetId);
  return {
    virtualmachinename: machine.name,
    virtualnetwork: nameOf(network),
    virtualnetworkresourcegroup: nameOf(resourceGroupIdOf(network)),
    subnet: nameOf(machine.subnetId),
    networkinterfacename: machine.nic,
    networkinterfaceprefixname: machine.name,
  };
}

/** The value that a template computes, as far as it can be told before it is deployed. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'member'; of: Expression; key: Expression };

/** The expression in a template's text; undefined for plain text. `[[` begins a text that starts with a bracket. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[') ? text.slice(1, -1) : undefined;
}

/** No generated template nests further. */
const mostNested = 30;

/** @returns undefined for what is no expression */
export function parseExpression(source: string): Expression | undefined {
  const tokens = source.match(/'(?:[^']|'')*'|-?\d+|[A-Za-z_][\w]*|[()[\],.]|\S/g) ?? [];
  let at = 0;
  let depth = 0;

  function term(): Expression | undefined {
    const token = tokens[at++];
    if (token === undefined || ++depth > mostNested) return undefined;
    let found: Expression | undefined;
    if (token.startsWith("'") && token.length > 1) {
      found = { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
    } else if (/^-?\d+$/.test(token)) found = { kind: 'literal', value: Number(token) };
    else if (/^[A-Za-z_]/.test(token)) found = call(token);
    while (found && (tokens[at] === '.' || tokens[at] === '[')) found = member(found);
    depth--;
    return found;
  }

  function call(name: string): Expression | undefined {
    if (tokens[at++] !== '(') return undefined;
    const args: Expression[] = [];
    if (tokens[at] === ')') at++;
    else {
      for (;;) {
        const arg = term();
        if (!arg) return undefined;
        args.push(arg);
        const next = tokens[at++];
        if (next === ')') break;
        if (next !== ',') return undefined;
      }
    }
    return { kind: 'call', name: name.toLowerCase(), args };
  }

  function member(of: Expression): Expression | undefined {
    if (tokens[at++] === '.') {
      const name = tokens[at++] ?? '';
      return /^[A-Za-z_]/.test(name) ? { kind: 'member', of, key: { kind: 'literal', value: name } } : undefined;
    }
    const key = term();
    return key && tokens[at++] === ']' ? { kind: 'member', of, key } : undefined;
  }

  const whole = term();
  return at === tokens.length ? whole : undefined;
}
