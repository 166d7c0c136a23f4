import { quarantineTag, requestTag } from '../../kernel/request-tag.ts';
import type { PlanEffects } from './plan.ts';

/** What everything carries that a request makes. */
export function madeTags(requestId: string, { networkMode }: Pick<PlanEffects, 'networkMode'>): Record<string, string> {
  return { [requestTag]: requestId, ...(networkMode === 'quarantine' && { [quarantineTag]: 'held' }) };
}
