import { z } from 'zod/v4';
import { asObject } from './json-object.ts';

type Held = { name: string; version: number; parse(json: unknown): unknown; write(value: never): unknown };

/** Every stored schema: `mapHeld` finds in it the schemas that another one contains. */
export const storedBySchema = new Map<z.ZodType, Held>();

/** Converts each member that has a stored schema of its own with `make`; the other members stay. */
export function mapHeld(schema: z.ZodType, json: unknown, make: (held: Held, value: unknown) => unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return json;
  const members = asObject(json);
  const made = Object.entries<z.ZodType>(schema.shape).flatMap(([name, within]) => {
    const held = members[name] === undefined ? undefined : heldAs(within, members[name]);
    return held ? [[name, make(held, members[name])]] : [];
  });
  return made.length === 0 ? json : { ...members, ...Object.fromEntries(made) };
}

/** The stored schema of a member; for a union, that of the value's kind. */
function heldAs(schema: z.ZodType, value: unknown): Held | undefined {
  if (schema instanceof z.ZodOptional) return heldAs(schema.unwrap() as z.ZodType, value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return storedBySchema.get(schema);
  const { discriminator } = schema._zod.def;
  const kinds = schema.options as unknown as readonly z.ZodObject[];
  const kind = kinds.find(({ shape }) => z.safeParse(shape[discriminator], asObject(value)[discriminator]).success);
  return kind && storedBySchema.get(kind);
}
