import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseItemId, parseVaultId, type Ref } from './parse/arm-id.ts';
import { filterDate } from './parse/moments.ts';
import { parsePoint } from './parse/point.ts';

export type Points = {
  /** Newest first. A list may omit whether the VM was encrypted: read a point by name before deciding on it. */
  list(item: Ref, range?: { from: Date; to: Date }): Promise<RecoveryPointFacts[]>;
  /** @param name the point's id, up to 19 digits, as a string */
  get(item: Ref, name: string): Promise<RecoveryPointFacts | undefined>;
};

export function createPoints(clients: ClientsOf): Points {
  return {
    async list(ref, range) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { recoveryPoints } = clients(subscriptionId).reading.backup;
      const filter =
        range && `startDate eq '${filterDate(range.from)}' and endDate eq '${filterDate(upToTheSecond(range.to))}'`;
      const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, {
        ...wholePages,
        ...(filter && { filter }),
      });
      const points = await askAll(pages, (point) => parsePoint(point, false));
      return points.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    async get(ref, pointName) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { recoveryPoints } = clients(subscriptionId).reading.backup;
      const found = await askIfThere(() =>
        recoveryPoints.get(name, resourceGroup, 'Azure', containerName, itemName, pointName),
      );
      return found && parsePoint(found, true);
    },
  };
}

// Filters know no fractions of a second, points have them: the last one would fall out.
function upToTheSecond(date: Date): Date {
  return new Date(Math.ceil(date.getTime() / 1000) * 1000);
}
