import { backUpAction, restoreAction, writeItem } from '../access/rules/actions.ts';
import type { PersonServices } from '../chat/turn.ts';
import type { VmFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { isStopped } from '../machines/rules/item-state.ts';
import { vaultsFor } from './rules/protect-rules.ts';

type Parts = Pick<PersonServices, 'access' | 'inventory'>;

/**
 * Buttons for the changes that make sense for a machine now and that this person may make; each click is checked again.
 */
export async function offersFor(
  { access }: Pick<Parts, 'access'>,
  objectId: string,
  { vault, item }: Target,
  {
    held,
    points,
    cut,
    encryption,
    isGone,
  }: { held: boolean; points: number; cut: number; encryption: EncryptionAssessment; isGone: boolean },
): Promise<string[]> {
  const scope = vault.id;
  const needs = [{ action: restoreAction, scope }, { action: backUpAction, scope }, writeItem(scope)];
  const lacks = new Set((await access.missing(objectId, needs, false)).map(({ action }) => action));
  const [mayRestore, mayBackUp, mayWrite] = needs.map(({ action }) => !lacks.has(action));
  if (item.softDeleted) return mayWrite ? ['open-undelete'] : [];
  const stopped = isStopped(item);
  // A hold that somebody undid in Azure can be requested again, or ended.
  const holds = held ? ['open-unhold'] : [stopped ? 'open-resume' : 'open-stop'];
  return [
    ...(points > 0 && mayRestore ? ['open-restore'] : []),
    ...(!stopped && !isGone && mayBackUp ? ['open-backup'] : []),
    ...(!isGone && mayUseKeys(encryption) ? ['open-keyaccess'] : []),
    ...(cut > 0 && !stopped && mayWrite ? ['open-raise'] : []),
    ...(mayWrite ? [...(held && stopped ? [] : ['open-hold']), ...holds] : []),
  ];
}

/** Buttons for a machine that no vault protects. */
export async function offersForBare(
  { access, inventory }: Parts,
  objectId: string,
  vm: VmFacts,
  encryption: EncryptionAssessment,
): Promise<string[]> {
  const needs = vaultsFor({ vm, encryption }, await inventory.someVaults()).map(({ id }) => writeItem(id));
  const lacks = await access.missing(objectId, needs, false);
  return [
    // Without a vault there, the click explains how to create one.
    ...(needs.length === 0 || lacks.length < needs.length ? ['open-protect'] : []),
    ...(mayUseKeys(encryption) ? ['open-keyaccess'] : []),
  ];
}

/** Keys that Azure Backup must read: of Azure Disk Encryption, or of a confidential machine's disk encryption set. */
function mayUseKeys({ ade, confidential }: EncryptionAssessment): boolean {
  return (ade.now !== 'no' && ade.value !== 'no') || confidential.value !== 'no';
}
