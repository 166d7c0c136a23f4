import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { plain } from '../../i18n/plain.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import { shown } from '../../ui/truncate.ts';
import { rightsLine } from './rights-line.ts';

/** Azure Backup may read keys. @param next what goes on once it may */
export function grantChange({
  vm,
  vault,
  hash,
  warnings,
  grants,
  next,
}: AnyChange & { grants: readonly Wanted[]; next?: 'protect' | 'backup' }): GatedChange {
  return {
    kind: 'grant-access',
    vm,
    vault,
    hash,
    warnings,
    params: { keyVault: [...new Set(grants.map(({ keyVault }) => keyVault))].join(', ') },
    facts: (reader) =>
      grants.map((grant) => ({
        title: shown(grant.keyVault, 80),
        value: grant.model === 'rbac' ? plain(grant.actions.join(', ')) : rightsLine(grant, reader),
      })),
    ...(next && { next }),
  };
}
