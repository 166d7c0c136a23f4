import type { RequestKinds } from '../requests/request-kind.ts';
import { mayRestore } from './rules/plan.ts';

/** Of every kind that restores and whose copy stays. */
export function leavingKinds({ all }: Pick<RequestKinds, 'all'>): string[] {
  const restores = all.filter(({ stepKinds }) => stepKinds.some((kind) => mayRestore.includes(kind)));
  return restores.flatMap(({ name, lifecycle }) => (lifecycle?.temporary ? [] : [name]));
}
