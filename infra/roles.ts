import { readFileSync } from 'node:fs';
import path from 'node:path';

/** An action of Azure, what Strongroom does with it, and what is missing without it. */
export type Permission = { action: string; why: string; without: string };

export type Role = {
  tier: string;
  name: string;
  description: string;
  /** Where it is given, in words. */
  scope: string;
  permissions: Permission[];
  /** Of data planes. */
  dataPermissions: Permission[];
};

/** A role of Azure's own, given where Azure acts in the caller's name. */
export type BuiltInRole = { tier: string; role: string; id: string; scope: string; why: string; without: string };

const folder = path.join(import.meta.dirname, 'roles');

/** The custom roles in the order in which a tenant comes to need them. */
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
  'drill',
  'quarantine',
].map((name) => readJson<Role>(name));

export const builtInRoles = readJson<BuiltInRole[]>('built-in');

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as T;
}
