import { type ItemSegments, parseVaultId, type Ref } from '../kernel/arm-id.ts';
import type { ValidationResult } from '../kernel/place-facts.ts';
import { askAzure, type FindOutcome, type SendOutcome, sendOnce, sendRaw } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { type FindQuery, findSentJob, type Jobs } from './jobs.ts';
import { list, text, textList } from './parse/values.ts';
import type { RestoreBody } from './rules/restore-body.ts';

type RestoreCall = {
  vault: Ref;
  item: ItemSegments;
  /** Id of the recovery point: digits, as a string. */
  pointName: string;
  body: RestoreBody;
  /** The request that a Resource Guard requires, if one guards restores. */
  guardRequests?: string[];
  clientRequestId: string;
};

/** The first version with the guard's member in a restore, and the first with the sets of confidential data disks. */
const guardedVersion = '2024-04-01';
const dataDisksVersion = '2026-07-01';

export type Restores = {
  send(call: RestoreCall): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createRestores(clients: ClientsOf, jobs: Jobs): Restores {
  return {
    send({ vault, item: { containerName, itemName }, pointName, body, guardRequests, clientRequestId }) {
      const { id, subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const client = clients(subscriptionId).changing.backup;
      const ofDataDisks = body.securedVMDetails?.dataDiskEncryptionSettings !== undefined;
      if (guardRequests || ofDataDisks) {
        const item = `protectionContainers/${encodeURIComponent(containerName)}/protectedItems/${encodeURIComponent(itemName)}`;
        const call = {
          method: 'POST' as const,
          path: `${encodeURI(id)}/backupFabrics/Azure/${item}/recoveryPoints/${encodeURIComponent(pointName)}/restore`,
          apiVersion: ofDataDisks ? dataDisksVersion : guardedVersion,
          body: {
            properties: { ...body, ...(guardRequests && { resourceGuardOperationRequests: guardRequests }) },
          },
        };
        return sendOnce(clientRequestId, (options) => sendRaw(client, call, options));
      }
      const { restores } = client;
      const resource = { properties: body };
      return sendOnce(clientRequestId, (options) =>
        restores.beginTrigger(name, resourceGroup, 'Azure', containerName, itemName, pointName, resource, options),
      );
    },
    find: (query) => findSentJob(jobs, query),
  };
}

export type Validations = {
  /**
   * Azure's own findings against a restore request, without a change; empty: none.
   * @param pointId ARM id of the recovery point
   */
  restore(vault: Ref, pointId: string, body: RestoreBody): Promise<ValidationResult[]>;
};

/**
 * The synchronous validation: one call within a turn, and the only one of the two that Backup Contributor allows.
 * The other one answers with an operation to be polled after 10 s.
 */
export function createValidations(clients: ClientsOf): Validations {
  return {
    restore(vault, pointId, body) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { operation } = clients(subscriptionId).reading.backup;
      const properties = { objectType: 'ValidateIaasVMRestoreOperationRequest' as const, restoreRequest: body };
      return askAzure(async () => {
        const answer = await operation.validate(name, resourceGroup, { id: pointId, properties });
        return list(answer.validateOperationResponse?.validationResults).map((result) => ({
          code: text(result.code) ?? '',
          message: scrub(text(result.message) ?? '', 500),
          recommendations: textList(result.recommendations).map((advice) => scrub(advice, 300)),
        }));
      });
    },
  };
}

type BackupCall = {
  vault: Ref;
  item: ItemSegments;
  /** When the new point expires; Azure's default is 30 days. */
  keepUntil?: Date | undefined;
  clientRequestId: string;
};

export type Backups = {
  send(call: BackupCall): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createBackups(clients: ClientsOf, jobs: Jobs): Backups {
  return {
    send({ vault, item: { containerName, itemName }, keepUntil, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backups } = clients(subscriptionId).changing.backup;
      const properties = {
        objectType: 'IaasVMBackupRequest' as const,
        ...(keepUntil && { recoveryPointExpiryTimeInUTC: keepUntil }),
      };
      return sendOnce(clientRequestId, (options) =>
        backups.trigger(name, resourceGroup, 'Azure', containerName, itemName, { properties }, options),
      );
    },
    find: (query) => findSentJob(jobs, query),
  };
}
