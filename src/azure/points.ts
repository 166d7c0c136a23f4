import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { AzureError } from './errors.ts';
import { parseItemId, parseVaultId, type Ref } from './parse/arm-id.ts';
import { filterDate } from './parse/moments.ts';
import { parsePoint } from './parse/point.ts';

export type Points = {
  /**
   * Newest first, soft-deleted ones among them: they can be restored while they last. A list may omit whether the VM was
   * encrypted: read a point by name before deciding on it.
   */
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
      const within =
        range && `startDate eq '${filterDate(range.from)}' and endDate eq '${filterDate(upToTheSecond(range.to))}'`;
      const read = (...terms: (string | undefined)[]) => {
        const filter = terms.filter((term) => term !== undefined).join(' and ');
        const options = { ...wholePages, ...(filter && { filter }) };
        const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, options);
        return askAll(pages, (point) => parsePoint(point, false));
      };
      const points = await read(within, withSoftDeleted).catch((error: unknown) => {
        // The spelling is that of az and not confirmed by a recording: without it the points that stay are listed.
        if (error instanceof AzureError && error.params.status === 400) return read(within);
        throw error;
      });
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

const withSoftDeleted = "includeSoftDeletedRP eq 'True'";

// Filters know no fractions of a second, points have them: the last one would fall out.
function upToTheSecond(date: Date): Date {
  return new Date(Math.ceil(date.getTime() / 1000) * 1000);
}
