import { needsToReadVault } from '../../access/access.ts';
import { askWhich, pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { grammar } from '../../i18n/grammar.ts';
import { parseMoment } from '../../i18n/parse-date.ts';
import { keyword, named } from '../../i18n/texts.ts';
import { type Answer, newNonce, type Reader } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { pageOf } from '../../kernel/page.ts';
import { qualified } from '../../machines/inventory.ts';
import { raiseRefusal, shownTiers } from '../../machines/rules/item-state.ts';
import { type PointRow, type PointsCard, pointsCard, pointsText } from '../cards/points.ts';
import { readPointAdvice, restoreTimes } from '../choose-point.ts';
import type { KeyVersions } from '../rules/keys.ts';
import {
  alertMarginMs,
  choosable,
  findFirstAlert,
  findPointBefore,
  momentMarginMs,
  pointEnd,
  pointThreat,
  threatTitles,
} from '../rules/points.ts';

const rowsPerPage = 10;

/** Lists the points that a machine can be restored from, and which one is recommended. */
export const points: Command = {
  spec: {
    ...named('points'),
    arguments: [{ kind: 'word', name: 'vm' }, keyword('before', 'phrase'), pageArgument],
    sideEffect: 'none',
    section: 'look',
  },
  takes: 'read',

  run: async (turn, { args }) =>
    args.vm === undefined ? askWhich(turn, 'points') : showPoints(turn, args.vm, parsePage(args.page), args.before),

  pick: (turn, name) => showPoints(turn, name),

  verbs: {
    'points-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      return { kind: 'card', ...(await list(turn, line, page)) };
    },
  },
};

/** @throws time-unreadable, time-ambiguous, no-alert-known, no-point-before */
export async function showPoints(turn: Turn, name: string, page = 1, before?: string): Promise<Answer> {
  const { text, card } = await list(turn, name, page, before);
  return { kind: 'reply', body: { text, card } };
}

async function list(turn: Turn, name: string, number: number, typed?: string) {
  const { services, incoming, shared } = turn;
  const target = await resolveTarget(turn, name);
  await services.access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
  const now = services.clock.now();
  const found = choosable(await services.azure.points.list(target.item.id));
  const firstAlert = findFirstAlert(found);
  const before = typed === undefined ? undefined : proposeBefore(turn, found, typed, target.item.vmName);
  const page = pageOf(
    found.map((point, index) => ({ point, number: index + 1 })),
    before ? Math.ceil(before.number / rowsPerPage) : number,
    rowsPerPage,
  );
  const onPage = page.rows.map(({ point }) => point);
  const [{ advice, keys }, times] = await Promise.all([
    readPointAdvice(services, target, found, onPage),
    restoreTimes(services, target, onPage),
  ]);
  const data: PointsCard = {
    nonce: newNonce(),
    now,
    vm: target.item.vmName,
    page: { ...page, rows: page.rows.map((row) => toRow(row, keys.get(row.point.name), now, firstAlert)) },
    ...(before && { before: { ...before, firstAlert } }),
    ...(advice && { recommended: { number: advice.number, at: advice.point.at, reasons: advice.reasons } }),
    ...(target.item.sourceScan?.summary === 'suspicious' && { suspicious: true }),
    ...(advice && { times }),
    ...(advice && !target.item.softDeleted && { restore: qualified(target) }),
    ...(found.some(({ softDeleted }) => softDeleted) &&
      raiseRefusal(target) === undefined && { raise: qualified(target) }),
    ...(page.number < page.pages && { next: pageId(page.number + 1, qualified(target)) }),
  };
  return { text: pointsText(data, shared), card: pointsCard(data, shared) };
}

function toRow(
  { point, number }: { point: RecoveryPointFacts; number: number },
  keys: KeyVersions | undefined,
  now: Date,
  firstAlert: Date | undefined,
): PointRow {
  const end = pointEnd(point, now);
  const threat = pointThreat(point);
  return {
    number,
    at: point.at,
    consistency: point.consistency,
    tiers: shownTiers(point),
    ...(point.expiresAt && { expiresAt: point.expiresAt }),
    ...(end && { end }),
    ...(threat && { threat: { status: threat, titles: threatTitles(point) } }),
    ...(firstAlert && {
      alert: { awayMs: point.at.getTime() - firstAlert.getTime(), told: point.threat?.status === 'healthy' },
    }),
    ...(keys && { keys }),
  };
}

function proposeBefore(turn: Turn, found: readonly RecoveryPointFacts[], typed: string, vm: string) {
  const { personal, services } = turn;
  const now = services.clock.now();
  const isAlert = grammar.alert.includes(typed.trim().toLowerCase());
  const moment = isAlert ? findFirstAlert(found) : requireMoment(typed, personal, now);
  if (!moment) throw new CodedError('no-alert-known', { vm });
  const marginMs = isAlert ? alertMarginMs : momentMarginMs;
  const proposed = findPointBefore(found, moment, marginMs);
  if (!proposed) {
    const when = formatMoment(moment, personal, now);
    throw new CodedError('no-point-before', { vm, when, margin: formatDuration(marginMs, personal) });
  }
  const { point, number, passedOver } = proposed;
  return { number, at: point.at, moment, marginMs, passedOver, isAlert };
}

function requireMoment(typed: string, reader: Reader, now: Date): Date {
  const moment = parseMoment(typed, { ...reader, now, direction: 'past' });
  if (moment.kind === 'moment') return moment.at;
  if (moment.kind === 'unreadable') throw new CodedError('time-unreadable', { text: typed });
  const choices = moment.choices.map((choice) => formatMoment(choice, reader, now)).join(', ');
  throw new CodedError('time-ambiguous', { text: typed, choices });
}
