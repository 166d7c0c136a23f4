import type { RecoveryPointFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import type { RestoreHints } from './cards/restore-hints.ts';
import { readPointAdvice } from './point-advice.ts';
import { restoreTimes } from './restore-times.ts';
import { pointThreat } from './rules/point-threat.ts';
import { pointEnd } from './rules/recovery-points.ts';

/**
 * What the form says of the points that it offers, and the one that is chosen unless somebody does.
 * @param points all that there are to choose from, newest first
 */
export async function restoreHints(
  services: Pick<RequestServices, 'azure' | 'clock' | 'store'>,
  target: Target,
  points: readonly RecoveryPointFacts[],
): Promise<{ hints: RestoreHints; best: RecoveryPointFacts | undefined }> {
  const [{ advice, keys }, times] = await Promise.all([
    readPointAdvice(services, target, points, points),
    restoreTimes(services, target, points),
  ]);
  const ends = Object.fromEntries(
    points.flatMap((point) => {
      const end = pointEnd(point, services.clock.now());
      return end ? [[point.name, end]] : [];
    }),
  );
  const threats = Object.fromEntries(
    points.flatMap((point) => {
      const threat = pointThreat(point);
      return threat ? [[point.name, threat]] : [];
    }),
  );
  const hints = {
    ...(advice && { advice: { number: advice.number, reasons: advice.reasons } }),
    keys: Object.fromEntries(keys),
    times,
    ...(Object.keys(ends).length > 0 && { ends }),
    ...(Object.keys(threats).length > 0 && { threats }),
  };
  return { hints, best: advice?.point };
}
