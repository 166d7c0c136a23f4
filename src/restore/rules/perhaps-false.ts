import type { Failure } from '../../kernel/errors.ts';
import { keyUrlKey, parseKeyUrl, spelledName } from '../../kernel/key-url.ts';
import { resultOf } from './results.ts';
import { mayRestart } from './unwell.ts';

/** What the line of a step says besides. */
export function restoredStepView(...of: Parameters<typeof secretPerhapsFalse>): { warned?: Failure } {
  const warned = secretPerhapsFalse(...of);
  return warned ? { warned } : {};
}

/**
 * A wrapped secret that was set anew came out of the staging account, where others may write, and only the machine shows
 * whether it is the right one. Where that does not come up, the versions that this request set may be false; what Key
 * Vault itself restored from its sealed backup has no new version.
 */
export function secretPerhapsFalse(
  { kind, result }: { kind: string; result: unknown },
  { id, failure }: { id: string; failure: Failure | null },
): Failure | undefined {
  if (kind !== 'recover-keys' || result === null || !failure || !mayRestart(failure)) return undefined;
  const pairs = resultOf({ [kind]: result }, kind)?.replaced ?? [];
  const set = pairs.flatMap(({ from, to }) => {
    const { secretUrl } = to.bek;
    const address = keyUrlKey(secretUrl) === keyUrlKey(from.bek.secretUrl) ? undefined : parseKeyUrl(secretUrl);
    return address ? [{ ...address, name: spelledName(secretUrl), vault: address.host.split('.')[0] ?? '' }] : [];
  });
  if (set.length === 0) return undefined;
  const names = set.map(({ vault, name, version }) => `${vault}/${name}, version ${version}`).join('; ');
  const lines = set.map(
    ({ vault, name, version }) =>
      `az keyvault secret set-attributes --vault-name ${vault} --name ${name} --version ${version} --enabled false --output none`,
  );
  return { code: 'secret-perhaps-false', params: { id, names, lines: lines.join('; ') } };
}
