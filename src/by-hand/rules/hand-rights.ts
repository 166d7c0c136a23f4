import { nameOf } from '../../kernel/arm-id.ts';
import { keyNames } from '../../restore/rules/keys.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { keyPlaceOf } from './key-copy.ts';
import type { Shell } from './typed-lines.ts';

/** A role, or verbs, that the person typing needs; the bot's own rights do not help them. */
export type HandRight = {
  code: 'vault' | 'group' | 'network' | 'blobs' | 'keys-read' | 'keys-write' | 'keys-deploy' | 'set-key' | 'tags';
  name: string;
};

/** Patterns of lines that read the vault or the staging account. */
const reads: Record<Shell, { vault: RegExp; blobs: RegExp }> = {
  az: { vault: /az backup |\/recoveryPoints\//, blobs: /az storage blob / },
  powershell: { vault: /-AzRecoveryServices|\/recoveryPoints\//, blobs: /-AzStorageBlob/ },
};

/** Rights that the lines need, with resource names that people know. */
export function handRights(
  { vault, machine, plan, keys, away, setKey }: HandFacts,
  steps: readonly HandStep[],
  shell: Shell,
): HandRight[] {
  const kinds = new Set(steps.map(({ kind }) => kind));
  const lines = steps.flatMap((step) => step[shell]).join('\n');
  const ofSet = keyNames(setKey?.url).vault;
  const keyVaults = distinct(keys.flatMap(({ bek, kek }) => [bek, ...(kek ? [kek] : [])].map(nameOfVault)));
  const written = kinds.has('recover-keys') ? distinct(away.flatMap(({ url }) => keyPlaceOf(url)?.vault ?? [])) : [];
  const group = nameOf(machine.groupId);
  const tagged = steps.some((step) => step.kind === 'tag-made' && step[shell].length > 0);
  const right = (code: HandRight['code'], name: string, needed: boolean) => (needed && name ? [{ code, name }] : []);
  return [
    ...right('vault', vault.name, reads[shell].vault.test(lines)),
    ...right(
      'group',
      group,
      steps.some(({ atGroup }) => atGroup),
    ),
    ...right('network', networkName(machine.subnetId), kinds.has('deploy-vm')),
    ...right('blobs', nameOf(stagingAccountId(plan.body)), reads[shell].blobs.test(lines)),
    ...written.flatMap((name) => right('keys-write', name, true)),
    ...right('set-key', ofSet, kinds.has('recover-set-key')),
    ...keyVaults.flatMap((name) =>
      right('keys-read', name, kinds.has('check-keys') && !written.some((one) => isSame(one, name))),
    ),
    // Without this right Azure refuses the machine, but none of the lines before it.
    ...keyVaults.flatMap((name) => right('keys-deploy', name, kinds.has('deploy-vm'))),
    ...right('tags', group, tagged),
  ];
}

function nameOfVault({ keyVaultId }: { keyVaultId: string }): string {
  return nameOf(keyVaultId);
}

/** Azure ignores case in the names of key vaults. */
function distinct(names: readonly string[]): string[] {
  return names.filter((name, index) => names.findIndex((one) => isSame(one, name)) === index);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function networkName(subnetId: string | undefined): string {
  return /\/virtualNetworks\/([^/]+)/i.exec(subnetId ?? '')?.[1] ?? '';
}
