import type { ValidationResult } from '../kernel/place-facts.ts';
import { askAzure } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { list, text, textList } from './parse/values.ts';
import { scrub } from './redact.ts';
import type { RestoreBody } from './rules/restore-body.ts';

export type Validations = {
  /**
   * What Azure itself finds against a restore request; nothing is changed by asking. Empty: it found nothing.
   * @param pointId ARM id of the recovery point
   */
  restore(vault: Ref, pointId: string, body: RestoreBody): Promise<ValidationResult[]>;
};

/**
 * The synchronous validation: one call within a turn, and the one of the two that Backup Contributor may make. The
 * other one answers by an operation that it asks to poll after 10 s.
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
