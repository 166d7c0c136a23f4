import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod/v4';
import { storedOf } from '../../src/kernel/held.ts';

/**
 * What one version of something stored may hold, a line each: `?` behind a member that may be absent, `only` where an
 * unknown member is refused, and the name alone of what has a version of its own.
 */
export type Shape = { name: string; version: number; lines: string[] };

/** A shape as it was when its version was agreed on: enough to see that it changed. */
export type Agreed = { name: string; version: number; hash: string };

type JsonSchema = z.core.JSONSchema.BaseSchema & { has?: string };

/** A line of each, by name. */
export const shapesFile = path.join(import.meta.dirname, 'stored-shapes.txt');

const src = path.join(import.meta.dirname, '../../src');
const indent = '  ';
const byName = (one: string, other: string) => (one < other ? -1 : 1);

/** Told by a process of its own: tests that run in this one define what the code does not store. */
export function toldShapes(): Shape[] {
  const args = ['--no-warnings', path.join(import.meta.dirname, 'write-shapes.ts'), '--tell'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Shape[];
}

/** Of all that is stored as JSON here, and of the effects in it: of the code where nothing else defines any. */
export async function listShapes(): Promise<Shape[]> {
  for (const file of globSync('**/*.ts', { cwd: src })) {
    if (readFileSync(path.join(src, file), 'utf8').includes(' defineStored(')) await import(path.join(src, file));
  }
  const shapes = [...storedOf].flatMap(([schema, { name, version }]) => shapesOf(name, version, schema));
  return [...new Map(shapes.map((shape) => [shape.name, shape])).values()].toSorted((one, other) =>
    byName(one.name, other.name),
  );
}

/** Its own, and behind it those of the effects within. */
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

/** The name alone of what has a version of its own where `kernel/held` looks for it: a member, or one of several kinds of it. */
function toldOrNamed(label: string, member: z.ZodType, effects: Shape[]): string[] {
  if (!(member instanceof z.ZodDiscriminatedUnion)) {
    const stored = storedOf.get(member);
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

/** What is said of a part, behind its label, and below that what it holds. */
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
 * Names of what holds something else than it did when its version was agreed on. Effects may go by the versions of the plans
 * that hold them: those are looked at first.
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
