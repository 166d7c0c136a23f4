import type { Services } from '../services.ts';
import type { StepRow } from '../store/steps.ts';
import { madeInterface, madeVm } from './made-vm.ts';
import { restoredDisks } from './restored-disks.ts';
import { type Made, recordDisks, recordMachine } from './rules/made.ts';
import { restoreSent } from './rules/results.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * The disks that a restore has made, for its record.
 * @throws rebuild.disks-foreign, rebuild.config-*, azure.*
 */
export async function readMadeDisks(
  services: Services,
  { restore, results }: { restore: StoredRestore; results: Readonly<Record<string, unknown>> },
  steps: readonly StepRow[],
) {
  const sent = restoreSent(steps);
  if (!sent) return { made: [], unproven: [] };
  const { disks } = await restoredDisks(services, { plan: restore, results });
  return recordDisks(disks, sent);
}

/**
 * The machine and interface that its deployment has made.
 * @param at.disks what its record has of them
 * @throws azure.*
 */
export async function readMadeMachine(
  { azure, clock }: Services,
  { restore, request, disks }: { restore: StoredRestore; request: { id: string }; disks: readonly Made[] },
  steps: readonly StepRow[],
) {
  const deployed = steps.find(({ kind }) => kind === 'deploy-vm');
  if (!deployed?.started_at) return { made: [], unproven: [] };
  const [vm, nic] = await Promise.all([azure.vms.get(madeVm(restore)), azure.interfaces.get(madeInterface(restore))]);
  const span = { from: deployed.started_at, to: deployed.ended_at ?? clock.now() };
  return recordMachine(vm, nic, { requestId: request.id, span, disks });
}
