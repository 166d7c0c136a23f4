/** at: when it was anchored; absent: kept by hand. */
type Head = { seq: number; hash: string; at?: string };
/**
 * @param lines of the file; a text is split
 * @param options.heads kept elsewhere, as by the anchor
 * @returns problems: what does not fit, in words; notes: what a reader should know; isAnchored: a head that was kept
 * elsewhere is in the chain, and none contradicts it
 */
export function verify(
  lines: string | Iterable<string>,
  options?: { page?: string | undefined; heads?: readonly Head[] },
): { problems: string[]; notes: string[]; isAnchored: boolean };
