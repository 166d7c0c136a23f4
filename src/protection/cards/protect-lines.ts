import { failureText } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { KeyAccess } from '../../machines/rules/key-access-gaps.ts';
import { rightsLine } from './rights-line.ts';

/** A machine on the card that protects it: what stands against it, or whether Azure Backup may read its keys. */
export type ProtectLine = {
  vm: string;
  encryption: EncryptionKind;
  /** Why it cannot be protected; [] if it can. */
  refusals: Failure[];
  keyAccess: KeyAccess;
};

/** @param asks missing access is asked for here; else a person has to give it */
export function protectLine(line: ProtectLine, asks: boolean, reader: Reader): string {
  const language = texts(reader.language);
  const { t } = language;
  const vm = `**${plain(line.vm)}**`;
  if (line.refusals.length > 0) {
    return `✗ ${vm}: ${line.refusals.map((refusal) => failureText(language, refusal)).join(' ')}`;
  }
  const { keyAccess } = line;
  const key = (name: string) => `cards.protect-form.line.${name}`;
  const params = { vm: plain(line.vm), encryption: t(`encryption.kind-${line.encryption}.message`) };
  switch (keyAccess.kind) {
    case 'not-needed':
      return `✓ ${vm}: ${t(key('not-needed'), params)}`;
    case 'fine':
      return `✓ ${vm}: ${t(key('fine'), { ...params, keyVault: names(keyAccess.wanted) })}`;
    case 'lacking': {
      const rights = keyAccess.gaps.map((gap) => rightsLine(gap, reader)).join('; ');
      const lacks = t(key('lacking'), { ...params, keyVault: names(keyAccess.gaps), rights });
      return `! ${vm}: ${lacks} ${t(key(asks ? 'lacking-asks' : 'lacking-waits'), params)}`;
    }
    case 'unknown': {
      const { failure } = keyAccess;
      const why = failureText(language, failure);
      // Where a person alone gives the rights: it tells all by itself.
      if (failure.code.startsWith('check.set-access-')) {
        const symbol = failure.code === 'check.set-access-backup' ? '!' : '?';
        return `${symbol} ${vm}: ${t(key('by-hand'), { ...params, why })}`;
      }
      return `? ${vm}: ${t(key('unknown'), { ...params, why })}`;
    }
  }
}

function names(of: readonly { keyVault: string }[]): string {
  return plain([...new Set(of.map(({ keyVault }) => keyVault))].join(', '));
}
