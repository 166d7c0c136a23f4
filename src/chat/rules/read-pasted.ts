/** An ARM id, in a link of the portal percent-encoded too. */
const address = /(?:\/|%2F)subscriptions(?:\/|%2F)/i;
const end = String.raw`[^/?#\s"'<>()[\]{},;&]+`;
const job = /\/backupJobs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i;
const item = new RegExp(`/protectedItems/(?:VM;)?iaasvmcontainer(?:v2)?;[^;/]+;(${end})`, 'i');
const machine = new RegExp(`/virtualMachines/(${end})`, 'i');
const vault = new RegExp(String.raw`/Microsoft\.RecoveryServices/vaults/(${end})`, 'i');

/** @param machine how the name of a machine is written where the text is read on */
type As = { machine(name: string): string };

/**
 * A line in which links of the Azure portal and ARM ids are the names of what they lead to: a job's id, a machine, a
 * vault. What stands behind "because" is somebody's reason and stays as it is.
 */
export function readPasted(text: string, because: readonly string[], as: As = { machine: (name) => name }): string {
  if (!address.test(text)) return text;
  const words = text.split(/([\s,]+)/);
  const reason = words.findIndex((word) => because.includes(word.toLowerCase()));
  const read = reason < 0 ? words.length : reason;
  return words.map((word, at) => (at < read && address.test(word) ? nameIn(word, as) : word)).join('');
}

function nameIn(word: string, as: As): string {
  const path = decoded(word);
  const jobId = job.exec(path)?.[1];
  if (jobId !== undefined) return jobId.toLowerCase();
  const name = (item.exec(path) ?? machine.exec(path))?.[1];
  return name !== undefined ? as.machine(name) : (vault.exec(path)?.[1] ?? word);
}

/** A link may hold a link: twice, and no more. */
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
