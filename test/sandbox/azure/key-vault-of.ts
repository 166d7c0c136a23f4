import type { World } from '../../../sandbox/world/world.ts';

type Policy = { objectId: string; permissions: { keys: string[]; secrets: string[] } };

/** A key vault of the world with its access policies, for a test to change. */
export function keyVaultOf(world: World, name: string) {
  const contents = world.keyVault(name);
  const resource = world.resources.get(contents.id);
  if (!resource) throw new Error(`${contents.id} is no resource`);
  return { contents, resource, policies: resource.properties.accessPolicies as Policy[] };
}
