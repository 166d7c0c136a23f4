import type { PlanEffects } from './plan.ts';

/** What somebody has to accept, besides the plan, before it goes to the approvers: the second tap. */
export type Sentence = 'replace' | 'threat';

export function sentencesOf({ mode, point }: Pick<PlanEffects, 'mode' | 'point'>): Sentence[] {
  return [...(mode === 'replace' ? ['replace' as const] : []), ...(point.threat ? ['threat' as const] : [])];
}
