import { erasableBeside } from '../azure/anchor.ts';
import type { Azure } from '../azure/open.ts';
import { keptIndex, parseIndex, staleMachines } from '../by-hand/rules/kept-commands.ts';
import { nameOf as nameOfId } from '../kernel/arm-id.ts';
import type { Config } from '../kernel/config/config.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { covers, type GivenRole, type Permission, permits } from '../kernel/permissions.ts';
import type { Diagnosis } from './rules/diagnosis.ts';

type Patient = { config: Config; azure: Azure; now: Date };

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const reads = [`${blobs}/read`];
/** Appending to a blob and making one takes either. */
const writes = [`${blobs}/write`, `${blobs}/add/action`];

/** More names say nothing more. */
const maxNames = 5;

/** The container of heads and the one beside it. Who writes in them is named, as the bot alone should. */
export async function examineAnchor(patient: Patient, botId: string | undefined): Promise<Diagnosis[]> {
  const { auditAnchor } = patient.config;
  if (!auditAnchor) return [];
  const [given, kept] = await Promise.all([
    givenOn(patient, auditAnchor, botId),
    examineKeptCommands(patient, erasableBeside(auditAnchor), botId),
  ]);
  const params = { writers: await namesOf(patient.azure, given, writes), container: nameOfId(auditAnchor) };
  return [{ code: 'audit-heads', state: given ? 'good' : 'unknown', params }, ...kept];
}

/** The commands that are kept each night, and who reads them, as they show what the bot may see. */
async function examineKeptCommands(
  patient: Patient,
  container: string,
  botId: string | undefined,
): Promise<Diagnosis[]> {
  const { config, azure, now } = patient;
  const { commandsTag: tag } = config;
  if (!tag) return [];
  const [read, given] = await Promise.all([
    tryRead(() => azure.erasable.read(container, keptIndex)),
    givenOn(patient, container, botId),
  ]);
  const [readers, writers] = await Promise.all([namesOf(azure, given, reads), namesOf(azure, given, writes)]);
  const about = { tag: `${tag.name}=${tag.value}`, readers, writers };
  if (read.kind === 'unread') {
    return [{ code: 'kept-commands', state: 'unknown', params: { ...about, code: read.failure.code } }];
  }
  const kept = parseIndex(read.value ?? '').filter(({ noLonger }) => !noLonger);
  const stale = staleMachines(kept, now);
  if (kept.length === 0) return [{ code: 'kept-commands-none', state: 'warn', params: about }];
  if (stale.length === 0) return [{ code: 'kept-commands', state: 'good', params: { ...about, count: kept.length } }];
  const params = { ...about, count: stale.length, machines: listed(stale) };
  return [{ code: 'kept-commands', state: 'warn', params }];
}

type Given = { one: GivenRole; permissions: readonly Permission[] };

/** Roles on the container but the bot's; undefined if Azure does not say. */
async function givenOn({ azure }: Patient, container: string, botId: string | undefined): Promise<Given[] | undefined> {
  const given = readValue(await tryRead(() => azure.access.given(container)));
  const above = given?.filter(
    ({ scope, principalId }) => covers(scope, container) && principalId.toLowerCase() !== botId?.toLowerCase(),
  );
  const ids = [...new Set(above?.map(({ roleDefinitionId }) => roleDefinitionId))];
  const roles = await Promise.all(
    ids.map(async (id) => [id, readValue(await tryRead(() => azure.access.roleDefinition(id)))?.permissions] as const),
  );
  const known = new Map(roles);
  return above?.map((one) => ({ one, permissions: known.get(one.roleDefinitionId) ?? [] }));
}

async function namesOf(azure: Azure, given: readonly Given[] | undefined, actions: string[]): Promise<string> {
  if (!given) return '?';
  const may = given.filter(({ permissions }) => holds(permissions, actions));
  const people = new Map(may.map(({ one }) => [one.principalId.toLowerCase(), one]));
  const names = [...people.values()].slice(0, maxNames + 1).map((one) => nameOf(azure, one));
  return people.size === 0 ? '–' : listed(await Promise.all(names));
}

function holds(permissions: readonly Permission[], actions: readonly string[]): boolean {
  return permissions.some((each) => actions.some((action) => permits(each, action, 'data')));
}

async function nameOf({ directory }: Patient['azure'], { principalId, to }: GivenRole): Promise<string> {
  if (to === 'other') return principalId;
  const kind = to === 'group' ? 'groups' : 'users';
  return readValue(await tryRead(() => directory.nameOf(kind, principalId))) ?? principalId;
}

function listed(names: readonly string[]): string {
  const more = names.length > maxNames ? ', …' : '';
  // Others choose these names: nothing in them may become a link or a mention.
  return (
    names
      .slice(0, maxNames)
      .map((name) => name.replace(/[^\p{L}\p{N} .@+'’_-]/gu, ''))
      .join(', ') + more
  );
}
