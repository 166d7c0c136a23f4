import type { Azure } from '../azure/open.ts';
import type { RecoveryPointFacts, Tri } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl } from '../kernel/key-url.ts';
import type { Read } from '../kernel/read.ts';
import { reading } from '../kernel/result.ts';
import type { StoredKey } from '../kernel/stored-key.ts';
import type { Target } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import type { KeyLook } from '../machines/rules/check-facts.ts';
import { classify } from '../machines/rules/classify.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { keyFactsOf, keyUrlsOf } from '../machines/rules/key-facts.ts';
import type { RequestServices } from '../requests/services.ts';
import { changedSince, type KeyVersions, keyVersions } from './rules/key-versions.ts';
import { type Recommendation, recommend } from './rules/recovery-points.ts';

/** What there is to know of a machine's points before one of them is chosen. */
export type PointAdvice = {
  advice: Recommendation | undefined;
  /** Keys then and now by the point's name; only of points that were read, of machines encrypted with ADE. */
  keys: ReadonlyMap<string, KeyVersions>;
};

/** Each is a call of an hourly budget: the newest of those shown are the ones that are restored. */
const mostDetails = 5;
/** Snapshots are kept for 5 days under the standard policy; older ones are not worth a call each. */
const mostSnapshots = 5;

/**
 * Reads the newest of the points that are shown by their own GET, and Key Vault's versions of what they name. Where the
 * keys of the newest were rotated, its other snapshots too, since only a restore from a snapshot can fail of it.
 * @param points all that there are to choose from, newest first
 * @param shown those of the page
 */
export async function readPointAdvice(
  { azure }: Pick<RequestServices, 'azure'>,
  target: Target,
  points: readonly RecoveryPointFacts[],
  shown: readonly RecoveryPointFacts[],
): Promise<PointAdvice> {
  const { id, vmId } = target.item;
  const detailOf = async ({ name }: RecoveryPointFacts) => azure.points.get(id, name);
  const [newest] = points;
  const detail = newest && (await detailOf(newest));
  const rotated = new Map<string, Tri>();
  const keys = new Map<string, KeyVersions>();
  if (newest && detail) {
    const { vm, disks, encryption } = await readMachine(azure, vmId, detail);
    const stateOf = keyReader(azure);
    const note = async (point: RecoveryPointFacts, verdict: EncryptionAssessment) => {
      const looks = await Promise.all(keyUrlsOf(verdict).map(stateOf));
      const known = ofKeys(verdict, looks);
      rotated.set(point.name, known.rotated);
      if (known.versions) keys.set(point.name, known.versions);
    };
    await note(detail, encryption);
    // The other points of a machine that is not encrypted, today or then, are taken to be alike: nothing is said of keys.
    if (encryption.ade.value !== 'no' || encryption.ade.now !== 'no') {
      const snapshots =
        rotated.get(newest.name) === 'yes' ? points.filter(hasSnapshot).slice(0, mostSnapshots + 1) : [];
      const wanted = new Set([...shown.slice(0, mostDetails), ...snapshots].filter(({ name }) => name !== newest.name));
      const details = await Promise.all([...wanted].map(detailOf));
      await Promise.all(
        details.flatMap((point) => (point ? [note(point, classify({ ...(vm && { vm }), disks, point }))] : [])),
      );
    }
  }
  const advice = recommend(points, ({ name }) => rotated.get(name) ?? 'unknown');
  return { advice, keys };
}

/** Asks Key Vault once for all versions of a name, whichever points name one of them. */
function keyReader({ storedKeys }: Pick<Azure, 'storedKeys'>): (url: string) => Promise<KeyLook> {
  const reads = new Map<string, Promise<Read<StoredKey>>>();
  return async (url) => {
    const address = parseKeyUrl(url);
    const name = address ? `${address.host}/${address.kind}/${address.name}` : url;
    const read = reads.get(name) ?? reading(() => storedKeys.look(url));
    reads.set(name, read);
    return { url, state: await read };
  };
}

function ofKeys(verdict: EncryptionAssessment, looks: readonly KeyLook[]): { rotated: Tri; versions?: KeyVersions } {
  const { ade } = verdict;
  const states = new Map(looks.map(({ url, state }) => [keyUrlKey(url), state]));
  const stateOf = (url: string) => {
    const state = states.get(keyUrlKey(url));
    return state?.kind === 'read' ? state.value : undefined;
  };
  const versions = ade.value !== 'no' && ade.keysAtPoint && keyVersions(ade.keysAtPoint, ade.keysNow, stateOf);
  const told = [
    ade.rotatedSincePoint,
    keyFactsOf(verdict, looks)?.rotatedSincePoint ?? 'unknown',
    versions ? changedSince(versions) : 'unknown',
  ];
  const rotated = told.includes('yes') ? 'yes' : told.includes('no') ? 'no' : 'unknown';
  return { rotated, ...(versions && { versions }) };
}

function hasSnapshot({ tiers }: RecoveryPointFacts): boolean {
  return tiers.some(({ tier, status }) => tier === 'snapshot' && status === 'valid');
}
