import type { AccessPolicyEntry } from '@azure/arm-keyvault';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseResourceId } from './parse/arm-id.ts';

type Grant = {
  keyVaultId: string;
  tenantId: string;
  /** Object id, in this tenant, of who gets the rights. */
  principal: string;
  /** Verbs of access policies in lower case, e.g. get; those the principal has already stay. */
  keys: string[];
  secrets: string[];
  clientRequestId: string;
};

export type KeyVaultAccess = {
  /** For key vaults with access policies: adds to the principal's policy, and never replaces any. */
  grantPolicy(grant: Grant): Promise<SendOutcome>;
};

export function createKeyVaultAccess(clients: ClientsOf): KeyVaultAccess {
  return {
    grantPolicy({ keyVaultId, tenantId, principal, keys, secrets, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(keyVaultId);
      const { vaults } = clients(subscriptionId).changing.keyVault;
      const entry: AccessPolicyEntry = {
        tenantId,
        objectId: principal,
        permissions: { ...(keys.length > 0 && { keys }), ...(secrets.length > 0 && { secrets }) },
      };
      const parameters = { properties: { accessPolicies: [entry] } };
      return sendForEffect(clientRequestId, (options) =>
        vaults.updateAccessPolicy(resourceGroup, name, 'add', parameters, options),
      );
    },
  };
}
