import { nameOf } from '../../kernel/arm-id.ts';
import { namesOf } from '../../restore/rules/set-key.ts';
import { stagingOf } from '../../restore/rules/staging-identity.ts';
import type { HandFacts, HandStep } from './hand-step.ts';

/** A role, or verbs, that whoever types the lines must hold; the bot's own rights are none of theirs. */
export type HandRight = {
  code: 'vault' | 'group' | 'network' | 'blobs' | 'keys-read' | 'keys-write' | 'set-key';
  name: string;
};

/** What the lines take, by the names that people know. */
export function handRights({ vault, machine, plan, keys, setKey }: HandFacts, steps: readonly HandStep[]): HandRight[] {
  const kinds = new Set(steps.map(({ kind }) => kind));
  const lines = steps.flatMap(({ az }) => az).join('\n');
  const ofSet = namesOf(setKey?.url).vault;
  const keyVault = nameOf(keys[0]?.bek.keyVaultId ?? '');
  const right = (code: HandRight['code'], name: string, needed: boolean) => (needed && name ? [{ code, name }] : []);
  return [
    ...right('vault', vault.name, lines.includes('az backup ')),
    ...right(
      'group',
      nameOf(machine.groupId),
      steps.some(({ atGroup }) => atGroup),
    ),
    ...right('network', networkName(machine.subnetId), kinds.has('deploy-vm')),
    ...right('blobs', nameOf(stagingOf(plan.body)), lines.includes('az storage blob ')),
    ...right('keys-write', keyVault, kinds.has('recover-keys')),
    ...right('set-key', ofSet, kinds.has('recover-set-key')),
    ...right('keys-read', keyVault, kinds.has('check-keys') && !kinds.has('recover-keys')),
  ];
}

function networkName(subnetId: string | undefined): string {
  return /\/virtualNetworks\/([^/]+)/i.exec(subnetId ?? '')?.[1] ?? '';
}
