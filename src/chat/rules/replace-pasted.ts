import { parseRequestId } from '../../kernel/request.ts';

/** Start of an ARM id; percent-encoded too, as in links of the portal. */
const address = /(?:\/|%2F)subscriptions(?:\/|%2F)/i;
const end = String.raw`[^/?#\s"'<>()[\]{},;&]+`;
const job = /\/backupJobs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;
const item = new RegExp(`/protectedItems/(?:VM;)?iaasvmcontainer(?:v2)?;[^;/]+;(${end})`, 'gi');
const machine = new RegExp(`/virtualMachines/(${end})`, 'gi');
const vault = new RegExp(String.raw`/Microsoft\.RecoveryServices/vaults/(${end})`, 'gi');

/** @param machine how a machine's name is written where the text is read on */
type As = { machine(name: string): string };

/**
 * Replaces links of the Azure portal and ARM ids in a line by names: a job's id, a machine, a vault. Words after
 * "because" are somebody's reason and stay.
 */
export function replacePasted(text: string, because: readonly string[], as: As = { machine: (name) => name }): string {
  if (!address.test(text)) return text;
  const words = text.split(/([\s,]+)/);
  const reason = words.findIndex((word) => because.includes(word.toLowerCase()));
  const read = reason < 0 ? words.length : reason;
  return words.map((word, at) => (at < read && address.test(word) ? nameIn(word, as) : word)).join('');
}

function nameIn(word: string, as: As): string {
  const path = decoded(word);
  const [jobs, names, vaults] = [all(path, job), [...all(path, item), ...all(path, machine)], all(path, vault)];
  const [jobId] = jobs;
  const [name] = names;
  // A link with two names is ambiguous to every reader, and the subject of a decision has to be typed by name.
  if ([jobs, names, vaults].some((found) => new Set(found.map((each) => each.toLowerCase())).size > 1)) return word;
  if ([...names, ...vaults].some((found) => parseRequestId(found).kind === 'id')) return word;
  if (jobId !== undefined) return jobId.toLowerCase();
  return name !== undefined ? as.machine(name) : (vaults[0] ?? word);
}

/**
 * A machine by its whole address, as others may have its name.
 * vaultId: it was given as an item of that vault, which may be in another subscription than the machine.
 */
export type PastedMachine = { name: string; subscription: string; group: string; vaultId?: string };

const segment = String.raw`[^/?#\s"'<>]+`;
const addressed = new RegExp(
  `/subscriptions/(${segment})/resourceGroups/(${segment})/providers/${segment}/virtualMachines/(${end})`,
  'gi',
);
const protectedOne = new RegExp(`/protectedItems/(?:VM;)?iaasvmcontainer(?:v2)?;([^;/]+);(${end})`, 'gi');
const vaultAt = new RegExp(
  `/subscriptions/(${segment})/resourceGroups/${segment}/providers/Microsoft\\.RecoveryServices/vaults/${end}`,
  'gi',
);

/** Machines whose addresses `replacePasted` reduces to names. */
export function pastedMachines(text: string, because: readonly string[]): PastedMachine[] {
  if (!address.test(text)) return [];
  const words = text.split(/[\s,]+/);
  const reason = words.findIndex((word) => because.includes(word.toLowerCase()));
  return words
    .slice(0, reason < 0 ? words.length : reason)
    .filter((word) => address.test(word))
    .flatMap((word) => machinesIn(decoded(word)));
}

function machinesIn(path: string): PastedMachine[] {
  const machines = [...path.matchAll(addressed)].map(([, subscription = '', group = '', name = '']) => ({
    name,
    subscription,
    group,
  }));
  const items = [...path.matchAll(protectedOne)].flatMap((match) => {
    const [, group = '', name = ''] = match;
    const [vaultId, subscription = ''] = [...path.slice(0, match.index).matchAll(vaultAt)].at(-1) ?? [];
    return vaultId === undefined ? [] : [{ name, subscription, group, vaultId }];
  });
  return [...machines, ...items];
}

function all(path: string, pattern: RegExp): string[] {
  return [...path.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** Decodes a link, twice at most: a link may contain a link. */
function decoded(word: string): string {
  let path = word;
  for (let times = 0; times < 2 && path.includes('%'); times += 1) {
    try {
      path = decodeURIComponent(path);
    } catch {
      path = path.replace(/%2F/gi, '/').replace(/%3B/gi, ';');
    }
  }
  return path;
}
