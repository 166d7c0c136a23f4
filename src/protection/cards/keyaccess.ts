import { failureText, rightText } from '../../i18n/failure-text.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { SetAccessGap } from '../../machines/rules/check-key-access.ts';
import type { KeyAccess, Wanted } from '../../machines/rules/key-access-gaps.ts';
import { buttonsOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import type { HandLines } from '../rules/grant-by-hand.ts';

/** Shows whether Azure Backup can read a machine's keys, what is missing and how to give it. */
export type KeyaccessCard = {
  /** ARM id of the machine, carried by its buttons. */
  id: string;
  nonce: string;
  vm: string;
  access: KeyAccess;
  /** Azure Backup's application id in this cloud and object id in this tenant. */
  service: { app: string; object?: string };
  /** Name of the custom role given on key vaults that use Azure RBAC. */
  role: string;
  /** Gaps that only a person can close. */
  byHand?: SetAccessGap[];
  /** Commands for a person to run; absent when Strongroom closes the gaps. */
  hand?: HandLines;
  /** Verbs: keyaccess-grant, keyaccess-look. */
  offers: string[];
};

const styles = { fine: 'good', 'not-needed': 'good', lacking: 'attention', unknown: 'warning' } as const;
const symbols = { fine: '✓', 'not-needed': '✓', lacking: '✗', unknown: '?' } as const;

export function keyaccessCard(data: KeyaccessCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { hand } = data;
  const vm = plain(data.vm);
  const { said, style, symbol } = conclusionOf(data);
  const twin = data.offers.includes('keyaccess-grant')
    ? t('cards.keyaccess.ask-twin', { vm })
    : data.offers.includes('keyaccess-look')
      ? t('cards.keyaccess.look-twin', { vm })
      : '';
  const details = [t('cards.keyaccess.who', { app: data.service.app, object: plain(data.service.object ?? '?') })];
  return render(
    'keyaccess',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.keyaccess.heading', { vm }),
      style,
      conclusion: `${symbol} ${t(`cards.keyaccess.${said}`, { vm })}`,
      lines: accessLines(data, reader).map((text) => ({ text })),
      hasHand: hand !== undefined,
      az: (hand?.az ?? []).map((text) => ({ text: shown(text, 1500) })),
      powershell: (hand?.powershell ?? []).map((text) => ({ text: shown(text, 1500) })),
      details: details.map((text) => ({ text })),
      buttons: buttonsOf(data.offers, language),
      twin,
      hasTwin: twin !== '',
    },
    reader,
  );
}

/** A gap in a Managed HSM stops backups like any other; a disk encryption set without its rights opens no disk. */
function conclusionOf({ access, byHand = [] }: Pick<KeyaccessCard, 'access' | 'byHand'>) {
  const lacks = (who: SetAccessGap['who']) => byHand.some((gap) => gap.who === who && gap.answer === 'no');
  if ((access.kind === 'lacking' && access.stops) || lacks('backup')) {
    return { said: 'lacking', style: 'attention', symbol: '✗' } as const;
  }
  if (lacks('set')) return { said: 'set-lacking', style: 'attention', symbol: '✗' } as const;
  if (byHand.length > 0) return { said: 'unknown', style: 'warning', symbol: '?' } as const;
  if (access.kind === 'lacking') return { said: 'lacking-copy', style: 'warning', symbol: '!' } as const;
  return { said: access.kind, style: styles[access.kind], symbol: symbols[access.kind] };
}

/** The first line of the card. */
export function keyaccessText(data: Pick<KeyaccessCard, 'vm' | 'access' | 'byHand'>, reader: Reader): string {
  return texts(reader.language).t(`cards.keyaccess.${conclusionOf(data).said}`, { vm: plain(data.vm) });
}

function accessLines(data: KeyaccessCard, reader: Reader): string[] {
  return [...vaultLines(data, reader), ...(data.byHand ?? []).map((gap) => gapLine(gap, reader))];
}

/** Names who lacks rights on which key. */
function gapLine(gap: SetAccessGap, reader: Reader): string {
  const { t } = texts(reader.language);
  const { who, set, store, key, answer } = gap;
  const said = gap.missing.map((action) => rightText(reader.language, action)).join(', ');
  const rights = t('cards.gated.rights.role', { rights: said });
  const params = { set: plain(set), store: plain(store), key: plain(key), rights };
  return t(`cards.keyaccess.by-hand.${who}-${answer}`, params);
}

function vaultLines({ access, role }: KeyaccessCard, reader: Reader): string[] {
  const language = texts(reader.language);
  const { t } = language;
  if (access.kind === 'unknown') return [failureText(language, access.failure)];
  if (access.kind === 'not-needed') return [];
  const gapOf = (wanted: Wanted) =>
    access.kind === 'lacking' ? access.gaps.find(({ keyVaultId }) => keyVaultId === wanted.keyVaultId) : undefined;
  return access.wanted.flatMap((wanted) => {
    const gap = gapOf(wanted);
    const model = t(`cards.keyaccess.model.${wanted.model}`);
    const heading = `**${t('cards.keyaccess.vault', { keyVault: plain(wanted.keyVault), model })}**`;
    if (!gap) return [`${heading} ${t('cards.keyaccess.holds', { rights: rightsLine(wanted, reader) })}`];
    const lacks = `${heading} ${t('cards.keyaccess.lacks', { rights: rightsLine(gap, reader) })}`;
    return wanted.model === 'rbac' ? [lacks, t('cards.keyaccess.role', { role: plain(role) })] : [lacks];
  });
}

/** "secrets get, list, backup; keys get, list, backup", or what a role allows. */
export function rightsLine(wanted: Wanted, reader: Reader): string {
  const { t } = texts(reader.language);
  if (wanted.model === 'rbac') {
    const rights = wanted.actions.map((action) => rightText(reader.language, action)).join(', ');
    return t('cards.gated.rights.role', { rights });
  }
  const part = (name: 'secrets' | 'keys', verbs: string[]) =>
    verbs.length > 0 ? [t(`cards.gated.rights.${name}`, { verbs: plain(verbs.join(', ')) })] : [];
  return [...part('secrets', wanted.secrets), ...part('keys', wanted.keys)].join('; ');
}
