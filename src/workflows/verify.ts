import { checkedKeys } from '../domain/rebuild/results.ts';
import { lacksHostEncryption } from '../domain/rebuild/security.ts';
import { faultOf, verdictOf } from '../domain/rebuild/verdict.ts';
import { readDifferences } from '../services/differences.ts';
import { restoreRequest } from '../services/request-kinds/restore.ts';
import { madeVm } from './made-vm.ts';
import { observing } from './step-kind.ts';

/** An agent reports within a few minutes; one that has not after this waits for somebody at the screen (world ms). */
const patienceMs = 15 * 60_000;
const betweenLooksSeconds = 30;

/** Looks at the machine until it runs, or says what it did not get to. */
export const verify = observing(restoreRequest, async ({ azure, clock }, { plan, step, results }) => {
  const vm = await azure.vms.get(madeVm(plan));
  const made = plan.choice.mode !== 'replace';
  const verdict = verdictOf(vm, { encrypted: checkedKeys(results).length > 0, made });
  if (verdict.kind === 'well' && lacksHostEncryption(vm, plan.plan.target.security)) {
    return { kind: 'stop', failure: { code: 'rebuild.verify-not-encrypted-at-host', params: { vm: vm?.name ?? '' } } };
  }
  if (verdict.kind === 'well') {
    // Disks that were replaced are in the original itself.
    const copy = made ? vm : undefined;
    const differences = copy ? await readDifferences({ azure }, plan.target.vmId, copy) : [];
    return { kind: 'no', state: 'done', result: { ...verdict.seen, differences } };
  }
  const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  if (verdict.kind === 'not-yet' && waited < patienceMs) return { kind: 'later', seconds: betweenLooksSeconds };
  return { kind: 'stop', failure: faultOf(verdict, plan.plan.target.vmId ?? '') };
});
