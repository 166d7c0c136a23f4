/**
 * Roles of a Managed HSM (local RBAC), which Resource Manager doesn't know. Ids, names and data actions are recorded in
 * tests of Microsoft's own SDK; only the actions that concern the bot are listed.
 */
const keys = 'Microsoft.KeyVault/managedHsm/keys';
const seesRoles = [
  'Microsoft.KeyVault/managedHsm/roleAssignments/read/action',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/read/action',
];

export const localRoles = {
  cryptoAuditor: {
    name: '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
    roleName: 'Managed HSM Crypto Auditor',
    dataActions: [...seesRoles, `${keys}/read/action`, `${keys}/deletedKeys/read/action`],
  },
  cryptoUser: {
    name: '21dbd100-6940-42c2-9190-5d6cb909625b',
    roleName: 'Managed HSM Crypto User',
    dataActions: [
      ...seesRoles,
      ...['create', 'delete'].map((one) => `${keys}/${one}`),
      ...['read', 'write', 'backup', 'restore', 'wrap', 'unwrap'].map((one) => `${keys}/${one}/action`),
    ],
  },
  /** The only role that recovers deleted keys; it can't use any. */
  cryptoOfficer: {
    name: '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
    roleName: 'Managed HSM Crypto Officer',
    dataActions: [...seesRoles, `${keys}/deletedKeys/read/action`, `${keys}/deletedKeys/recover/action`],
  },
  encryptionUser: {
    name: '33413926-3206-4cdd-b39a-83574fe37a17',
    roleName: 'Managed HSM Crypto Service Encryption User',
    dataActions: ['read', 'wrap', 'unwrap'].map((one) => `${keys}/${one}/action`),
  },
} as const;

type LocalRole = (typeof localRoles)[keyof typeof localRoles];

/** scope: `/`, `/keys` or `/keys/name`. */
export type LocalAssignment = { role: LocalRole; principalId: string; scope: string };

/** Whether somebody may do this with a key, or with all, by the roles of the HSM. */
export function allowsLocally(
  { localAssignments }: { localAssignments: ReadonlyMap<string, readonly LocalAssignment[]> },
  hsm: string,
  principalId: string,
  action: string,
  name?: string,
): boolean {
  const scope = name ? `/keys/${name}` : '/keys';
  return (localAssignments.get(hsm) ?? []).some(
    (one) =>
      one.principalId === principalId &&
      (one.scope === '/' || `${scope}/`.toLowerCase().startsWith(`${one.scope}/`.toLowerCase())) &&
      one.role.dataActions.some((held) => held.toLowerCase() === action.toLowerCase()),
  );
}

/** The data action of a Managed HSM that corresponds to one of a key vault (documented). */
export function localAction(dataAction: string): string {
  const own = dataAction.replace('Microsoft.KeyVault/vaults/', 'Microsoft.KeyVault/managedHsm/');
  return own
    .replace(/keys\/read$/, 'keys/read/action')
    .replace(/keys\/create\/action$/, 'keys/create')
    .replace(/keys\/recover\/action$/, 'keys/deletedKeys/recover/action');
}
