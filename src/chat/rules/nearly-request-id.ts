/** An id with a letter too many or too few. Without its dash it may be a name, unless a digit comes first. */
const nearly = /^r(?:[-_].*|\d(?:[a-z0-9]{2}|[a-z0-9]{4}))$/i;

/** Whether a word that is no id was meant as one. */
export function isNearlyRequestId(bare: string): boolean {
  return nearly.test(bare);
}
