import { formatMoment } from '../../i18n/dates.ts';
import { failurePartsOf } from '../../i18n/failure-text.ts';
import { operationName, plain, shown } from '../../i18n/plain.ts';
import { texts, typedIn } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { errorWords } from '../../machines/cards/error-words.ts';
import type { NoticeMachine, Trouble } from '../../store/rules/notice.ts';
import { listButtons } from '../../ui/button.ts';
import type { Tone } from '../../ui/notice.ts';
import { render } from '../../ui/render.ts';
import { postsPerHour, stillWrong } from '../rules/notice.ts';
import { endOfBackups, lacksKeyAccess, needsAction } from '../rules/trouble.ts';

/** Jobs of one vault with one cause that were not started from chat. */
export type NewsCard = {
  id: string;
  nonce: string;
  now: Date;
  vault: string;
  trouble: Trouble;
  machines: readonly NoticeMachine[];
  state: 'open' | 'recovered' | 'closed';
  owner?: string;
  /** Set on a folded post: the posts that it replaces. */
  folded?: readonly Pick<NewsCard, 'vault' | 'trouble' | 'machines' | 'state'>[];
};

type Subject = Pick<NewsCard, 'vault' | 'trouble' | 'machines' | 'state'>;

/** `status` lists the rest. */
const maxMachines = 6;
const maxFolded = 20;

const tones: Record<Trouble['kind'], Tone> = {
  failed: { symbol: '✗', style: 'attention' },
  warned: { symbol: '!', style: 'warning' },
  cancelled: { symbol: '■', style: 'emphasis' },
  restore: { symbol: '▶', style: 'warning' },
  done: { symbol: '✓', style: 'good' },
  folded: { symbol: '!', style: 'warning' },
  drill: { symbol: '✗', style: 'attention' },
};
const endTones: Record<NonNullable<ReturnType<typeof endOfBackups>>, Tone> = {
  deleted: { symbol: '✗', style: 'attention' },
  stopped: { symbol: '!', style: 'warning' },
};
const good: Tone = { symbol: '✓', style: 'good' };

/** Verbs: notice-take, notice-mute, open-keyaccess, open-job. */
export function newsCard(data: NewsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { trouble, machines, state } = data;
  const { symbol, style } = toneOf(data);
  const left = stillWrong(data).length;
  const open = state === 'open' && needsAction(trouble);
  const known = trouble.error?.known;
  const ended = endOfBackups(trouble);
  const lines = [
    ...(ended ? [t(`notify.backups-${ended}`, { count: machines.length, vm: shown(machines[0]?.vm ?? '', 80) })] : []),
    ...(open && left < machines.length
      ? [
          t(trouble.kind === 'drill' ? 'notify.drill.still-some' : 'notify.still-some', {
            left,
            count: machines.length,
          }),
        ]
      : []),
    ...(open && trouble.kind !== 'drill' && timesOf(data) > 1 ? [t('notify.also', { times: timesOf(data) })] : []),
    ...(open && trouble.failure ? [failurePartsOf(trouble.kind, language, trouble.failure).remedy] : []),
    ...(open && trouble.kind === 'drill' ? [t('notify.drill.until', { ids: drillIds(data) })] : []),
    ...(known && state === 'open' ? [t(`catalogue.${known}.cause`), t(`catalogue.${known}.remedy`)] : []),
    ...(!known && trouble.error?.message ? [t('notify.azure', { message: shown(trouble.error.message, 300) })] : []),
    ...(state === 'open' && trouble.error?.advice
      ? [t('notify.advice', { advice: shown(trouble.error.advice, 300) })]
      : []),
    ...(data.folded ? [t('notify.folded-why', { count: postsPerHour })] : []),
  ];
  return render(
    'news',
    {
      nonce: data.nonce,
      style,
      heading: `${symbol} ${headingOf(data, reader)}`,
      lines: lines.map((text) => ({ text })),
      machines: data.folded
        ? data.folded.slice(0, maxFolded).map((each) => ({ text: `${toneOf(each).symbol} ${headingOf(each, reader)}` }))
        : machineLines(data, reader).map((text) => ({ text })),
      owner: open ? ownerLine(data, reader) : '',
      hasOwner: open,
      buttons: listButtons(buttonsFor(data), language),
      hasButtons: buttonsFor(data).length > 0,
      twin: twinOf(data, reader, open),
      hasTwin: open || buttonsFor(data).length > 0,
    },
    reader,
  );
}

export function newsText(data: Subject, reader: Reader): string {
  return `${toneOf(data).symbol} ${headingOf(data, reader)}.`;
}

/** "41 VMs in rsv-prod: key vault access missing" */
export function headingOf({ vault, trouble, machines, state }: Subject, reader: Reader): string {
  const { t } = texts(reader.language);
  if (trouble.kind === 'folded') return t('notify.heading.folded', { count: machines.length });
  const count = machines.length;
  const subject = t('notify.subject', { count, vm: shown(machines[0]?.vm ?? '', 80), vault: shown(vault, 80) });
  const params = { count, subject, operation: operationName(trouble, reader), why: whyOf(trouble, reader) };
  if (trouble.kind === 'restore' && state !== 'open') return t('notify.heading.restore-ended', params);
  if (state === 'recovered') return t(`notify.heading.${trouble.kind === 'drill' ? 'drill-' : ''}recovered`, params);
  return t(`notify.heading.${endOfBackups(trouble) ?? trouble.kind}`, params);
}

function toneOf({ trouble, state }: Subject): Tone {
  const ended = endOfBackups(trouble);
  return state === 'recovered' ? good : ended ? endTones[ended] : tones[trouble.kind];
}

function whyOf({ error, failure }: Trouble, reader: Reader): string {
  const { t, has } = texts(reader.language);
  if (failure) return t(`notify.drill.why.${has(`notify.drill.why.${failure.code}`) ? failure.code : 'other'}`);
  return errorWords(error && { ...error, message: '' }, reader) || t('notify.why.unknown');
}

function machineLines({ machines, now, trouble, vault }: NewsCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const moment = (iso: string) => formatMoment(new Date(iso), reader, now);
  const lines = machines.slice(0, maxMachines).map(({ vm, at, goodAt }) => {
    const params = { vm: shown(vm, 80), when: moment(at) };
    return goodAt
      ? `✓ ${t('notify.machine-good', { ...params, good: moment(goodAt) })}`
      : `• ${t('notify.machine', params)}`;
  });
  const more = machines.length - maxMachines;
  if (more <= 0) return lines;
  return [
    ...lines,
    t(trouble.kind === 'failed' ? 'notify.more-failed' : 'notify.and-more', { more, vault: plain(vault) }),
  ];
}

function timesOf(data: Subject): number {
  return Math.min(...stillWrong(data).map(({ times }) => times));
}

function drillIds(data: Subject): string {
  return stillWrong(data)
    .slice(0, maxMachines)
    .map(({ jobId }) => jobId)
    .join(', ');
}

function ownerLine({ owner }: NewsCard, reader: Reader): string {
  const { t } = texts(reader.language);
  return owner ? t('notify.owner', { name: shown(owner, 80) }) : t('notify.nobody');
}

function buttonsFor(data: NewsCard): { verb: string; id: string }[] {
  const { id, trouble, state, owner, vault } = data;
  const [first] = stillWrong(data);
  if (state !== 'open' || !first || trouble.kind === 'folded') return [];
  if (trouble.kind === 'done' && !endOfBackups(trouble)) return [];
  if (trouble.kind === 'drill') return owner ? [] : [{ verb: 'notice-take', id }];
  const job = data.machines.length === 1 ? [{ verb: 'open-job', id: first.jobId }] : [];
  if (!needsAction(trouble)) return job;
  return [
    ...(lacksKeyAccess(trouble) ? [{ verb: 'open-keyaccess', id: `${vault}/${first.vm}` }] : []),
    ...(owner ? [] : [{ verb: 'notice-take', id }]),
    { verb: 'notice-mute', id },
    ...job,
  ];
}

function twinOf(data: NewsCard, reader: Reader, open: boolean): string {
  const { t } = texts(reader.language);
  if (!open) return t('notify.twin-job', { id: data.machines[0]?.jobId ?? '' });
  const { trouble } = data;
  const vm = shown(stillWrong(data)[0]?.vm ?? '', 80);
  if (trouble.kind === 'drill') return t('notify.drill.twin', { vm });
  const code = shown(trouble.error?.title || (data.machines.length > 1 ? t('notify.why.unknown') : vm), 80);
  const params = { subject: data.machines.length > 1 ? code : vm, code };
  return lacksKeyAccess(trouble)
    ? t('notify.twin-mend', { ...params, mend: typedIn(reader.language).check, vm })
    : t('notify.twin', params);
}
