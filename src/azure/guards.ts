import type { GuardFacts } from '../kernel/place-facts.ts';
import { askAll, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { list, text } from './parse/values.ts';

export type Guards = {
  /** The Resource Guards that stand before a vault, and the operations they guard. */
  list(vault: Ref): Promise<GuardFacts[]>;
  /**
   * What a call that a guard protects has to name; undefined when no guard protects it.
   * @param operation the end of the operation's name, e.g. protectedItems/write#stopProtectionWithRetainData
   */
  request(vault: Ref, operation: string): Promise<string | undefined>;
};

export function createGuards(clients: ClientsOf): Guards {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { resourceGuardProxies } = clients(subscriptionId).reading.backup;
      return askAll(resourceGuardProxies.list(name, resourceGroup, wholePages), ({ properties }) => {
        const guardId = text(properties?.resourceGuardResourceId);
        if (!guardId) return undefined;
        const operations = list(properties?.resourceGuardOperationDetails).flatMap(
          ({ vaultCriticalOperation }) => text(vaultCriticalOperation) ?? [],
        );
        return { guardId, operations };
      });
    },
    async request(vault, operation) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { resourceGuardProxies } = clients(subscriptionId).reading.backup;
      const details = await askAll(resourceGuardProxies.list(name, resourceGroup, wholePages), ({ properties }) =>
        list(properties?.resourceGuardOperationDetails),
      );
      const found = details
        .flat()
        .find((one) => one.vaultCriticalOperation?.toLowerCase().endsWith(`/${operation.toLowerCase()}`));
      return text(found?.defaultResourceRequest);
    },
  };
}
