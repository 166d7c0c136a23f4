import { erasableBeside } from '../azure/anchor.ts';
import type { Azure } from '../azure/open.ts';
import { keptIndex, parseIndex, staleMachines } from '../by-hand/rules/kept-commands.ts';
import type { Config } from '../kernel/config/config.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { covers, type GivenRole, permits } from '../kernel/permissions.ts';
import type { Diagnosis } from './rules/diagnosis.ts';

type Patient = { config: Config; azure: Azure; now: Date };

const readBlob = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';

/** More names say nothing more. */
const maxNames = 5;

/** The commands that are kept each night, and who reads them: they show what the bot may see. */
export async function examineKeptCommands(patient: Patient, botId: string | undefined): Promise<Diagnosis[]> {
  const { config, azure, now } = patient;
  const { auditAnchor, commandsTag: tag } = config;
  if (!auditAnchor || !tag) return [];
  const container = erasableBeside(auditAnchor);
  const [read, readers] = await Promise.all([
    tryRead(() => azure.erasable.read(container, keptIndex)),
    readersOf(patient, container, botId),
  ]);
  const about = { tag: `${tag.name}=${tag.value}`, readers };
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

/** Whoever a role lets read the container, but the bot; '?' if Azure does not say. */
async function readersOf({ azure }: Patient, container: string, botId: string | undefined): Promise<string> {
  const given = readValue(await tryRead(() => azure.access.given(container)));
  if (!given) return '?';
  const above = given.filter(
    ({ scope, principalId }) => covers(scope, container) && principalId.toLowerCase() !== botId?.toLowerCase(),
  );
  const ids = [...new Set(above.map(({ roleDefinitionId }) => roleDefinitionId))];
  const roles = await Promise.all(
    ids.map(async (id) => [id, readValue(await tryRead(() => azure.access.roleDefinition(id)))] as const),
  );
  const reading = new Set(
    roles.flatMap(([id, role]) => (role?.permissions.some((one) => permits(one, readBlob, 'data')) ? [id] : [])),
  );
  const readers = new Map(
    above
      .filter(({ roleDefinitionId }) => reading.has(roleDefinitionId))
      .map((one) => [one.principalId.toLowerCase(), one] as const),
  );
  const names = [...readers.values()].slice(0, maxNames + 1).map((one) => nameOf(azure, one));
  return readers.size === 0 ? '-' : listed(await Promise.all(names));
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
