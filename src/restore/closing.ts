import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestView } from '../requests/cards/request.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { restoreClosingCard } from './cards/restore-closing.ts';
import { parseStepResult, resultOfStep } from './rules/results.ts';
import type { StoredRestore } from './stored-restore.ts';

/** The card of the reply that closes a restore's thread: what was made, how it differs, what is left to do. */
export async function closingCardOf(
  db: Db,
  view: RequestView,
  stored: StoredRestore,
  reader: Reader,
): Promise<CardJson> {
  const rows = await listSteps(db, view.id);
  const results = Object.fromEntries(rows.map(({ kind, result }) => [kind, result]));
  const plan = stored.view;
  const made = plan.mode === 'rebuild' || plan.mode === 'new-vm' ? stored.plan.target.vmId : undefined;
  return restoreClosingCard(
    {
      id: view.id,
      nonce: view.nonce,
      now: view.now,
      plan,
      steps: view.steps,
      differences: parseStepResult(results, 'verify')?.differences ?? [],
      left: findLeft(stored, rows),
      ...(made !== undefined && { protect: made }),
    },
    reader,
  );
}

/** Worst first: key material, then what is paid for, then what only lies there. */
function findLeft({ view, plan, point }: StoredRestore, steps: readonly StepRow[]): Failure[] {
  const { mode, staging, target, disks, encryption } = view;
  const account = { account: staging };
  const tidiedLeft =
    resultOfStep(steps, 'remove-key-copy')?.left === true || resultOfStep(steps, 'remove-key-export')?.left === true;
  const { threat } = plan.effects.point;
  const left: Failure[] = threat ? [{ code: 'threat', params: { vm: view.vm } }] : [];
  // A machine that Azure makes, or whose disks it replaces, leaves a copy only where the step for it is in its plan.
  if (tidiedLeft || (mode === 'disks' && encryption.startsWith('ade'))) {
    left.push({ code: 'key-copy', params: account });
  } else if (mode === 'disks' && encryption === 'unknown' && point.encrypted !== 'no') {
    left.push({ code: 'key-copy-perhaps', params: account });
  }
  if (mode === 'disks' || mode === 'rebuild') {
    if (mode === 'disks' && disks.length > 0) {
      const managed = plan.effects.target.form === 'managed';
      const count = disks.length;
      left.push(
        managed
          ? { code: 'disks', params: { count, group: target.group } }
          : { code: 'disk-files', params: { count, ...account } },
      );
    }
    left.push({ code: 'staging', params: account });
  }
  if (mode === 'replace') left.push({ code: 'old-disks', params: { group: target.group } });
  return left;
}
