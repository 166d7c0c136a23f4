import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, firstTaken, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
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
  /**
   * What the paired region has of it, newest first. Azure refuses it of a vault without cross-region restore.
   * @throws azure.*
   */
  inPair(item: Ref): Promise<RecoveryPointFacts[]>;
};

export function createPoints(clients: ClientsOf): Points {
  return {
    async list(ref, range) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const within =
        range && `startDate eq '${filterDate(range.from)}' and endDate eq '${filterDate(upToTheSecond(range.to))}'`;
      const read = ({ recoveryPoints }: typeof backup, ...terms: (string | undefined)[]) => {
        const filter = terms.filter((term) => term !== undefined).join(' and ');
        const options = { ...wholePages, ...(filter && { filter }) };
        const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, options);
        return askAll(pages, (point) => parsePoint(point, false));
      };
      const points = await firstTaken(
        () => read(newerBackup, within, withSoftDeleted),
        () => read(backup, within, withSoftDeleted),
        // The spelling is that of az and not confirmed by a recording: without it the points that stay are listed.
        () => read(backup, within),
      );
      return points.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    async get(ref, pointName) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const read = ({ recoveryPoints }: typeof backup) =>
        askIfThere(() => recoveryPoints.get(name, resourceGroup, 'Azure', containerName, itemName, pointName));
      const found = await firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
      return found && parsePoint(found, true);
    },
    async inPair(ref) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { recoveryPoints } = clients(subscriptionId).reading.backupInPair;
      const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, wholePages);
      const points = await askAll(pages, (point) => parsePoint(point, false));
      return points.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
  };
}

const withSoftDeleted = "includeSoftDeletedRP eq 'True'";

// Filters know no fractions of a second, points have them: the last one would fall out.
function upToTheSecond(date: Date): Date {
  return new Date(Math.ceil(date.getTime() / 1000) * 1000);
}
