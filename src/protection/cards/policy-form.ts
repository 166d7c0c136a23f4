import { type FormField, type FormSection, formCard } from '../../chat/cards/form.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { monthName, weekdayName } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import { monthNames, weekdays, weeksOfMonth } from '../../kernel/backup-policy.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { type PolicyField, type PolicyProblem, policyLimits } from '../rules/check-policy.ts';
import { kindOfEntries, type PolicyEntries, type PolicyInput, scheduleKinds } from '../rules/parse-policy.ts';

/** The form for a new policy. It has two pages to fit a phone: name and kind first, then schedule and retention. */
export type PolicyFormCard = {
  id: string;
  nonce: string;
  owner: string;
  page: 'basics' | 'details';
  /** Vaults where it can be created; a single one leaves nothing to choose. */
  vaults: string[];
  vault: string;
  entries: PolicyEntries;
  problems: PolicyProblem[];
  refreshFor?: string[];
};

/** Inputs of each page. A submit sets or clears all inputs of its page. */
export const basicInputs: readonly PolicyInput[] = ['name', 'kind', 'zone'];

type Parts = { data: PolicyFormCard; reader: Reader };

/** Verbs: policy-next (with the inputs), policy-back, form-cancel. */
export function policyFormCard(data: PolicyFormCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const parts = { data, reader };
  const kind = kindOfEntries(data.entries);
  const isDetails = data.page === 'details' && kind !== undefined;
  return formCard(
    {
      id: data.id,
      nonce: data.nonce,
      owner: data.owner,
      heading: isDetails
        ? t('cards.policy-form.heading-kind', {
            name: shown(data.entries.name ?? '', 80),
            kind: t(`policy.kind.${kind}`),
          })
        : t('cards.policy-form.heading'),
      ...(data.vaults.length === 1 && { lines: [t('cards.policies.vault', { vault: plain(data.vault) })] }),
      fields: isDetails ? detailFields(parts) : basicFields(parts),
      sections: isDetails ? sectionsOf(parts) : [],
      ...(data.problems.length > 0 && { problem: t('cards.policy-form.wrong') }),
      buttons: isDetails ? ['policy-next', 'policy-back', 'form-cancel'] : ['policy-next', 'form-cancel'],
      twin: t('cards.policy-form.twin-vault', { vault: plain(data.vault) }),
      ...(data.refreshFor && { refreshFor: data.refreshFor }),
    },
    reader,
  );
}

function basicFields(parts: Parts): FormField[] {
  const { data, reader } = parts;
  const { t } = texts(reader.language);
  const vaults = data.vaults.map((vault) => ({ title: vault, value: vault }));
  return [
    ...(vaults.length > 1 ? [{ ...field(parts, 'vault'), value: data.vault, choices: vaults, isRequired: true }] : []),
    { ...field(parts, 'name'), placeholder: t('cards.policy-form.nameHint'), isRequired: true },
    {
      ...field(parts, 'kind'),
      choices: scheduleKinds.map((kind) => ({ title: t(`policy.kind.${kind}`), value: kind })),
      isExpanded: true,
      isRequired: true,
    },
    { ...field(parts, 'zone'), isRequired: true },
  ];
}

function detailFields(parts: Parts): FormField[] {
  const { t } = texts(parts.reader.language);
  const kind = kindOfEntries(parts.data.entries);
  const isWeekly = kind === 'weekly' || kind === 'weekly-v2';
  const every = policyLimits.everyHours.map((hours) => ({ title: String(hours), value: String(hours) }));
  return [
    kind === 'hourly' ? { ...field(parts, 'time'), label: t('cards.policy-form.from') } : field(parts, 'time'),
    ...(isWeekly ? [{ ...field(parts, 'days'), ...weekdayChoices(parts) }] : []),
    ...(kind === 'hourly' ? [{ ...field(parts, 'every'), choices: every }, field(parts, 'hours')] : []),
    isWeekly ? field(parts, 'weekly') : field(parts, 'daily'),
    // Weekly standard policies always keep snapshots for five days.
    ...(kind === 'weekly' ? [] : [field(parts, 'snapshots')]),
  ];
}

function sectionsOf(parts: Parts): FormSection[] {
  const { t } = texts(parts.reader.language);
  const { entries, problems } = parts.data;
  const kind = kindOfEntries(entries);
  const isWeekly = kind === 'weekly' || kind === 'weekly-v2';
  const section = (id: 'weekly' | 'monthly' | 'yearly', fields: FormField[]): FormSection => ({
    id: `keep-${id}`,
    title: t(`cards.policy-form.more.${id}`),
    isOpen: (entries[id] ?? '') !== '' || problems.some((problem) => problem.field.startsWith(id)),
    fields,
  });
  const months = monthNames.map((month) => ({ title: monthName(month, parts.reader.language), value: month }));
  return [
    ...(isWeekly
      ? []
      : [
          section('weekly', [
            { ...field(parts, 'weekly'), label: t('cards.policy-form.weekly-of') },
            { ...field(parts, 'weeklyDays'), ...weekdayChoices(parts) },
          ]),
        ]),
    section('monthly', [field(parts, 'monthly'), ...monthDayFields(parts, 'monthly', isWeekly)]),
    section('yearly', [
      field(parts, 'yearly'),
      {
        ...field(parts, 'yearlyMonths'),
        label: t('cards.policy-form.months'),
        choices: months,
        isMulti: true,
      },
      ...monthDayFields(parts, 'yearly', isWeekly),
    ]),
  ];
}

function monthDayFields(parts: Parts, of: 'monthly' | 'yearly', isWeekly: boolean): FormField[] {
  const { t } = texts(parts.reader.language);
  const named = (id: PolicyInput, label: string): FormField => ({
    ...field(parts, id),
    label: t(`cards.policy-form.${label}`),
  });
  const by = ['weekday', 'date'].map((value) => ({ title: t(`cards.policy-form.by-${value}`), value }));
  const weeks = weeksOfMonth.map((week) => ({ title: t(`policy.details.week.${week}`), value: week }));
  return [
    // Days of the month apply to daily schedules only.
    ...(isWeekly ? [] : [{ ...named(`${of}By`, 'by'), choices: by }]),
    { ...named(`${of}Weeks`, 'weeks'), choices: weeks, isMulti: true },
    { ...named(`${of}Days`, 'weekdays'), ...weekdayChoices(parts) },
    ...(isWeekly ? [] : [named(`${of}Dates`, 'dates')]),
  ];
}

function weekdayChoices({ reader }: Parts) {
  return {
    choices: weekdays.map((day) => ({ title: weekdayName(day, reader.language), value: day })),
    isMulti: true,
  };
}

/** Errors of a combined choice are shown at its first input. */
const standsAt: Partial<Record<PolicyField, string>> = { monthlyOn: 'monthlyWeeks', yearlyOn: 'yearlyWeeks' };

function field({ data, reader }: Parts, id: PolicyInput | 'vault'): FormField {
  const { t, has } = texts(reader.language);
  const wrong = data.problems.find((problem) => (standsAt[problem.field] ?? problem.field) === id);
  return {
    id,
    label: has(`cards.policy-form.${id}`) ? t(`cards.policy-form.${id}`) : id,
    errorMessage: t('cards.shared.error'),
    value: id === 'vault' ? data.vault : (data.entries[id] ?? ''),
    ...(wrong && {
      problem: wrong.code.endsWith('-missing')
        ? t('cards.shared.error')
        : t(`policy.problem.${wrong.code}`, wrong.params ?? {}),
    }),
  };
}
