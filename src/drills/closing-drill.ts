import { formatDuration, formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Reader } from '../kernel/chat.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { lenient } from '../kernel/stored.ts';
import { markLine } from '../machines/cards/lines.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import { isOfOneBefore } from '../restore/rules/points.ts';
import type { RequestRow } from '../store/requests.ts';
import { findPlan, findRequest, listRuns } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
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

/** Closing text of a drill: what it says of its machine, when the next drill is due, and what happens to the copy. */
export async function closingTextOf(parts: Parts, request: RequestRow, reader: Reader, now: Date): Promise<string> {
  const { t } = texts(reader.language);
  const vm = plain(request.vm_name);
  if (isUntried(request)) {
    const again = await findNext(parts, request, (times, tries) =>
      tries < mostTries ? latest(nextDueAfter(request.created_at), now) : nextPeriod(times, request.created_at),
    );
    return again ? t('drill.closing.untried', { vm, when: formatMoment(again, reader, now) }) : '';
  }
  if (request.state !== 'succeeded' && request.state !== 'failed') return '';
  const steps = await listSteps(parts.db, request.id);
  const next = await findNext(parts, request, (times) => nextPeriod(times, request.created_at));
  const params = { vm, took: formatDuration(tookMs(steps), reader) };
  return [
    t(`drill.closing.${await readDrillEnd(parts, request, steps)}`, params),
    ...markLine(await findThreat(parts, request), reader),
    next ? t('drill.closing.next', { vm, when: formatMoment(next, reader, now) }) : '',
    t('drill.closing.deleting'),
  ]
    .filter((part) => part !== '')
    .join(' ');
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

function tookMs(steps: readonly StepRow[]): number {
  const begun = steps.flatMap(({ started_at: at }) => (at ? [at.getTime()] : []));
  const ended = steps.flatMap(({ ended_at: at }) => (at ? [at.getTime()] : []));
  return begun.length > 0 && ended.length > 0 ? Math.max(...ended) - Math.min(...begun) : 0;
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
