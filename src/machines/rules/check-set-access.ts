import type { Failure } from '../../kernel/errors.ts';
import type { CheckFacts } from './check-facts.ts';
import { act, type Finding, said, stopsBackup, unknown } from './finding.ts';
import { type SetAccessGap, setAccessGaps } from './set-access.ts';

/** Whether Azure Backup may copy the keys of a confidential machine, and whether its sets may use them. */
export function checkSetAccess({ setAccess, item, vm }: CheckFacts): Finding[] {
  if (setAccess.kind === 'unread') return [unknown('key-access', setAccess.failure)];
  const gone = vm.kind === 'read' && vm.value === undefined;
  return setAccessGaps(setAccess.value).flatMap((gap): Finding[] => {
    const failure = setGapFailure(item.vmName, gap);
    const { code, params } = failure;
    const mend = `keyaccess ${item.vmName}`;
    if (gap.answer === 'unknown') return [unknown('key-access', failure)];
    if (gap.who === 'set') return [act('key-access', code, params, mend)];
    // What the next backup meets is no matter of a machine that is gone.
    return gone ? [] : [stopsBackup('key-access', code, params, mend)];
  });
}

/** What is told of it wherever somebody needs to know. */
export function setGapFailure(vm: string, { who, set, store, key, model, answer, missing }: SetAccessGap): Failure {
  const params = { vm, set, store, key, actions: missing.join(', ') };
  if (model === 'unknown') return { code: said('set-access-elsewhere'), params };
  if (answer === 'unknown') return { code: said('set-access-unknown'), params };
  return { code: said(who === 'set' ? 'set-access-missing' : 'set-access-backup'), params };
}
