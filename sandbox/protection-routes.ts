import type { Reply, Router } from './teams/http.ts';
import { setGrantTier } from './world/grant-tier.ts';
import { needsKeyVault, setKeyAccess } from './world/key-access.ts';
import { runNow } from './world/scheduled-backups.ts';
import type { World } from './world/world.ts';

/** The part of the control API that makes scheduled backups of many VMs fail with one cause, and mends it. */
export function protectionRoutes(control: Router, world: World): void {
  control.on('POST', '/api/world/key-access', ({ body }) => {
    const { keyVault, granted } = body;
    if (!isKeyVault(world, keyVault)) return noKeyVault(world, keyVault);
    if (typeof granted !== 'boolean') return bad('granted is neither true nor false', 'give {"granted": false}');
    world.settle();
    setKeyAccess(world, keyVault, granted);
    return { status: 200, body: { keyVault, granted } };
  });

  control.on('POST', '/api/world/scheduled-backups', ({ body }) => {
    const { vault: name, keyVault } = body;
    if (keyVault !== undefined && !isKeyVault(world, keyVault)) return noKeyVault(world, keyVault);
    const all = [...world.vaults.values()];
    const vaults = all.filter((vault) => name === undefined || vault.name === name);
    if (vaults.length === 0 || (name === undefined && keyVault === undefined)) {
      return bad(`there is no vault "${name}"`, `use one of ${all.map((vault) => vault.name).join(', ')}`);
    }
    world.settle();
    const items = vaults
      .flatMap((vault) => [...vault.items.values()])
      .filter((item) => keyVault === undefined || needsKeyVault(world, item, keyVault));
    return { status: 200, body: { started: runNow(world, items) } };
  });

  control.on('POST', '/api/world/grant-tier', ({ body }) => {
    if (typeof body.on !== 'boolean') return bad('on is neither true nor false', 'give {"on": false}');
    setGrantTier(world, body.on);
    return { status: 200, body: { on: body.on } };
  });
}

function isKeyVault(world: World, name: unknown): name is string {
  return typeof name === 'string' && world.keyVaults.has(name);
}

function noKeyVault(world: World, given: unknown): NonNullable<Reply> {
  return bad(`there is no key vault "${given}"`, `use one of ${[...world.keyVaults.keys()].join(', ')}`);
}

function bad(error: string, remedy: string): NonNullable<Reply> {
  return { status: 400, body: { error, remedy } };
}
