import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documentFiles, type Json, readDocument, specsFolder } from './specs.ts';

/** A member that came after the documents at hand. */
type Member = {
  type: string;
  since: string | null;
  ref?: string;
  enum?: string[];
  items?: { type?: string; ref?: string };
  additionalProperties?: unknown;
};

const file = join(specsFolder, 'overlays/backup-2026-07-01.json');
const described = /Microsoft\.RecoveryServices\/stable\/2023-06-01\/(bms|vaults)\.json$/;

/**
 * Additions of newer versions of Azure Backup and its vaults to the documents: members by their definition, each with
 * the version that added it. An answer is compared with its own version.
 */
export class Overlay {
  readonly #version: string;
  readonly #definitions: Record<string, Record<string, Member>>;
  readonly #names = new Map<Json, string>();

  constructor(version: string) {
    this.#version = version;
    const { definitions } = readDocument(file) as { definitions: Record<string, Record<string, Member>> };
    this.#definitions = definitions;
    for (const document of documentFiles().filter((one) => described.test(one))) {
      for (const [name, node] of Object.entries((readDocument(document).definitions ?? {}) as Record<string, Json>)) {
        this.#names.set(node, name);
      }
    }
  }

  /**
   * Schemas of additional members of a definition.
   * @param node the definition itself
   */
  more(node: Json): Json {
    return this.#members(this.#names.get(node) ?? '', ({ since }) => since !== null && since > '2023-06-01');
  }

  #members(name: string, wanted: (member: Member) => boolean): Json {
    const known = Object.entries(this.#definitions[name] ?? {}).filter(([member]) => !member.startsWith('$'));
    const found = known.filter(([, member]) => wanted(member) && (member.since ?? '') <= this.#version);
    return Object.fromEntries(found.map(([member, one]) => [member, this.#schema(one)]));
  }

  #schema({ type, ref, items, enum: values }: Member): Json {
    if (type === 'array') return { type, items: this.#schema({ since: null, type: 'string', ...items } as Member) };
    if (ref) {
      const properties = this.#members(ref, () => true);
      return Object.keys(properties).length > 0 ? { type: 'object', properties, additionalProperties: false } : {};
    }
    if (type === 'object') return {};
    return { type, ...(values && { enum: values }) };
  }
}

/** The overlay for calls of this version; undefined for those that the documents describe. */
export function overlayFor(version: string, path: string): Overlay | undefined {
  if (version <= '2023-06-01' || !/\/Microsoft\.RecoveryServices\//i.test(path) || !existsSync(file)) return undefined;
  return new Overlay(version);
}
