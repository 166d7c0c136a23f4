/** People of the tenant. Ids are fixed, because tests, cards and role assignments name them. */
export const tenantId = '11111111-1111-4111-8111-111111111111';

export type Person = { id: string; name: string; objectId: string; teamsId: string; guest?: true };

function person(id: string, name: string, number: string): Person {
  return { id, name, objectId: `aaaaaaaa-0000-4000-8000-00000000${number}`, teamsId: `29:${id}` };
}

export const people = {
  oncall: person('oncall', 'Olivia Novak', '0001'),
  'approver-1': person('approver-1', 'Anton Visser', '0002'),
  'approver-2': person('approver-2', 'Bea Okafor', '0003'),
  outsider: person('outsider', 'Otto Lindqvist', '0004'),
  platform: person('platform', 'Petra Lange', '0005'),
  eligible: person('eligible', 'Emma Castillo', '0006'),
  dba: person('dba', 'Dana Mertens', '0008'),
  guest: { ...person('guest', 'Gustav Berg', '0007'), guest: true as const },
};

/** The bot's registration and its service principal. The secret belongs to the sandbox and is worthless elsewhere. */
export const bot = {
  name: 'Strongroom',
  appId: '22222222-2222-4222-8222-222222222222',
  objectId: '22222222-0000-4000-8000-000000000001',
  secret: 'sandbox-secret-of-the-bot',
};

/** Azure Backup's own service principal: one application id for the public cloud, an object id per tenant. */
export const backupManagementService = {
  name: 'Backup Management Service',
  appId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
  objectId: '262044b1-0000-4000-8000-000000000001',
};

/** Owner of the Resource Guard. Only Entra knows its members. */
export const securityTeam = { name: 'Security operations', objectId: 'bbbbbbbb-0000-4000-8000-000000000001' };

/** Team whose members may change settings; Graph lists them. */
export const platformTeam = { name: 'Platform team', objectId: 'bbbbbbbb-0000-4000-8000-000000000002' };

/** Team that approval policies name; some of its members hold no Azure role. */
export const databaseOwners = { name: 'Database owners', objectId: 'bbbbbbbb-0000-4000-8000-000000000003' };

/** A group with the object ids of its members; role assignments may go to a group. */
export type Group = { objectId: string; name: string; members: string[] };
