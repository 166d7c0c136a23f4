import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { type RequestView, tookMs } from '../requests/cards/request.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { restoreClosingCard, restoreClosingText } from './cards/restore-closing.ts';
import { parseStepResult, resultOfStep } from './rules/results.ts';
import type { StoredRestore } from './stored-restore.ts';

/** The reply that closes a restore's thread: what was made, how to go on, how it differs and what is left. */
export async function closingOf(
  db: Db,
  view: RequestView,
  stored: StoredRestore,
  { reader, portal }: { reader: Reader; portal: string },
): Promise<{ says?: string; card: CardJson }> {
  const rows = await listSteps(db, view.id);
  const results = Object.fromEntries(rows.map(({ kind, result }) => [kind, result]));
  const plan = stored.view;
  const made = plan.mode === 'rebuild' || plan.mode === 'new-vm' ? stored.plan.target.vmId : undefined;
  const machine = plan.mode === 'replace' ? stored.target.vmId : made;
  const seen = parseStepResult(results, 'verify');
  const data = {
    id: view.id,
    nonce: view.nonce,
    plan,
    tookMs: tookMs(view) ?? 0,
    addresses: seen?.addresses ?? [],
    differences: seen?.differences ?? [],
    left: findLeft(stored, rows),
    ...(made !== undefined && { made }),
    ...(machine !== undefined && { portal: `${portal}/#resource${encodeURI(machine)}` }),
  };
  const says = restoreClosingText(data, reader);
  return { ...(says && { says }), card: restoreClosingCard(data, reader) };
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
