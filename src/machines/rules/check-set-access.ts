import type { CheckFacts } from './check-facts.ts';
import { act, type Finding, said, stopsBackup, unknown } from './finding.ts';
import { setAccessGaps } from './set-access.ts';

/** Whether Azure Backup may copy the keys of a confidential machine, and whether its sets may use them. */
export function checkSetAccess({ setAccess, item, vm }: CheckFacts): Finding[] {
  if (setAccess.kind === 'unread') return [unknown('key-access', setAccess.failure)];
  const gone = vm.kind === 'read' && vm.value === undefined;
  return setAccessGaps(setAccess.value).flatMap((gap): Finding[] => {
    const { who, set, store, key, model, answer, missing } = gap;
    const params = { vm: item.vmName, set, store, key, actions: missing.join(', ') };
    const mend = `keyaccess ${item.vmName}`;
    if (model === 'unknown') return [unknown('key-access', { code: said('set-access-elsewhere'), params })];
    if (answer === 'unknown') return [unknown('key-access', { code: said('set-access-unknown'), params })];
    if (who === 'set') return [act('key-access', said('set-access-missing'), params, mend)];
    // What the next backup meets is no matter of a machine that is gone.
    return gone ? [] : [stopsBackup('key-access', said('set-access-backup'), params, mend)];
  });
}
