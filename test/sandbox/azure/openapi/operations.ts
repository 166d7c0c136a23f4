import { documentFiles, follow, type Json, readDocument } from './specs.ts';

export type Operation = {
  id: string;
  method: string;
  /** As the document writes it. */
  path: string;
  file: string;
  /** Status or 'default' to its response. */
  responses: Record<string, Json>;
};

/** Backup's second document describes restores to another region only, with many of the same paths. */
const crossRegion = /recoveryservicesbackup.*2023-01-15/;

/** Every operation of the documents by method and path, both without case and names of parameters. */
export function readOperations(): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const file of documentFiles().filter((one) => !crossRegion.test(one))) {
    const document = readDocument(file);
    const paths = { ...(document.paths as Json), ...(document['x-ms-paths'] as Json) } as Record<string, Json>;
    for (const [path, verbs] of Object.entries(paths)) {
      for (const [verb, node] of Object.entries(verbs)) {
        const operation = node as Json;
        if (typeof operation.operationId !== 'string') continue;
        const responses = Object.entries((operation.responses ?? {}) as Record<string, Json>);
        operations.set(keyOf(verb, path), {
          id: operation.operationId,
          method: verb.toUpperCase(),
          path,
          file,
          responses: Object.fromEntries(responses.map(([status, one]) => [status, resolved(file, one)])),
        });
      }
    }
  }
  return operations;
}

function resolved(file: string, response: Json): Json {
  return typeof response.$ref === 'string' ? follow(file, response.$ref).node : response;
}

export function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path
    .replaceAll(/\{[^}]*\}/g, '{}')
    .replace(/\/$/, '')
    .toLowerCase()}`;
}
