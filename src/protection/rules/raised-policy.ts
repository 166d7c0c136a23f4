import type { PolicyBody, PolicyFacts, PolicyRetention } from '../../kernel/backup-policy.ts';
import { policyLimits } from './limits.ts';
import { samePolicy } from './same-policy.ts';

/** How much longer everything is kept than a policy says: by then somebody has looked, or asks again. */
export const raisedDays = 180;

/** A policy that is made to keep longer. */
export type RaisedPolicy = { name: string; body: PolicyBody };

/**
 * The policy of a machine with everything kept longer, under a name that is free or is this very policy's already.
 * undefined: of a kind that is not read, so that nothing like it can be made.
 * @param policies all of the vault
 */
export function raisedPolicy(
  before: PolicyFacts,
  policies: readonly PolicyFacts[],
  prefix: 'hold' | 'longer',
): RaisedPolicy | undefined {
  const { version, schedule, snapshotDays, timeZone } = before;
  if (schedule.kind === 'unknown') return undefined;
  const body = { version, schedule, retention: raised(before.retention), snapshotDays, timeZone };
  const stem = `${prefix}-${before.name.replace(/^(hold|longer)-/i, '')}`.slice(0, 140);
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    const there = policies.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!there || samePolicy(body, there)) return { name, body };
  }
}

function raised({ daily, weekly, monthly, yearly }: PolicyRetention): PolicyRetention {
  const { days, weeks, months, years } = policyLimits;
  const longer = (count: number, unitDays: number, { most }: { most: number }) =>
    Math.max(count, Math.min(count + Math.ceil(raisedDays / unitDays), most));
  return {
    ...(daily && { daily: { ...daily, count: longer(daily.count, 1, days) } }),
    ...(weekly && { weekly: { ...weekly, count: longer(weekly.count, 7, weeks) } }),
    ...(monthly && { monthly: { ...monthly, count: longer(monthly.count, 30, months) } }),
    ...(yearly && { yearly: { ...yearly, count: longer(yearly.count, 365, years) } }),
  };
}
