import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod/v4';
import { storedBySchema } from '../../src/kernel/stored.ts';

/**
 * Allowed content of one version of a stored value, one member per line: `?` marks an optional member, `only` an object
 * that refuses unknown members. A value with its own version is shown by name only.
 */
export type Shape = { name: string; version: number; lines: string[] };

/** A shape as agreed for its version, hashed so that a change is noticed. */
export type Agreed = { name: string; version: number; hash: string };

type JsonSchema = z.core.JSONSchema.BaseSchema & { has?: string };

/** File with one line for each, by name. */
export const shapesFile = path.join(import.meta.dirname, 'stored-shapes.txt');

const src = path.join(import.meta.dirname, '../../src');
const indent = '  ';
const byName = (one: string, other: string) => (one < other ? -1 : 1);

/** Read from a separate process, because tests in this one define shapes that the code does not store. */
export function toldShapes(): Shape[] {
  const args = ['--no-warnings', path.join(import.meta.dirname, 'write-shapes.ts'), '--tell'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Shape[];
}

/** Shapes of everything stored as JSON, and of the effects in it; only the code's, if nothing else has defined any. */
export async function listShapes(): Promise<Shape[]> {
  for (const file of globSync('**/*.ts', { cwd: src })) {
    if (readFileSync(path.join(src, file), 'utf8').includes(' defineStored(')) await import(path.join(src, file));
  }
  const shapes = [...storedBySchema].flatMap(([schema, { name, version }]) => shapesOf(name, version, schema));
  return [...new Map(shapes.map((shape) => [shape.name, shape])).values()].toSorted((one, other) =>
    byName(one.name, other.name),
  );
}

/** The shape of a schema, followed by those of the effects in it. */
export function shapesOf(name: string, version: number, schema: z.ZodType): Shape[] {
  const effects: Shape[] = [];
  const lines = schema instanceof z.ZodObject ? eachTold(schema, effects) : told('', jsonSchemaOf(schema, effects));
  return [{ name, version, lines }, ...effects];
}

function eachTold(schema: z.ZodObject<Record<string, z.ZodType>>, effects: Shape[]): string[] {
  const kind = schema.def.catchall instanceof z.ZodNever ? 'only' : 'object';
  return [kind, ...inside(eachMember(schema).flatMap(([label, member]) => toldOrNamed(label, member, effects)))];
}

function eachMember({ shape }: z.ZodObject<Record<string, z.ZodType>>): [label: string, member: z.ZodType][] {
  const members = Object.entries(shape).toSorted(([one], [other]) => byName(one, other));
  return members.map(([name, member]) => {
    const optional = member instanceof z.ZodOptional;
    return [`${name}${optional ? '?' : ''}: `, optional ? (member.unwrap() as z.ZodType) : member];
  });
}

/**
 * Only the name of a value that has its own version where `kernel/stored` looks for it: a member, or one of several kinds
 * of it.
 */
function toldOrNamed(label: string, member: z.ZodType, effects: Shape[]): string[] {
  if (!(member instanceof z.ZodDiscriminatedUnion)) {
    const stored = storedBySchema.get(member);
    return stored ? [label + stored.name] : told(label, jsonSchemaOf(member, effects));
  }
  const kinds = member.options as unknown as readonly z.ZodType[];
  return [`${label}one of`, ...inside(kinds.flatMap((kind) => toldOrNamed('- ', kind, effects)))];
}

function jsonSchemaOf(schema: z.ZodType, effects: Shape[]): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const part = zodSchema as z.core.$ZodType as z.ZodType;
      const signed = z.globalRegistry.get(part)?.signed as { name: string; version: number } | undefined;
      if (!signed || !(part instanceof z.ZodPipe)) return;
      const name = `effects ${signed.name}`;
      effects.push({ name, version: signed.version, lines: told('', jsonSchemaOf(part.out as z.ZodType, effects)) });
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.has = name;
    },
  });
}

/** Description of a part behind its label, and of its content below. */
function told(label: string, part: JsonSchema): string[] {
  if ('allOf' in part || 'prefixItems' in part) throw new Error(`${label}no words for ${JSON.stringify(part)}`);
  const choices = part.anyOf ?? part.oneOf;
  if (choices?.some(({ format }) => format === 'date-time')) return [`${label}moment`];
  if (choices) return [`${label}one of`, ...inside(choices.flatMap((choice) => told('- ', choice)))];
  if (part.type === 'array') return told(`${label}list of `, part.items as JsonSchema);
  if (part.type === 'object')
    return [`${label}${part.additionalProperties === false ? 'only' : 'object'}`, ...members(part)];
  const values = part.enum ?? ('const' in part ? [part.const] : undefined);
  return [
    `${label}${part.has ?? values?.map((value) => JSON.stringify(value)).join(' | ') ?? part.type ?? 'anything'}`,
  ];
}

function members({ properties = {}, required = [], additionalProperties: rest }: JsonSchema): string[] {
  const named = Object.entries(properties).toSorted(([one], [other]) => byName(one, other));
  return inside([
    ...named.flatMap(([name, member]) => told(`${name}${required.includes(name) ? '' : '?'}: `, member as JsonSchema)),
    ...(typeof rest === 'object' ? told('any name: ', rest) : []),
  ]);
}

function inside(lines: string[]): string[] {
  return lines.map((line) => indent + line);
}

export function agreedOn({ name, version, lines }: Shape): Agreed {
  return { name, version, hash: createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16) };
}

export function writeShapes(shapes: readonly Shape[]): string {
  return shapes
    .map(agreedOn)
    .map(({ name, version, hash }) => `${name}, version ${version}: ${hash}\n`)
    .join('');
}

export function parseShapes(text: string): Agreed[] {
  return [...text.matchAll(/^(.+), version (\d+): (\w+)$/gm)].map(([, name = '', version, hash = '']) => ({
    name,
    version: Number(version),
    hash,
  }));
}

/**
 * Names of values that changed since their version was agreed. Effects may follow the version of the plan that holds
 * them, which is then checked.
 */
export function changedWithoutVersion(agreed: readonly Agreed[], today: readonly Shape[]): string[] {
  const before = new Map(agreed.map((each) => [each.name, each]));
  const isNewer = ({ name, version }: Shape) => version > (before.get(name)?.version ?? 0);
  const holdersOf = (effects: string) =>
    today.filter(({ lines }) => lines.some((line) => line.endsWith(` ${effects}`)));
  return today.flatMap((shape) => {
    const was = before.get(shape.name);
    if (isNewer(shape) || isDeepStrictEqual(was, agreedOn(shape))) return [];
    const holders = holdersOf(shape.name);
    return holders.length > 0 && holders.every(isNewer) ? [] : [shape.name];
  });
}
