import { failureParts } from '../../i18n/failure-text.ts';
import { languageName } from '../../i18n/grammar.ts';
import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Tri } from '../../kernel/facts.ts';
import { render } from '../../ui/render.ts';

export type WhoamiCard = {
  name: string;
  /** Shown so that a platform engineer can grant by it. Object ids have no spaces or marks. */
  objectId: string;
  isAdmin: boolean;
  /** Rules of the approval policy that name this person. */
  rules?: readonly string[];
  /** Link for activating roles; absent in an unknown cloud. */
  activation?: string;
  vaults: {
    name: string;
    subscription: string;
    see: Tri;
    backUp: Tri;
    restore: Tri;
    /** Whether the person may approve what others ask for. */
    decide: Tri;
    /** Eligible roles that would give more once activated. */
    eligible?: readonly string[];
    /** Deny assignments that take rights away. */
    denied?: readonly string[];
  }[];
  /** Number of subscriptions that could not be read, and why for the first of them. */
  unread?: { subscriptions: number; why: Failure };
};

const mostVaults = 12;
const symbols: Record<Tri, string> = { yes: '✓', no: '✗', unknown: '?' };
const rights = ['see', 'backUp', 'restore', 'decide'] as const;

export function whoamiCard(data: WhoamiCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const vaults = data.vaults.slice(0, mostVaults);
  const more = data.vaults.length - vaults.length;
  return render(
    'whoami',
    {
      heading: t('cards.whoami.heading', { name: shown(data.name, 80) }),
      details: [
        t('cards.whoami.object-id', { id: shown(data.objectId, 40) }),
        ...vaults.map(({ name, subscription }) =>
          t('cards.whoami.subscription', { vault: shown(name, 80), subscription: shown(subscription, 80) }),
        ),
      ].map((text) => ({ text })),
      hasDetails: true,
      admin: t('cards.whoami.admin'),
      isAdmin: data.isAdmin,
      settings: [
        ...(data.rules?.length ? [t('cards.whoami.rules', { rules: shown(data.rules.join(', '), 300) })] : []),
        t('cards.whoami.settings', {
          language: languageName(reader.language, reader.language),
          zone: shown(reader.timeZone),
        }),
      ].join(' '),
      vaults: vaults.map((vault) => ({
        name: `**${shown(vault.name, 80)}**`,
        lines: [...vaultLines(vault, reader), ...vaultNotes(vault, data.activation, reader)],
      })),
      isEmpty: vaults.length === 0,
      unread: unreadNote(data.unread, reader),
      hasUnread: data.unread !== undefined,
      more: more > 0 ? t('cards.whoami.more', { count: more }) : '',
      hasMore: more > 0,
      hasUnknown: vaults.some((vault) => rights.some((right) => vault[right] === 'unknown')),
    },
    reader,
  );
}

function unreadNote(unread: WhoamiCard['unread'], { language }: Reader): string {
  if (!unread) return '';
  const said = texts(language);
  const lacks = said.t('cards.unread.subscriptions', { count: unread.subscriptions });
  return `${lacks} ${failureParts(said, unread.why).message}`;
}

export function whoamiText(data: Pick<WhoamiCard, 'name' | 'vaults'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const names = data.vaults.filter(({ restore }) => restore === 'yes').map(({ name }) => shown(name, 80));
  const name = shown(data.name, 80);
  if (names.length === 0) return t('cards.whoami.sentence-none', { name });
  return t('cards.whoami.sentence', { name, vaults: names.slice(0, mostVaults).join(', ') });
}

/** Why less is allowed than could be: roles not activated, and deny assignments. */
function vaultNotes(
  { eligible = [], denied = [] }: WhoamiCard['vaults'][number],
  activation: string | undefined,
  reader: Reader,
): { text: string }[] {
  const { t } = texts(reader.language);
  const named = (names: readonly string[]) => names.map((each) => shown(each, 80)).join(', ');
  return [
    ...(eligible.length > 0 ? [t('cards.whoami.eligible', { roles: named(eligible), link: activation ?? '' })] : []),
    ...(denied.length > 0 ? [t('cards.whoami.denied', { names: named(denied) })] : []),
  ].map((text) => ({ text }));
}

/** One line per kind of answer, such as "✓ yes: see, back up". */
function vaultLines(vault: WhoamiCard['vaults'][number], reader: Reader): { text: string }[] {
  const { t } = texts(reader.language);
  return (['yes', 'no', 'unknown'] as const).flatMap((answer) => {
    const names = rights.filter((right) => vault[right] === answer).map((right) => t(`cards.whoami.right.${right}`));
    return names.length === 0 ? [] : [{ text: `${symbols[answer]} ${t(`common.${answer}`)}: ${names.join(', ')}` }];
  });
}
