/** A management lock. */
export type Lock = { scope: string; name: string; level: 'CanNotDelete' | 'ReadOnly' };

/** The lock that keeps something from being deleted: its own, or one of its group or subscription. */
export function lockOn({ locks }: { locks: readonly Lock[] }, id: string): Lock | undefined {
  const wanted = id.toLowerCase();
  return locks.find(({ scope }) => wanted === scope.toLowerCase() || wanted.startsWith(`${scope.toLowerCase()}/`));
}
