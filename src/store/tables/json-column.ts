import type { ColumnType } from 'kysely';

/** A jsonb column: written as a JSON string. What it holds is nobody's word until a `Stored` has parsed it. */
export type Json = ColumnType<unknown, string, string>;
export type NullableJson = ColumnType<unknown, string | null, string | null>;
