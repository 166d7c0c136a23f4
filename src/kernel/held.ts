import { z } from 'zod/v4';
import { asObject } from './json-object.ts';

type Held = { name: string; version: number; parse(json: unknown): unknown; write(value: never): unknown };

/** All that is stored, by its schema: with that, another one says that it holds it. */
export const storedOf = new Map<z.ZodType, Held>();

/** What is stored elsewhere too and held here, made into something else by the one that it is of; the rest as it is. */
export function eachHeld(schema: z.ZodType, json: unknown, make: (held: Held, value: unknown) => unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return json;
  const members = asObject(json);
  const made = Object.entries<z.ZodType>(schema.shape).flatMap(([name, within]) => {
    const held = members[name] === undefined ? undefined : heldAs(within, members[name]);
    return held ? [[name, make(held, members[name])]] : [];
  });
  return made.length === 0 ? json : { ...members, ...Object.fromEntries(made) };
}

/** Whose schema it is, or which one's of several kinds the value is of. */
function heldAs(schema: z.ZodType, value: unknown): Held | undefined {
  if (schema instanceof z.ZodOptional) return heldAs(schema.unwrap() as z.ZodType, value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return storedOf.get(schema);
  const { discriminator } = schema._zod.def;
  const kinds = schema.options as unknown as readonly z.ZodObject[];
  const kind = kinds.find(({ shape }) => z.safeParse(shape[discriminator], asObject(value)[discriminator]).success);
  return kind && storedOf.get(kind);
}
