/**
 * Maximum length of a typed word to guess at: names of machines, vaults, commands and errors are shorter; a
 * message may be longer.
 */
export const longestGuess = 80;
/** More typing errors than this mean another word, whatever its length. */
const mostSlips = 5;
/** Maximum number of candidates compared letter by letter; beyond that no guess is needed. */
const mostCompared = 5_000;

/**
 * The likely candidates, nearest first, in their own spelling and at most `limit`. A candidate that begins with or
 * contains the typed text counts as one error. Anybody can trigger this by typing a word, so the work is bounded
 * for any input and any number of candidates.
 */
export function nearest(typed: string, candidates: readonly string[], limit = 3, work: Work = { cells: 0 }): string[] {
  if (typed.length > longestGuess) return [];
  const given = typed.toLowerCase();
  let compared = 0;
  const best: Guess[] = [];
  for (const candidate of new Set(candidates)) {
    const name = candidate.toLowerCase();
    const most = slipsAllowed(name);
    let distance = given.length >= 3 && name.includes(given) ? 1 : undefined;
    if (distance === undefined && Math.abs(name.length - given.length) <= most && compared < mostCompared) {
      compared += 1;
      distance = editDistance(given, name, most, work);
    }
    if (distance !== undefined && distance <= most) keep(best, { candidate, distance }, limit);
  }
  return best.map(({ candidate }) => candidate);
}

/** Maximum edit distance at which typed text may stand for a name. */
export function slipsAllowed(name: string): number {
  return Math.min(mostSlips, Math.max(1, Math.floor(name.length / 3)));
}

type Guess = { candidate: string; distance: number };

/** One shared collator: creating one per comparison takes seconds for a thousand names. */
const { compare } = new Intl.Collator('en');

/** Keeps the list sorted and short, so that the candidates are never sorted as a whole. */
function keep(best: Guess[], guess: Guess, limit: number): void {
  const later = best.findIndex(
    ({ candidate, distance }) =>
      guess.distance - distance < 0 || (guess.distance === distance && compare(guess.candidate, candidate) < 0),
  );
  best.splice(later < 0 ? best.length : later, 0, guess);
  if (best.length > limit) best.pop();
}

/** Counts computed cells, so that a test can show how the work grows. */
type Work = { cells: number };

/**
 * Optimal string alignment: insertions, deletions, replacements and swapped neighbours cost 1 each. Swaps are the
 * most common typing error on a phone, so `retsore` is one step from `restore`. Only cells that a distance of
 * `most` can pass through are computed: the work grows with the length of a word, not with its square.
 * @returns `most + 1` for anything further away
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
