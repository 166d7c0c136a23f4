import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';

export type Json = { [name: string]: unknown };

/** Microsoft's OpenAPI documents, where they are: STRONGROOM_SPECS, or beside the repository. */
export const specsFolder = resolve(
  process.env.STRONGROOM_SPECS ?? join(import.meta.dirname, '../../../../../shared/specs/azure'),
);

export const specsAreHere = existsSync(specsFolder);

/** For `skip` of a test: says clearly why nothing was checked. */
export const skipWithoutSpecs = specsAreHere
  ? false
  : `not checked against Microsoft's OpenAPI documents: ${specsFolder} does not exist; set STRONGROOM_SPECS`;

/** Every document below the folder, examples left out. Absolute paths. */
export function documentFiles(): string[] {
  return jsonFiles(specsFolder).filter((file) => !file.includes('/examples/'));
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file))
    .sort();
}

const documents = new Map<string, Json>();

export function readDocument(file: string): Json {
  let document = documents.get(file);
  if (!document) {
    document = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Json;
    documents.set(file, document);
  }
  return document;
}

/** A place in a document. */
export type Place = { file: string; pointer: string; node: Json };

/** Follows a $ref from a document. */
export function follow(file: string, ref: string): Place {
  const [path = '', pointer = ''] = ref.split('#');
  const target = path ? normalize(join(dirname(file), path)) : file;
  let node: unknown = readDocument(target);
  for (const part of pointer.split('/').filter(Boolean)) {
    node = (node as Json)[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (typeof node !== 'object' || node === null) throw new Error(`${ref} from ${file} leads nowhere`);
  return { file: target, pointer, node: node as Json };
}
