import type { Overlay } from './overlay.ts';
import { follow, type Json, type Place, readDocument } from './specs.ts';

/**
 * Turns the schemas of OpenAPI 2 documents into JSON Schema. Inheritance is flattened, so that an object can be
 * closed: a member, or a value of an enum that may grow, which no document knows is a mistake of ours, most likely in
 * its spelling.
 */
export class SchemaConverter {
  readonly definitions: Json = {};
  readonly #overlay: Overlay | undefined;

  constructor(overlay?: Overlay) {
    this.#overlay = overlay;
  }

  /** A schema as it stands in a document; what it refers to is added to the definitions. */
  convert(file: string, node: Json): Json {
    if (typeof node.$ref === 'string') return this.#reference(follow(file, node.$ref));
    const nullable = node['x-nullable'] === true;
    const schema = this.#own(file, node);
    return nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
  }

  #own(file: string, node: Json): Json {
    if (node.properties || node.allOf) return this.#object(file, node);
    if (node.type === 'array') return { type: 'array', items: this.convert(file, (node.items ?? {}) as Json) };
    if (typeof node.additionalProperties === 'object') {
      return { type: 'object', additionalProperties: this.convert(file, node.additionalProperties as Json) };
    }
    const kept = ['type', 'format', 'enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'];
    // "object" without members is OpenAPI 2's word for anything.
    if (node.type === 'object') return {};
    return Object.fromEntries(kept.filter((name) => node[name] !== undefined).map((name) => [name, node[name]]));
  }

  #reference(place: Place): Json {
    const key = `${place.file}#${place.pointer}`;
    const name = key.replaceAll(/[^\w.-]/g, '_');
    if (!(name in this.definitions)) {
      this.definitions[name] = {};
      this.definitions[name] = this.#definition(place);
    }
    return { $ref: `#/$defs/${name}` };
  }

  #definition(place: Place): Json {
    const member = discriminatorOf(place);
    const kinds = member ? subtypes(place) : [];
    if (!member || kinds.length === 0) return this.convert(place.file, place.node);
    const chosen = kinds.map(({ value, place: kind }) => ({
      if: { properties: { [member]: { const: value } } },
      // biome-ignore lint/suspicious/noThenProperty: the JSON Schema keyword
      then: this.#object(kind.file, kind.node),
    }));
    const other = { not: { enum: kinds.map(({ value }) => value) } };
    return {
      type: 'object',
      required: [member],
      allOf: [
        ...chosen,
        {
          if: { properties: { [member]: other } },
          // biome-ignore lint/suspicious/noThenProperty: the JSON Schema keyword
          then: this.#object(place.file, place.node),
        },
      ],
    };
  }

  #object(file: string, node: Json): Json {
    const properties: Json = {};
    const required = new Set<string>();
    let more: unknown;
    const collect = (from: string, part: Json): void => {
      if (typeof part.$ref === 'string') {
        const place = follow(from, part.$ref);
        collect(place.file, place.node);
        return;
      }
      for (const parent of (part.allOf ?? []) as Json[]) collect(from, parent);
      for (const [name, value] of Object.entries((part.properties ?? {}) as Json)) {
        properties[name] = this.convert(from, value as Json);
      }
      Object.assign(properties, this.#overlay?.more(part));
      for (const name of (part.required ?? []) as string[]) required.add(name);
      if (typeof part.additionalProperties === 'object') more = this.convert(from, part.additionalProperties as Json);
      else if (part.additionalProperties === true) more = true;
    };
    collect(file, node);
    if (Object.keys(properties).length === 0 && more === undefined) return {};
    return {
      type: 'object',
      properties,
      ...(required.size > 0 && { required: [...required] }),
      additionalProperties: more ?? false,
    };
  }
}

/** The member that tells the subtype, declared on the definition or on one it inherits from. */
function discriminatorOf({ file, node }: Place): string | undefined {
  if (typeof node.discriminator === 'string') return node.discriminator;
  for (const parent of (node.allOf ?? []) as Json[]) {
    if (typeof parent.$ref !== 'string') continue;
    const found = discriminatorOf(follow(file, parent.$ref));
    if (found) return found;
  }
  return undefined;
}

/** The definitions of the same document that inherit from this one, at any depth. */
function subtypes(base: Place): { value: string; place: Place }[] {
  const all = (readDocument(base.file).definitions ?? {}) as Record<string, Json>;
  return Object.entries(all).flatMap(([name, node]) => {
    const place = { file: base.file, pointer: `/definitions/${name}`, node };
    if (!inherits(place, base)) return [];
    return [{ value: String(node['x-ms-discriminator-value'] ?? name), place }];
  });
}

function inherits(place: Place, base: Place): boolean {
  return ((place.node.allOf ?? []) as Json[]).some((parent) => {
    if (typeof parent.$ref !== 'string') return false;
    const found = follow(place.file, parent.$ref);
    return found.node === base.node || inherits(found, base);
  });
}
