import type { PolicyBody, PolicyFacts } from '../kernel/backup-policy.ts';
import { askAll, askIfThere, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { parsePolicy } from './parse/backup-policy.ts';
import { policyProperties } from './policy-properties.ts';

export type Policies = {
  /** A vault's policies for VMs. */
  list(vault: Ref): Promise<PolicyFacts[]>;
  /** undefined when the vault has none of this name, or one for something else than VMs. */
  get(vault: Ref, name: string): Promise<PolicyFacts | undefined>;
  /** A name that is taken changes that policy: look with `get` first, and after it for the effect. */
  create(call: { vault: Ref; name: string; body: PolicyBody; clientRequestId: string }): Promise<SendOutcome>;
};

export function createPolicies(clients: ClientsOf): Policies {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupPolicies } = clients(subscriptionId).reading.backup;
      const filter = "backupManagementType eq 'AzureIaasVM'";
      return askAll(backupPolicies.list(name, resourceGroup, { ...wholePages, filter }), parsePolicy);
    },
    async get(vault, policyName) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { protectionPolicies } = clients(subscriptionId).reading.backup;
      const found = await askIfThere(() => protectionPolicies.get(name, resourceGroup, policyName));
      return found && parsePolicy(found);
    },
    create({ vault, name: policyName, body, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { protectionPolicies } = clients(subscriptionId).changing.backup;
      const resource = { properties: policyProperties(body) };
      return sendForEffect(clientRequestId, (options) =>
        protectionPolicies.createOrUpdate(name, resourceGroup, policyName, resource, options),
      );
    },
  };
}
