import { actions } from '../../access/rules/actions.ts';
import { needsAdeSettings } from './ade-limits.ts';
import type { PlanStep, RestoreFacts } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** On managed disks a property of the restored OS disk; on VHD files, metadata of the OS blob in the staging account. */
export function adeSettingsStep(facts: RestoreFacts, target: TieredTarget): PlanStep {
  const onDisk = target.form === 'managed';
  return {
    kind: 'apply-ade-settings',
    action: onDisk ? actions.writeDisk : actions.writeStaging,
    scope: onDisk ? target.resourceGroupId : facts.profile.stagingStorageAccountId,
    // By the point alone: what the VM shows changes when it is stopped, and the approver signs this.
    conditional: facts.encryption.ade.atPoint !== 'yes' || !needsAdeSettings(facts),
    byHand: !onDisk,
    carrier: 'requester',
    needs: [],
    keyNeeds: [],
  };
}
