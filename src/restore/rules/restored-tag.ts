/** The tag that Azure Backup gives what a restore made: the id of its job. */
export const jobTag = 'RSVaultBackup';

export function hasJobTag({ tags = {} }: { tags?: Readonly<Record<string, string>> | undefined }, jobId: string) {
  return tags[jobTag]?.toLowerCase() === jobId.toLowerCase();
}
