/** Rights of a principal in a key vault that uses access policies. */
export type AccessPolicy = {
  tenantId: string;
  objectId: string;
  permissions: { keys?: string[]; secrets?: string[] };
};

/** Adds permissions to those the principal has; the spelling written first stays. */
export function addPolicy(policies: AccessPolicy[], { tenantId, objectId, permissions }: AccessPolicy): void {
  let known = policies.find((one) => one.objectId === objectId);
  if (!known) {
    known = { tenantId, objectId, permissions: {} };
    policies.push(known);
  }
  known.permissions = {
    keys: join(known.permissions.keys, permissions.keys),
    secrets: join(known.permissions.secrets, permissions.secrets),
  };
}

export function removePolicy(policies: AccessPolicy[], objectId: string): void {
  const at = policies.findIndex((one) => one.objectId === objectId);
  if (at >= 0) policies.splice(at, 1);
}

function join(before: string[] = [], more: string[] = []): string[] {
  const known = new Set(before.map((verb) => verb.toLowerCase()));
  return [...before, ...more.filter((verb) => !known.has(verb.toLowerCase()))];
}
