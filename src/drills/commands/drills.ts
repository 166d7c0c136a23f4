import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { ChatServices, Command, Turn } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import { newNonce } from '../../kernel/chat.ts';
import { clouds } from '../../kernel/config/clouds.ts';
import { pageOf } from '../../kernel/page.ts';
import { findVault } from '../../machines/inventory.ts';
import { isCopied, readLastRegionInspections, shownRegion } from '../../machines/region-inspector.ts';
import { type Score, scoreStates } from '../../machines/rules/score.ts';
import { assigneeOf, isInForce } from '../../requests/stored-request.ts';
import { asRestore } from '../../restore/stored-restore.ts';
import { findPlan, findRequest, type ListedRequest, listRuns, type RequestRow } from '../../store/requests.ts';
import { logUnread } from '../../store/rows.ts';
import { listSteps } from '../../store/steps.ts';
import { type DefinitionRow, type DrillsCard, drillsCard, drillsText, type ScoreRow } from '../cards/drills.ts';
import { regionCard, regionText } from '../cards/region.ts';
import { readDrillEnd } from '../closing-drill.ts';
import { listDefinitions, readScores, type ScoreOfMachine } from '../read-scores.ts';
import { countRegions, readRegions } from '../regions.ts';
import { dueDrills, isUntried, nextPeriod } from '../rules/drill-clock.ts';
import { readRuns } from '../run-definition.ts';
import { drillTimes, type StoredDefinition } from '../stored-definition.ts';
import { asDrill } from '../stored-drill.ts';

const rowsPerPage = 8;
/** Definitions that have ended are listed by "requests". */
const mostDefinitions = 6;

/** Lists definitions and how well each machine is proven, worst first; for all, one machine, or one vault. */
export const drills: Command = {
  spec: {
    ...named('drills'),
    arguments: [{ kind: 'word', name: 'name' }, keyword('region', 'nothing'), pageArgument],
    sideEffect: 'none',
    section: 'restore',
  },
  takes: 'read',
  wide: true,
  confidential: true,

  async run(turn, { args }) {
    const number = parsePage(args.page);
    const { text, card } = await ('region' in args ? listRegions : list)(turn, number, args.name);
    return { kind: 'reply', body: { text, card } };
  },

  verbs: {
    'drills-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      return { kind: 'card', ...(await list(turn, page, line)) };
    },
    'region-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      return { kind: 'card', ...(await listRegions(turn, page, line)) };
    },
  },
};

async function listRegions(turn: Turn, number: number, named?: string) {
  const { shared } = turn;
  const data = await readRegions(turn, number, named);
  return { text: regionText(data, shared), card: regionCard(data, shared) };
}

/** @throws as `target` of the inventory */
async function list(turn: Turn, number: number, named = '') {
  const { services, shared } = turn;
  const { inventory, clock } = services;
  const now = clock.now();
  const { vaults: all } = await inventory.readVaults();
  const vault = findVault(all, named);
  const machine = named !== '' && !vault ? await resolveTarget(turn, named) : undefined;
  const vaults = machine ? [machine.vault] : vault ? [vault] : all;
  const targets = machine ? [machine] : (await inventory.readTargets(vaults)).targets;
  const scoreFor = await readScores(services);
  const rank = ({ score }: { score: Score }) => scoreStates.indexOf(score.state);
  const regions = await readLastRegionInspections(services);
  const live = targets.filter(({ item }) => !item.softDeleted);
  const copied = live.filter(isCopied);
  const scored = live
    .map((target) => ({
      vm: target.item.vmName,
      vault: target.vault.name,
      score: scoreFor(target.item.vmId),
      // The last look is shown, because a new one takes ten calls per machine.
      ...(isCopied(target) && { region: shownRegion(regions, target, now) ?? ('none' as const) }),
    }))
    .toSorted((a, b) => rank(a) - rank(b) || a.vm.localeCompare(b.vm));
  // Machines that nobody tried are counted; of a vault they are named.
  const listed = named === '' ? scored.filter(({ score }) => score.state !== 'never' || score.excepted) : scored;
  const page = pageOf(listed, number, rowsPerPage);
  const inForce = await listDefinitions(services, { states: ['pending', 'running'] }, (error, row) =>
    logUnread(services.log, error, row),
  );
  const definitions = inForce.filter(
    ({ request, plan }) =>
      vaults.some(({ id }) => sameArmId(id, request.vault_id)) &&
      (!machine || plan.plan.effects.machines.some((id) => sameArmId(id, machine.item.vmId))),
  );
  const data: DrillsCard = {
    nonce: newNonce(),
    now,
    ...(named !== '' && {
      named: { name: machine?.item.vmName ?? vault?.name ?? named, isMachine: machine !== undefined },
    }),
    simulated: !Object.hasOwn(clouds, services.config.cloud.name),
    definitions: await Promise.all(
      definitions.slice(0, mostDefinitions).map(({ request, plan }) => definitionRow(services, request, plan, now)),
    ),
    counts: Object.fromEntries(
      scoreStates.map((state) => [state, scored.filter(({ score }) => score.state === state).length]),
    ) as DrillsCard['counts'],
    excepted: scored.filter(({ score }) => score.excepted).length,
    ...(copied.length > 0 && !machine && { regions: countRegions(regions, copied, now) }),
    page: { ...page, rows: await Promise.all(page.rows.map((row) => scoreRow(services, row))) },
    ...(page.number < page.pages && { next: pageId(page.number + 1, named) }),
  };
  return { text: drillsText(data, shared), card: drillsCard(data, shared) };
}

async function definitionRow(
  services: Turn['services'],
  request: ListedRequest,
  plan: StoredDefinition,
  now: Date,
): Promise<DefinitionRow> {
  const { effects } = plan.plan;
  const runs = await readRuns(services.store.db, request.id, plan, now);
  const times = drillTimes(effects);
  const { due, done, failed, lookAt } = dueDrills(times, effects, runs, now);
  const rows = await listRuns(services.store.db, request.id, request.created_at);
  const last = await lastOf(services, rows);
  const { length: of } = effects.machines;
  const until = request.in_force_until;
  const next = due.length > 0 || lookAt > now ? lookAt : nextPeriod(times, now);
  return {
    id: request.id,
    vms: plan.names.join(', '),
    state: isInForce(request) ? 'in-force' : 'pending',
    owner: assigneeOf(request).name,
    every: effects.every,
    progress: { done, of, failed },
    ...(until && { until }),
    ...(isInForce(request) && until && next < until && { next }),
    ...(last && { last }),
  };
}

async function lastOf(
  { store: { db }, requestKinds }: Pick<ChatServices, 'store' | 'requestKinds'>,
  rows: readonly RequestRow[],
): Promise<DefinitionRow['last']> {
  const last = rows.findLast((row) => isUntried(row) || row.state === 'succeeded' || row.state === 'failed');
  if (!last) return undefined;
  const parts = { db, requestKinds };
  const end = isUntried(last) ? 'void' : await readDrillEnd(parts, last, await listSteps(db, last.id));
  return { id: last.id, vm: last.vm_name, how: end === 'proven' ? 'passed' : end };
}

async function scoreRow(
  { store, requestKinds }: Pick<ChatServices, 'store' | 'requestKinds'>,
  scored: Pick<ScoreRow, 'vm' | 'vault' | 'region'> & { score: ScoreOfMachine },
): Promise<ScoreRow> {
  const { score, ...about } = scored;
  const { last, targets, excepted } = score;
  const row = { ...about, score: score.state, ...(excepted && { excepted }) };
  if (!last) return row;
  const plan = (await findPlan(store.db, requestKinds, last.id))?.body;
  const restore = asRestore(requestKinds, plan);
  const threat = restore?.plan.effects.point.threat;
  const askedAt = ((await findRequest(store.db, last.id))?.created_at ?? last.at).getTime();
  const drill = asDrill(plan);
  const newestAt = drill?.newestAt;
  return {
    ...row,
    at: last.at,
    id: last.id,
    targets,
    ...(threat && { threat }),
    ...(last.tookMs !== null && last.passed && { tookMs: last.tookMs }),
    ...(restore && last.passed && { ageMs: Math.max(0, askedAt - restore.point.at.getTime()) }),
    ...(newestAt && { lostMs: Math.max(0, askedAt - newestAt.getTime()) }),
  };
}
