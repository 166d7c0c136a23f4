import type { ReadersSeen } from '../../access/rules/stored-readers.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';

/** How many more people than today can read the copy, in one line; nothing where they weren't counted. */
export function readersLine({ readers, vm }: { readers?: ReadersSeen; vm: string }, reader: Reader): string[] {
  if (readers === undefined) return [];
  const { t } = texts(reader.language);
  if (readers === 'unread') return [t('cards.plan.readers.unread')];
  const { people, perhaps, groups } = readers;
  const known = people > 0 || (perhaps === 0 && groups.length === 0);
  return [
    [
      known ? t(`cards.plan.readers.${people > 0 ? 'more' : 'none'}`, { count: people, vm: plain(vm) }) : '',
      perhaps > 0 ? t('cards.plan.readers.perhaps', { count: perhaps }) : '',
      groups.length > 0 ? t('cards.plan.readers.groups', { groups: shown(groups.join(', '), 200) }) : '',
    ]
      .filter((line) => line !== '')
      .join(' '),
  ];
}

/** Who they are and by what, worst first, and what nobody counted. */
export function readerFacts({ readers, network }: { readers?: ReadersSeen; network?: string }, reader: Reader): Fact[] {
  if (readers === undefined || readers === 'unread') return [];
  const { t } = texts(reader.language);
  const { ways, applications } = readers;
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.plan.readers.by.${name}`), value });
  return [
    ...ways.map(({ means, people, names }) => {
      const named = names.map(({ name, group }) => shown(group === undefined ? name : `${name} (${group})`, 60));
      const more = people - names.reduce((sum, { group = 1 }) => sum + group, 0);
      return fact(means, `${people}: ${[...named, ...(more > 0 ? [`+${more}`] : [])].join(', ')}`);
    }),
    ...(applications > 0 ? [fact('applications', String(applications))] : []),
    ...(network === undefined ? [] : [fact('network', t('cards.plan.readers.network', { network: plain(network) }))]),
  ];
}
