import type { ApproverTurn } from '../../store/rules/decision.ts';
/** Who has been asked by now, whose turn is still to come, and when the next of those is. */
export function turnsAt(
  turns: readonly ApproverTurn[],
  now: Date,
): { asked: string[]; later: string[]; next: Date | undefined } {
  const { asked = [], later = [] } = Object.groupBy(turns, ({ at }) => (at > now ? 'later' : 'asked'));
  const [next] = later.map(({ at }) => at).toSorted((one, other) => one.getTime() - other.getTime());
  const who = (some: readonly ApproverTurn[]) => some.map(({ approver }) => approver);
  return { asked: who(asked), later: who(later), next };
}
