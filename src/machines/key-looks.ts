import type { Azure } from '../azure/open.ts';
import { reading } from '../kernel/result.ts';
import type { KeyLook } from './rules/check-facts.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';
import { keyUrlsOf } from './rules/key-facts.ts';

/** A machine of 16 disks has 17 addresses at most; more than this is no machine that ADE supports. */
const mostLooks = 40;

/** What Key Vault says of every key and secret that matters to a restore: versions and attributes, never a value. */
export function lookAtKeys(azure: Pick<Azure, 'storedKeys'>, encryption: EncryptionAssessment): Promise<KeyLook[]> {
  return Promise.all(
    keyUrlsOf(encryption)
      .slice(0, mostLooks)
      .map(async (url) => ({ url, state: await reading(() => azure.storedKeys.look(url)) })),
  );
}
