/** at: when it was anchored; absent: kept by hand. */
type Head = { seq: number; hash: string; at?: string };
/**
 * @param lines of the file; a text is split
 * @param options.heads kept elsewhere, as by the anchor
 * @returns problems: what does not fit, in words; notes: what a reader should know; believed: what nothing in the file
 * shows; isAnchored: a head that was kept elsewhere is in the chain, none contradicts it, and all rows of the quarter
 * come before one
 */
export function verify(
  lines: string | Iterable<string>,
  options?: { page?: string | undefined; heads?: readonly Head[] },
): { problems: string[]; notes: string[]; believed: string[]; isAnchored: boolean };
