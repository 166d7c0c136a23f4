import { putPolicy } from '../world/configure-backup.ts';
import { keepsLess, type PolicyProperties, policyFault } from '../world/policy.ts';
import { policyOperation } from '../world/resource-guard.ts';
import type { Policy, Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import { showOperation, theOperation } from './backup-operations.ts';
import { activity, properties } from './backup-triggers.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { notInVault, theVault, vaultPath } from './find.ts';
import { immutable, requireGuardRequest } from './guard-check.ts';
import { invalid, page, readFilter } from './paging.ts';
import { type Route, route } from './router.ts';

const policyPath = `${vaultPath}/backupPolicies/{policyName}`;

/** Backup policies of VMs. */
export function backupPolicyRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupPolicies`, list),
    route('GET', policyPath, (context) => ({ status: 200, body: show(theVault(context), thePolicy(context)) })),
    route('PUT', policyPath, put),
    route('DELETE', policyPath, remove),
    route('GET', `${policyPath}/operations/{operationId}`, (context) => ({
      status: 200,
      body: showOperation(theOperation(context), context.now),
    })),
    // No answer is documented for while it runs.
    route('GET', `${policyPath}/operationResults/{operationId}`, (context) => {
      theOperation(context);
      return { status: 200, body: show(theVault(context), thePolicy(context)) };
    }),
  ];
}

function list(context: Context) {
  const vault = theVault(context);
  const type = readFilter(context.query.get('$filter')).get('backupmanagementtype') ?? 'AzureIaasVM';
  const policies = type.toLowerCase() === 'azureiaasvm' ? [...vault.policies.values()] : [];
  return { status: 200, body: page(context, policies, (policy) => show(vault, policy)) };
}

function thePolicy(context: Context): Policy {
  const policy = theVault(context).policies.get(param(context, 'policyName').toLowerCase());
  if (!policy) throw notInVault('The specified policy was not found.');
  return policy;
}

/** An existing name is a change: 200 when no VM has the policy, else 202 with an operation. */
function put(context: Context): Reply {
  const vault = theVault(context);
  const name = param(context, 'policyName');
  // Like the check of the service's own clients.
  if (!/^[A-Za-z][-A-Za-z0-9]{1,148}[A-Za-z0-9]$/.test(name)) throw invalid(`policy name ${name}`);
  const kept = keep(properties(context));
  const fault = kept.backupManagementType === 'AzureIaasVM' ? policyFault(kept) : 'the kind of policy';
  if (fault) throw notInFormat();
  const before = vault.policies.get(name.toLowerCase());
  if (before && keepsLess(before.properties, kept)) {
    requireGuardRequest(context, vault, policyOperation, properties(context).resourceGuardOperationRequests);
    if (vault.isImmutable) throw immutable();
  }
  const { operation, made } = putPolicy(context.world, vault, name, kept, activity(context));
  const effect = `policy ${name} ${made ? 'made' : 'changed'}`;
  if (operation) {
    const id = `${vault.id}/backupPolicies/${name}`;
    return accepted(context, id, operation, effect, { status: 'operations', result: 'operationResults' });
  }
  return { status: 200, body: show(vault, thePolicy(context)), effect };
}

/** A policy that items use cannot be deleted (documented; the code is modelled). */
function remove(context: Context): Reply {
  const vault = theVault(context);
  const policy = vault.policies.get(param(context, 'policyName').toLowerCase());
  if (!policy) return { status: 204 };
  if ([...vault.items.values()].some((item) => item.policyName.toLowerCase() === policy.name.toLowerCase())) {
    const message = 'The policy is in use by protected items and cannot be deleted.';
    throw new AzureError(400, 'BMSUserErrorPolicyInUse', message);
  }
  vault.policies.delete(policy.name.toLowerCase());
  return { status: 200, effect: `policy ${policy.name} deleted` };
}

/** The service's only message for any fault in a policy (reported). */
function notInFormat(): AzureError {
  return new AzureError(
    400,
    'BMSUserErrorInvalidPolicyInput',
    'Input for create or update policy is not in proper format\r\nPlease check format of parameters like schedule time, schedule days, retention time and retention days ',
  );
}

const members = [
  'instantRPDetails',
  'schedulePolicy',
  'retentionPolicy',
  'tieringPolicy',
  'instantRpRetentionRangeInDays',
  'timeZone',
];

/** The policy as the service stores it, with its defaults and its format of times. */
function keep(asked: Record<string, unknown>): PolicyProperties {
  const given = Object.fromEntries(members.flatMap((name) => (asked[name] == null ? [] : [[name, asked[name]]])));
  const weekly =
    (asked.schedulePolicy as { scheduleRunFrequency?: string } | undefined)?.scheduleRunFrequency === 'Weekly';
  const kept = {
    backupManagementType: asked.backupManagementType,
    policyType: asked.policyType ?? 'V1',
    instantRpRetentionRangeInDays: weekly ? 5 : 2,
    timeZone: 'UTC',
    ...given,
  };
  // .000Z becomes Z: recorded.
  return JSON.parse(JSON.stringify(kept).replaceAll(/(T\d{2}:\d{2}:\d{2})\.0+Z/g, '$1Z')) as PolicyProperties;
}

function show(vault: Vault, policy: Policy): Record<string, unknown> {
  const used = [...vault.items.values()].filter((item) => item.policyName.toLowerCase() === policy.name.toLowerCase());
  return {
    id: `${vault.id}/backupPolicies/${policy.name}`,
    name: policy.name,
    type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
    properties: { ...policy.properties, protectedItemsCount: used.length },
  };
}
