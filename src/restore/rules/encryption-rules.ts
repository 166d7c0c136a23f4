import type { ViolationCode } from '../../kernel/codes/restore.ts';
import { type Column, forbiddenBy, type Row } from './decision-table.ts';
import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';

/** [certain, not known] for each machine that forbids a way of restoring. */
const forbidden: Partial<Record<Column, Partial<Record<Row, readonly [ViolationCode, ViolationCode]>>>> = {
  'new-vm': { ade: ['new-vm-ade', 'new-vm-encryption-unknown'] },
  replace: {
    ade: ['replace-ade', 'replace-encryption-unknown'],
    unmanaged: ['replace-unmanaged', 'replace-managed-unknown'],
  },
  files: {
    ade: ['files-ade', 'files-encryption-unknown'],
    confidential: ['files-confidential', 'files-not-offered'],
  },
};

/** Rules that follow from how the machine is encrypted at the point. */
export function encryptionRules(
  facts: Pick<RestoreFacts, 'encryption' | 'item' | 'vm' | 'restoredWith'>,
  choice: RestoreChoice,
): Violation[] {
  const { encryption, item } = facts;
  const params = { vm: item.vmName };
  const codes = new Set<ViolationCode>();
  // To rebuild a machine Azure restores its disks; what may be made of them is no matter of its encryption.
  const way = choice.mode === 'rebuild' ? 'disks' : choice.mode;
  for (const { row, known } of forbiddenBy(encryption, way)) {
    const pair = forbidden[way]?.[row];
    if (pair !== undefined) codes.add(known ? pair[0] : pair[1]);
  }
  // The documents ask it of the machine whose disks are replaced, and not of the point alone. Until they are: then it is as the point.
  if (choice.mode === 'replace' && encryption.ade.now === 'yes' && !facts.restoredWith) codes.add('replace-ade');
  if (choice.mode === 'files' && codes.size === 0) codes.add('files-not-offered');
  const found: Violation[] = [...codes].map((code) => ({ code, params }));

  if (choice.mode === 'replace') {
    if (facts.vm === undefined) found.push({ code: 'replace-vm-gone', params });
    // Azure refuses to move a trusted launch point onto a machine without it.
    const now = facts.vm?.securityType?.toLowerCase() ?? '';
    if (facts.vm !== undefined && encryption.trustedLaunch.value === 'yes' && now !== 'trustedlaunch') {
      found.push({ code: 'replace-leaves-trusted-launch', params });
    }
  }
  if (choice.asManaged === true && encryption.managed.value !== 'yes' && encryption.ade.value !== 'no') {
    const known = encryption.ade.value === 'yes';
    found.push({ code: known ? 'to-managed-ade' : 'to-managed-encryption-unknown', params });
  }
  return found;
}
