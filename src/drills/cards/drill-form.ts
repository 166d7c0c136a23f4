import { type FormField, type FormSection, formCard } from '../../chat/cards/form.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import {
  type DrillEntries,
  type DrillInput,
  drillFrequencies,
  inputOfFailure,
  longestEntry,
  longestScript,
  usualEntries,
  vaultNotChosen,
} from '../rules/drill-entries.ts';

/** Data of the form for scheduled drills; its inputs are the entries. */
export type DrillFormCard = {
  id: string;
  nonce: string;
  owner: string;
  entries: DrillEntries;
  /** Vaults whose machines can all be chosen at once. */
  vaults: readonly string[];
  /** Vaults that can't be chosen, because no drill place is configured for them. */
  without?: readonly string[];
  problem?: Failure | undefined;
  refreshFor?: string[];
};

type Parts = { data: DrillFormCard; reader: Reader };

/** What rarely differs from the usual, behind "Change". */
const folded = [
  'hours',
  'at-once',
  'life',
  'newest',
  'port',
  'script',
  'told',
  'rto',
  'rpo',
  'core-hours',
  'gb-hours',
  'days',
] as const satisfies readonly DrillInput[];

const mostVaults = 5;

/** Draws the form. Verbs: drills-ask (with the inputs), form-cancel. */
export function drillFormCard(data: DrillFormCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const parts = { data, reader };
  const { problem, entries } = data;
  const isElsewhere = problem !== undefined && inputOfFailure(problem, entries) === undefined;
  return formCard(
    {
      id: data.id,
      nonce: data.nonce,
      owner: data.owner,
      heading: t('cards.drill-form.heading'),
      lines: [t('cards.drill-form.lead'), ...withoutLines(data, reader)],
      fields: [
        { ...field(parts, 'vms'), maxLength: longestEntry },
        { ...field(parts, 'every'), choices: oftenChoices(reader), isExpanded: true, isRequired: true },
      ],
      sections: [changeSection(parts)],
      closing: [t('cards.drill-form.next')],
      ...(isElsewhere && { problem: failureText(texts(reader.language), problem) }),
      buttons: ['drills-ask', 'form-cancel'],
      twin: t('cards.drill-form.twin', { vms: plain(entries.vms || 'sql-01 web-01') }),
      ...(data.refreshFor && { refreshFor: data.refreshFor }),
    },
    reader,
  );
}

/** Vaults without a drill place are listed before anybody chooses a machine there. */
function withoutLines({ without = [] }: DrillFormCard, { language }: Reader): string[] {
  const { t } = texts(language);
  if (without.length === 0) return [];
  const names = without.map((name) => shown(name, 80));
  return [t('cards.drill-form.without', { vaults: listed(names, mostVaults) })];
}

/** Machines can also be chosen by a tag, or be all of a vault. */
function otherMachineFields(parts: Parts): FormField[] {
  const { t } = texts(parts.reader.language);
  const { vaults, entries } = parts.data;
  const typed = (entries.vault ?? vaultNotChosen).toLowerCase();
  const chosen = vaults.find((vault) => vault.toLowerCase() === typed) ?? vaultNotChosen;
  const choices = [
    { title: t('cards.drill-form.no-vault'), value: vaultNotChosen },
    ...vaults.map((vault) => ({ title: vault, value: vault })),
  ];
  return [field(parts, 'tag'), ...(vaults.length > 0 ? [{ ...field(parts, 'vault'), value: chosen, choices }] : [])];
}

function oftenChoices({ language }: Reader) {
  const { t } = texts(language);
  return drillFrequencies.map((value) => ({ title: t(`cards.drill-form.often.${value}`), value }));
}

/** Open where something in it is wrong, or is not as usual. */
function changeSection(parts: Parts): FormSection {
  const { problem, entries } = parts.data;
  const wrong = problem && inputOfFailure(problem, entries);
  const differs = (input: DrillInput) => entries[input] !== undefined && entries[input] !== usualEntries[input];
  return {
    id: 'drill-change',
    title: texts(parts.reader.language).t('cards.drill-form.change'),
    isOpen: [...folded, 'tag' as const, 'vault' as const, 'reason' as const].some(
      (input) => input === wrong || (differs(input) && entries[input] !== vaultNotChosen),
    ),
    fields: [
      ...otherMachineFields(parts),
      ...folded.map((input) => field(parts, input)),
      { ...field(parts, 'reason'), isMultiline: true },
    ],
  };
}

function field({ data, reader }: Parts, id: DrillInput): FormField {
  const language = texts(reader.language);
  const { t, has } = language;
  const { problem } = data;
  return {
    id,
    label: t(`cards.drill-form.input.${id}`),
    errorMessage: t('cards.drill-form.error'),
    ...(has(`cards.drill-form.hint.${id}`) && { placeholder: t(`cards.drill-form.hint.${id}`) }),
    value: data.entries[id] ?? '',
    ...(id === 'script' && { isMultiline: true, maxLength: longestScript }),
    ...(problem && inputOfFailure(problem, data.entries) === id && { problem: failureText(language, problem) }),
  };
}
