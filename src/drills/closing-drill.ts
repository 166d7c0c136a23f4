import { formatDuration, formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Reader } from '../kernel/chat.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { lenient } from '../kernel/stored.ts';
import { markLine } from '../machines/cards/lines.ts';
import { type RequestView, tookMs } from '../requests/cards/request.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import { requestBodyOf } from '../requests/request-messages.ts';
import { requestView } from '../requests/request-view.ts';
import { isOfOneBefore } from '../restore/rules/points.ts';
import type { RequestRow } from '../store/requests.ts';
import { findPlan, findRequest, listRuns } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { cleanUpsOf } from './drill-files.ts';
import {
  type DrillTimes,
  isUntried,
  mostTries,
  nextDueAfter,
  nextOpening,
  nextPeriod,
  periodStart,
} from './rules/drill-clock.ts';
import { storedProbe } from './rules/probe.ts';
import { asDefinition, drillTimes } from './stored-definition.ts';
import { asDrill } from './stored-drill.ts';

type Parts = { db: Db; requestKinds: RequestKinds };

/**
 * What a drill that ended says of its machine, when the next is due, and what became of its copy: on its card, and in
 * the reply that closes its thread.
 */
export async function readDrillClosing(
  parts: Parts,
  { request, view }: { request: RequestRow; view: RequestView },
): Promise<((reader: Reader) => string) | undefined> {
  const { now } = view;
  const said = await readSaid(parts, request, view);
  const [cleanUp] = await cleanUpsOf({ ...parts, store: parts }, request);
  const deleted = cleanUp && (await requestView(parts.db, parts.requestKinds, cleanUp.id, now));
  if (!said && !deleted) return undefined;
  return (reader) => {
    const begins = request.state === 'succeeded' || request.state === 'failed';
    return [
      ...(said?.(reader) ?? []),
      ...(deleted ? [requestBodyOf(parts.requestKinds, deleted, reader).text] : []),
      ...(!deleted && begins ? [texts(reader.language).t('drill.closing.deleting')] : []),
    ].join(' ');
  };
}

async function readSaid(
  parts: Parts,
  request: RequestRow,
  view: RequestView,
): Promise<((reader: Reader) => string[]) | undefined> {
  const { now } = view;
  const vm = plain(request.vm_name);
  if (isUntried(request)) {
    const again = await findNext(parts, request, (times, tries) =>
      tries < mostTries ? latest(nextDueAfter(request.created_at), now) : nextPeriod(times, request.created_at),
    );
    if (!again) return undefined;
    return (reader) => [
      texts(reader.language).t('drill.closing.untried', { vm, when: formatMoment(again, reader, now) }),
    ];
  }
  if (request.state !== 'succeeded' && request.state !== 'failed') return undefined;
  const steps = await listSteps(parts.db, request.id);
  const next = await findNext(parts, request, (times) => nextPeriod(times, request.created_at));
  const end = await readDrillEnd(parts, request, steps);
  const threat = await findThreat(parts, request);
  return (reader) => {
    const { t } = texts(reader.language);
    return [
      t(`drill.closing.${end}`, { vm, took: formatDuration(tookMs(view) ?? 0, reader) }),
      ...markLine(threat, reader),
      ...(next ? [t('drill.closing.next', { vm, when: formatMoment(next, reader, now) })] : []),
    ];
  };
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** Threat known against the machine when the drilled point was taken. */
export async function findThreat({ db, requestKinds }: Parts, { id }: Pick<RequestRow, 'id'>) {
  return asDrill((await findPlan(db, requestKinds, id))?.body)?.restore.plan.effects.point.threat;
}

/** What a finished drill says of its machine. older: its copy is of an earlier machine of that name. */
export async function readDrillEnd(
  { db, requestKinds }: Parts,
  { id, state }: Pick<RequestRow, 'id' | 'state'>,
  steps: readonly StepRow[],
): Promise<'failed' | 'older' | 'marked' | 'proven' | 'booted'> {
  if (state === 'failed') return 'failed';
  const drill = asDrill((await findPlan(db, requestKinds, id))?.body);
  if (isOfOneBefore(drill?.restore.immutableId)) return 'older';
  if (drill?.restore.plan.effects.point.threat) return 'marked';
  return isProven(steps) ? 'proven' : 'booted';
}

function isProven(steps: readonly StepRow[]): boolean {
  const probe = steps.find(({ kind, state }) => kind === 'drill-probe' && state === 'done');
  // An unreadable result proves nothing, but doesn't stop the thread from being closed.
  return probe?.result != null && lenient(storedProbe).parse(probe.result)?.verdict === 'passed';
}

/** Next run, if the definition is still in force then. */
async function findNext(
  { db, requestKinds }: Parts,
  { standing_id, vm_id, created_at }: RequestRow,
  dueFrom: (times: DrillTimes, tries: number) => Date,
): Promise<Date | undefined> {
  if (standing_id === null) return undefined;
  const definition = await findRequest(db, standing_id);
  // An unreadable definition doesn't stop the thread from being closed.
  const plan = readValue(await tryRead(() => findPlan(db, requestKinds, standing_id)));
  const effects = asDefinition(plan?.body)?.plan.effects;
  if (!effects || definition?.state !== 'running') return undefined;
  const times = drillTimes(effects);
  const runs = await listRuns(db, standing_id, periodStart(times, created_at));
  const tries = runs.filter((run) => sameArmId(run.vm_id, vm_id) && run.state !== 'withdrawn').length;
  const next = nextOpening(times, dueFrom(times, tries));
  return definition.in_force_until && next < definition.in_force_until ? next : undefined;
}
