import { cancelNeed } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';

export type CancelEffects = { kind: 'cancel'; vault: string; job: string };

export type CancelPlan = { effects: CancelEffects; needs: Need[]; hash: string };

export function planCancel(job: Pick<JobFacts, 'id' | 'vaultId'>): CancelPlan {
  const effects: CancelEffects = { kind: 'cancel', vault: armIdKey(job.vaultId), job: job.id.toLowerCase() };
  return { effects, needs: [cancelNeed(job.vaultId)], hash: effectsHash(effects) };
}
