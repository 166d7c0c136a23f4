import type { Access } from '../access/access.ts';
import type { Azure } from '../azure/open.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Config } from '../kernel/config/config.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import type { Rights } from '../kernel/permissions.ts';
import { judgeConfiguration } from '../restore/rules/segregation.ts';
import { type Diagnosis, isUnanswered } from './rules/diagnosis.ts';
import { type KeyTierName, keyTierPlaces, type TierPlace, tierState, tiers } from './rules/tiers.ts';

type DoctorReads = { config: Config; azure: Azure; access: Access };

/** @param objectId of the bot’s identity; without it, its rights are unknown */
export async function examineVaults(looked: DoctorReads, objectId: string | undefined): Promise<Diagnosis[]> {
  const { azure, config } = looked;
  const lists = await Promise.all(
    config.subscriptions.map(async (id) => ({ id, read: await tryRead(() => azure.vaults.listOf(id)) })),
  );
  const unread = lists.flatMap(({ id, read }) => (read.kind === 'unread' ? [{ id, code: read.failure.code }] : []));
  const vaults = lists.flatMap(({ read }) => readValue(read) ?? []);
  const [first] = [...unread.filter(({ code }) => !isUnanswered(code)), ...unread];
  if (first && unread.length === lists.length) {
    return [{ code: 'subscriptions', state: unreadState(first.code), params: { code: first.code } }];
  }
  const count = vaults.length;
  const found: Diagnosis = {
    code: 'subscriptions',
    state: count > 0 ? 'good' : 'bad',
    params: { code: 'no-vaults', count, subscriptions: lists.length - unread.length },
  };
  const each = await Promise.all(
    vaults.map(async (vault) => [
      ...diagnoseProfile(looked, vault),
      ...(await examineApart(looked, vault, 'drill')),
      ...(await examineApart(looked, vault, 'quarantine')),
      ...(await examineTiers(looked, vault, objectId)),
    ]),
  );
  // An unreadable subscription does not affect the others, so nobody would notice it.
  const lacking = unread.map(
    (params): Diagnosis => ({ code: 'subscription', state: unreadState(params.code), params }),
  );
  return [found, ...lacking, ...each.flat()];
}

function unreadState(code: string): 'unknown' | 'bad' {
  return isUnanswered(code) ? 'unknown' : 'bad';
}

function diagnoseProfile({ config }: DoctorReads, vault: VaultFacts): Diagnosis[] {
  const profile = findProfile(config, vault);
  const params = { vault: vault.name };
  if (!profile) return [{ code: 'profile', state: 'off', params }];
  return profile.isolatedSubnetId ? [{ code: 'profile', state: 'good', params }] : [];
}

/** Checks now that the quarantine network is isolated: nobody should learn at night that it is not. */
async function examineApart(
  { azure, config }: DoctorReads,
  vault: VaultFacts,
  tier: 'drill' | 'quarantine',
): Promise<Diagnosis[]> {
  const place = findProfile(config, vault)?.[tier];
  if (!place) return [];
  const code = 'apart';
  const params = { vault: vault.name, subnet: nameOf(place.subnetId), tier, found: '' };
  const subnet = await tryRead(() => azure.networks.subnet(place.subnetId));
  if (subnet.kind === 'unread') return [{ code, state: 'unknown', params }];
  const findings = subnet.value ? judgeConfiguration(subnet.value, place.openings) : undefined;
  if (findings?.length === 0) return [{ code, state: 'good', params }];
  const found =
    (findings ?? [])
      .map((finding) => `${finding.code}: ${finding.name}`)
      .join(', ')
      .slice(0, 200) || '-';
  return [{ code, state: 'bad', params: { ...params, found } }];
}

function findProfile({ restoreProfiles }: Config, { name }: VaultFacts): RestoreProfile | undefined {
  return restoreProfiles.find(({ vault }) => vault.toLowerCase() === name.toLowerCase());
}

async function examineTiers(
  { access, config }: DoctorReads,
  vault: VaultFacts,
  objectId: string | undefined,
): Promise<Diagnosis[]> {
  const profile = findProfile(config, vault);
  const scopes: Partial<Record<TierPlace, string>> = {
    vault: vault.id,
    ...(profile && {
      'target-group': profile.targetResourceGroupId,
      'staging-account': profile.stagingStorageAccountId,
    }),
    ...(profile?.drill && {
      'drill-group': profile.drill.resourceGroupId,
      'drill-staging': profile.drill.stagingStorageAccountId,
    }),
    ...(profile?.quarantine && {
      'quarantine-group': profile.quarantine.resourceGroupId,
      'quarantine-staging': profile.quarantine.stagingStorageAccountId,
    }),
  };
  const rights = objectId ? await tryRead(() => rightsOf(access, objectId, Object.values(scopes))) : undefined;
  if (rights?.kind === 'unread' && isUnanswered(rights.failure.code)) {
    return [{ code: 'vault-roles', state: 'unknown', params: { vault: vault.name, code: rights.failure.code } }];
  }
  // If no location for such copies is configured, there is nothing to hold rights on.
  const placed = tiers.filter((tier) => tier.rights.some(({ place }) => scopes[place] !== undefined));
  return placed.map((tier) => {
    const params = { tier: tier.name, vault: vault.name, commands: tier.commands.join(', '), lacking: '' };
    if (rights?.kind !== 'read') return { code: 'tier', state: 'unknown', params };
    const { state, lacking } = tierState(tier, scopes, rights.value);
    return { code: 'tier', state, params: { ...params, lacking: lacking.join(', ') } };
  });
}

export async function examineKeyTiers(
  { access, azure, config }: DoctorReads,
  objectId: string | undefined,
): Promise<Diagnosis[]> {
  const scopes = config.subscriptions.map((id) => `/subscriptions/${id}`);
  const rights = objectId ? await tryRead(() => rightsOf(access, objectId, scopes)) : undefined;
  if (rights?.kind === 'unread' && isUnanswered(rights.failure.code)) {
    return [{ code: 'key-roles', state: 'unknown', params: { code: rights.failure.code } }];
  }
  const placesOf = (tier: KeyTierName) => (rights?.kind === 'read' ? keyTierPlaces(tier, rights.value) : undefined);
  const places = { keys: placesOf('keys'), grant: placesOf('grant') };
  const found = (['keys', 'grant'] as const).map((tier): Diagnosis => {
    const params = { tier, commands: commandsOfKeyTier[tier], places: listed(places[tier] ?? []) };
    if (!places[tier]) return { code: 'key-tier', state: 'unknown', params };
    if (places[tier].length > 0) return { code: 'key-tier', state: 'good', params };
    return { code: 'key-tier', state: tier === 'grant' && config.grantKeyAccess ? 'bad' : 'off', params };
  });
  return [...found, ...(await examineOtherSecrets(azure, places.keys ?? []))];
}

/**
 * Tier keys reads each secret of its key vaults, so that others than those of disks don't belong there. What lies below
 * a wider scope is unknown.
 */
async function examineOtherSecrets({ storedKeys }: Azure, places: readonly string[]): Promise<Diagnosis[]> {
  const looked = await Promise.all(
    places.map(async (place) => {
      const isKeyVault = /\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i.test(place);
      const read = isKeyVault ? await tryRead(() => storedKeys.holdsOtherSecrets(place)) : undefined;
      return { place, others: read && readValue(read) };
    }),
  );
  const where = (wanted: boolean | undefined) =>
    listed(looked.flatMap(({ place, others }) => (others === wanted ? [place] : [])));
  const found: Diagnosis[] = [
    { code: 'other-secrets', state: 'warn', params: { places: where(true) } },
    { code: 'other-secrets', state: 'unknown', params: { places: where(undefined) } },
  ];
  return found.filter(({ params }) => params.places !== '');
}

function listed(places: readonly string[]): string {
  return places.map(nameOf).join(', ');
}

const commandsOfKeyTier: Record<KeyTierName, string> = { keys: 'restore', grant: 'check grant' };

/** Rights in all subscriptions that contain the scopes. */
async function rightsOf(access: Access, objectId: string, scopes: string[]): Promise<Rights> {
  const all = await Promise.all(scopes.map((scope) => access.rights(objectId, scope)));
  return {
    assignments: all.flatMap(({ assignments }) => assignments),
    denyAssignments: all.flatMap(({ denyAssignments }) => denyAssignments),
    definitions: new Map(all.flatMap(({ definitions }) => [...definitions])),
  };
}
