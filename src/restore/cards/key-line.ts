import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { KeyVersions, VersionThenAndNow } from '../rules/key-versions.ts';

/** A version is 32 hexadecimal digits; eight tell two of them apart. */
const shortVersion = 8;

/** "Secret 6f2a1b0c (unchanged), key a571b984 then, 9c0d11ee now". */
export function keyLine({ secret, key }: KeyVersions, reader: Reader): string {
  return [part('secret', secret, reader), ...(key ? [part('key', key, reader)] : [])].join(', ');
}

function part(what: 'secret' | 'key', { atPoint, now }: VersionThenAndNow, { language }: Reader): string {
  const { t } = texts(language);
  const at = plain(atPoint.slice(0, shortVersion));
  const name = t(`cards.points.${what}`);
  if (typeof now === 'string') return t(`cards.points.version-${now}`, { name, at });
  const today = plain(now.version.slice(0, shortVersion));
  return t(`cards.points.version-${now.version === atPoint ? 'same' : 'changed'}`, { name, at, today });
}
