/** Counts the cells that are worked out, so that a test can show how the work grows. */
export type Work = { cells: number };

/**
 * Optimal string alignment: insertions, deletions, replacements and swapped neighbours cost 1 each. Swaps are the most
 * common slip on a phone keyboard, so `retsore` is one step from `restore`. Only cells that a distance of `most` can
 * pass through are worked out: the work grows with the length of a word, and not with its square.
 * @returns `most + 1` for all that is further away
 */
export function editDistance(a: string, b: string, most: number, work: Work = { cells: 0 }): number {
  const far = most + 1;
  if (Math.abs(a.length - b.length) > most) return far;
  let before: number[] = [];
  let previous = Array.from({ length: Math.min(b.length, most) + 1 }, (_, column) => column);
  let nearest = 0;
  for (let row = 1; row <= a.length; row += 1) {
    const current: number[] = row <= most ? [row] : [];
    let nearestHere = current[0] ?? far;
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column += 1) {
      work.cells += 1;
      const same = a.charAt(row - 1) === b.charAt(column - 1);
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped = a.charAt(row - 1) === b.charAt(column - 2) && a.charAt(row - 2) === b.charAt(column - 1);
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, at(before, column - 2) + 1);
      current[column] = cost;
      nearestHere = Math.min(nearestHere, cost);
    }
    // A row can only be reached from the two before it, from the earlier one at a cost.
    if (nearestHere > most && nearest >= most) return far;
    nearest = nearestHere;
    before = previous;
    previous = current;
  }
  return Math.min(at(previous, b.length), far);
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
