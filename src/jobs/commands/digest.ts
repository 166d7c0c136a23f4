import { once } from '../../chat/idempotency.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { grammar } from '../../i18n/grammar.ts';
import { parseTimeOfDay } from '../../i18n/parse-date.ts';
import { named, texts } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { alternation } from '../../kernel/grammar.ts';
import { digestCard, digestText } from '../cards/digest.ts';
import { gatherDigest, setDigest, usualHours } from '../digest.ts';
import { requireChannelReader } from '../require-channel-reader.ts';

/** Shows the current state of everything that this person may read. */
export const digest: Command = {
  spec: {
    ...named('digest'),
    arguments: [{ kind: 'word', name: 'hours' }],
    sideEffect: 'none',
    section: 'jobs',
  },
  takes: 'read',
  wide: true,

  async run({ services, shared, incoming }, { args }) {
    const hours = parseHours(args.hours);
    const { data } = await gatherDigest(services, {
      timeZone: shared.timeZone,
      hours,
      shared: incoming.place.shared === true,
    });
    // A card about no vault would tell everyone that nothing failed.
    if (data.vaults.length === 0 && data.unread === 0)
      return { kind: 'reply', body: { text: texts(shared.language).t('notify.digest-nothing-read') } };
    return { kind: 'reply', body: { text: digestText(data, shared), card: digestCard(data, shared) } };
  },
};

/** Sends the digest here every day, with the rights of the person who set it up. */
export const digestDaily: Command = {
  spec: {
    ...named('digest daily'),
    partOf: 'digest',
    arguments: [{ kind: 'word', name: 'time', required: true }],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { shared, incoming } = turn;
    const time = parseTimeOfDay(args.time ?? '');
    if (!time) throw new CodedError('digest-time', { given: args.time ?? '' });
    return schedule(turn, { time, zone: shared.timeZone, by: incoming.from });
  },
};

export const digestOff: Command = {
  spec: {
    ...named('digest off'),
    partOf: 'digest',
    arguments: [],
    sideEffect: 'changes',
    section: 'jobs',
  },
  takes: 'read',

  run: (turn) => schedule(turn, undefined),
};

async function schedule(turn: Turn<'text'>, setting: Parameters<typeof setDigest>[2]) {
  const { services, incoming, shared } = turn;
  const { conversationId } = incoming.place;
  await requireChannelReader(services, incoming);
  return once(turn, async (tx) => {
    await setDigest(tx, conversationId, setting);
    tx.audit({
      actor: incoming.from,
      event: 'setting.digest',
      details: { conversationId, time: setting?.time ?? 'off', zone: setting?.zone ?? '' },
    });
    const { t } = texts(shared.language);
    const text = setting
      ? t('notify.digest-daily', { time: setting.time, zone: setting.zone })
      : t('notify.digest-off');
    return { kind: 'reply', body: { text } } as const;
  });
}

const hoursTyped = new RegExp(`^(\\d{1,4})(?:${alternation(grammar.units.hours)})?$`, 'i');

/** Parses the age limit for the newest recovery point: `72h`, `72`. */
function parseHours(typed: string | undefined): number {
  if (typed === undefined) return usualHours;
  const hours = Number(hoursTyped.exec(typed)?.[1] ?? Number.NaN);
  if (!(hours >= 1)) throw new CodedError('digest-hours', { given: typed });
  return hours;
}
