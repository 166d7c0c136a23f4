import { editDistance } from './edit-distance.ts';

/**
 * The candidates that may have been meant, nearest first, in their own spelling and at most `limit`. A candidate that
 * begins with or contains what was typed counts as one slip.
 */
export function nearest(typed: string, candidates: readonly string[], limit = 3): string[] {
  const given = typed.toLowerCase();
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceTo(given, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate, 'en'))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function distanceTo(given: string, candidate: string): number {
  return given.length >= 3 && candidate.includes(given) ? 1 : editDistance(given, candidate);
}
