import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { Node } from 'web-tree-sitter';
import { documentFiles, follow, type Json, readDocument } from '../sandbox/azure/openapi/specs.ts';
import { SchemaConverter } from '../sandbox/azure/openapi/to-schema.ts';
import { childrenOf, entriesOf, unquote } from './bicep.ts';

/** Place of the document that describes how a type is created in a version. */
export type Put = { file: string; schema: Json };

/** Microsoft's description of each type's PUT body, by lower-case type@version. */
export function readPuts(): Map<string, Put> {
  const puts = new Map<string, Put>();
  for (const file of documentFiles()) {
    const document = readDocument(file);
    const version = String((document.info as Json | undefined)?.version);
    const paths = { ...(document.paths as Json), ...(document['x-ms-paths'] as Json) } as Record<string, Json>;
    for (const [path, verbs] of Object.entries(paths)) {
      const parameters = ((verbs.put as Json | undefined)?.parameters ?? []) as Json[];
      const body = parameters
        .map((one) => (typeof one.$ref === 'string' ? follow(file, one.$ref).node : one))
        .find((one) => one.in === 'body');
      const type = typeOf(path);
      if (body && type) puts.set(`${type}@${version}`.toLowerCase(), { file, schema: body.schema as Json });
    }
  }
  return puts;
}

/** The type in a path that ends with a resource's name: …/providers/Microsoft.KeyVault/vaults/{v}/secrets/{s}. */
function typeOf(path: string): string | undefined {
  if (/^\/subscriptions\/\{\w+\}\/resourcegroups\/\{\w+\}$/i.test(path)) return 'Microsoft.Resources/resourceGroups';
  const typed = path.split('/providers/').at(-1)?.split('/').filter(Boolean) ?? [];
  const [namespace, ...rest] = typed;
  if (!namespace?.startsWith('Microsoft.') || rest.length % 2 !== 0) return undefined;
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
}

/** Stands for a value that only a deployment knows, allowed wherever a value is. */
const unknown = '\u0000unknown';

/** Members that Bicep has and the request's body doesn't: they become its address. */
const ofBicep = new Set(['name', 'parent', 'scope', 'dependsOn']);

/**
 * Mistakes in a resource's body according to the document, one per line; those caused only by unknown values don't
 * count.
 */
export function checkBody(put: Put, resource: Node | undefined): string[] {
  const entries = entriesOf(resource).filter(([key]) => !ofBicep.has(key));
  const body = Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
  const converter = new SchemaConverter();
  const schema = converter.convert(put.file, put.schema);
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  formats.default(ajv);
  for (const name of ['arm-id', 'unixtime', 'base64url']) ajv.addFormat(name, true);
  const validate = ajv.compile({ ...schema, $defs: converter.definitions });
  if (validate(body)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if' && error.data !== unknown).map(describe);
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

function plain(node: Node): unknown {
  if (node.type === 'string') return node.text.includes('${') ? unknown : unquote(node);
  if (node.type === 'number') return Number(node.text);
  if (node.type === 'boolean') return node.text === 'true';
  if (node.type === 'null') return null;
  if (node.type === 'array') return childrenOf(node).map(plain);
  if (node.type === 'object') return Object.fromEntries(entriesOf(node).map(([key, value]) => [key, plain(value)]));
  return unknown;
}
