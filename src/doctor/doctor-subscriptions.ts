import type { Azure } from '../azure/open.ts';
import type { SubscriptionFacts } from '../azure/subscriptions.ts';
import type { Config } from '../kernel/config/config.ts';
import { tryRead } from '../kernel/errors.ts';
import type { Diagnosis } from './rules/diagnosis.ts';

type DoctorReads = { config: Config; azure: Azure };

/** Names shown in one line; the rest follows once these are fixed. */
const maxNames = 10;

/**
 * Finds subscriptions that are not listed but whose vaults the bot may read, for example under a management group where
 * it has a role: a new one would go unnoticed, with everything that is not backed up in it.
 */
export async function examineUnlisted({ azure, config }: DoctorReads): Promise<Diagnosis[]> {
  const seen = await tryRead(() => azure.subscriptions.list());
  if (seen.kind === 'unread') return [{ code: 'unlisted', state: 'unknown', params: { code: seen.failure.code } }];
  const listed = new Set(config.subscriptions.map((id) => id.toLowerCase()));
  const others = seen.value.filter(({ id }) => !listed.has(id));
  const looked = await Promise.all(
    others.map(async (one) => ({ ...one, vaults: await tryRead(() => azure.vaults.listOf(one.id)) })),
  );
  const places = placesOf(config);
  const readable = looked.flatMap(({ vaults, ...one }) =>
    // A role on a restore location shows its subscription, but none of its vaults.
    vaults.kind === 'read' && (vaults.value.length > 0 || !places.has(one.id))
      ? [{ ...one, count: vaults.value.length }]
      : [],
  );
  const unread = looked.flatMap(({ vaults, ...one }) =>
    vaults.kind === 'unread' && vaults.failure.code !== 'azure.forbidden'
      ? [{ ...one, code: vaults.failure.code }]
      : [],
  );
  const [first] = unread;
  return [
    readable.length > 0
      ? {
          code: 'unlisted',
          state: 'off',
          params: {
            count: readable.length,
            vaults: readable.reduce((sum, { count }) => sum + count, 0),
            names: namesOf(readable.toSorted((a, b) => b.count - a.count)),
          },
        }
      : { code: 'unlisted', state: 'good', params: {} },
    ...(first
      ? [{ code: 'unlisted-unread', state: 'unknown', params: { code: first.code, names: namesOf(unread) } } as const]
      : []),
  ];
}

/** Subscriptions that appear in restore profiles. */
function placesOf({ restoreProfiles }: Config): Set<string> {
  const ids = JSON.stringify(restoreProfiles).matchAll(/\/subscriptions\/([^/"]+)/gi);
  return new Set([...ids].map(([, id = '']) => id.toLowerCase()));
}

function namesOf(subscriptions: readonly SubscriptionFacts[]): string {
  const more = subscriptions.length > maxNames ? ', …' : '';
  return (
    subscriptions
      .slice(0, maxNames)
      .map(({ id, name }) => `${name} (${id})`)
      .join(', ') + more
  );
}
