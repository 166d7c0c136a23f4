import { formatDate } from '../../i18n/dates.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { crowdedWords, policyLine } from '../../i18n/policy-words.ts';
import { texts, typedIn } from '../../i18n/texts.ts';
import { mostVmsPerPolicy, type PolicyFacts } from '../../kernel/backup-policy.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { unreadNotes } from '../../machines/cards/lines.ts';
import type { ListGaps } from '../../machines/inventory.ts';
import { adeRetirement, keepsPastAde } from '../../machines/rules/retention.ts';
import { type ListButton, listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** Policies of one or more vaults. */
export type PoliciesCard = {
  nonce: string;
  now: Date;
  /** Set when a single vault is shown. */
  vault?: string;
  /** Policies by vault, in display order. */
  policies: { vault: string; policy: PolicyFacts }[];
  /** Total number of policies. */
  total: number;
  /** Vaults or subscriptions that could not be read, so their policies are missing. */
  unread?: ListGaps;
  page: { number: number; of: number; nextId?: string };
  /** Vault for the "new policy" button; absent when the button makes no sense. */
  newIn?: string;
};

export const policiesPerPage = 12;

/** Verbs: policies-page, open-policy. */
export function policiesCard(data: PoliciesCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, vault } = data;
  const wanted = [
    ...(page.nextId === undefined ? [] : [{ verb: 'policies-page', id: page.nextId }]),
    ...(data.newIn === undefined ? [] : [{ verb: 'open-policy', id: data.newIn }]),
  ];
  const buttons: ListButton[] = listButtons(wanted, language);
  const named = plain(vault ?? data.newIn ?? data.policies[0]?.vault ?? '');
  return render(
    'policies',
    {
      nonce: data.nonce,
      heading:
        vault === undefined ? t('cards.policies.heading') : t('cards.policies.heading-vault', { vault: plain(vault) }),
      notes: unreadNotes(data.unread, reader).map((text) => ({ text })),
      groups: policyGroups(data, reader),
      isEmpty: data.total === 0,
      buttons,
      hasButtons: buttons.length > 0,
      twin:
        page.of > 1
          ? t('cards.policies.twin-more', {
              page: page.number,
              pages: page.of,
              line: pageLine(data, reader),
              vault: named,
            })
          : named === ''
            ? t('cards.policy-form.twin')
            : t('cards.policies.twin', { vault: named }),
    },
    reader,
  );
}

export function policiesText({ policies, total }: Pick<PoliciesCard, 'policies' | 'total'>, reader: Reader): string {
  const { t } = texts(reader.language);
  if (total === 0) return t('cards.policies.none');
  const names = listed([...new Set(policies.map(({ policy }) => shown(policy.name, 80)))], 6);
  return t('cards.policies.sentence', { count: total, names });
}

function policyGroups({ policies, vault, now }: PoliciesCard, reader: Reader) {
  const { t } = texts(reader.language);
  const byVault = Map.groupBy(policies, (each) => each.vault);
  return [...byVault].map(([name, each]) => ({
    title: vault === undefined ? t('cards.policies.vault', { vault: shown(name, 80) }) : '',
    hasTitle: vault === undefined,
    rows: each.map(({ policy }) => {
      const warnings = [
        ...(policy.itemCount > mostVmsPerPolicy ? [crowdedWords(policy, reader)] : []),
        ...(keepsPastAde(policy.retention, now) ? [pastAde(reader)] : []),
      ];
      return {
        text: `**${shown(policy.name, 80)}** (${t(`policy.words.version.${policy.version}`)}): ${policyLine(policy, reader)}`,
        warns: warnings.length > 0,
        warning: warnings.map((warning) => `! ${warning}`).join('\n\n'),
      };
    }),
  }));
}

/** Warns that points outlive the retirement of ADE, with its date. */
export function pastAde(reader: Reader): string {
  return texts(reader.language).t('policy.words.ade', {
    date: formatDate(adeRetirement, { ...reader, timeZone: 'UTC' }),
  });
}

/** The command for the next page; on the last page, the one that shows the list again. */
function pageLine({ vault, page }: PoliciesCard, { language }: Reader): string {
  const next = page.number < page.of ? [texts(language).t('cards.vms.page'), page.number + 1] : [];
  return [typedIn(language).policies, ...(vault === undefined ? [] : [plain(vault)]), ...next].join(' ');
}
