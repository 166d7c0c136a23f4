import { readFileSync } from 'node:fs';
import path from 'node:path';

/** An Azure action, its use in Strongroom, and what is missing without it. */
export type Permission = { action: string; why: string; without: string };

export type Role = {
  tier: string;
  name: string;
  description: string;
  /** Scope of the assignment, in words. */
  scope: string;
  permissions: Permission[];
  /** Actions of data planes. */
  dataPermissions: Permission[];
};

/** A built-in role, assigned where Azure acts in the caller's name. */
export type BuiltInRole = { tier: string; role: string; id: string; scope: string; why: string; without: string };

const folder = path.join(import.meta.dirname, 'roles');

/** The custom roles, in the order in which a tenant needs them. */
export const roles = [
  'observe',
  'observe-keys',
  'protect',
  'protect-regions',
  'restore',
  'rebuild',
  'rebuild-places',
  'rebuild-staging',
  'keys',
  'keys-staging',
  'grant',
  'grant-policies',
  'drill',
  'quarantine',
].map((name) => readJson<Role>(name));

export const builtInRoles = readJson<BuiltInRole[]>('built-in');

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as T;
}
