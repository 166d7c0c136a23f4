import { nameOf } from '../../kernel/arm-id.ts';
import { ps, sh, word } from '../../kernel/quote.ts';
import { armUrl, restLine } from '../../requests/rules/change-lines.ts';
import { madeTags } from '../../restore/rules/made-tags.ts';
import type { HandFacts, HandStep } from './hand-step.ts';

const tagsVersion = '2021-04-01';

const untagged = 'NO TAGS: that takes Tag Contributor on the resource group. The other lines do not need them';

/**
 * What Azure Backup made, found by the tag with its job's id, gets the request's as well. It only tidies, and who may make
 * a machine may perhaps not tag: what comes after it runs all the same.
 */
export function tagLines({ machine, jobId, disks = [], requestId = '', plan }: HandFacts): HandStep {
  const tags = madeTags(requestId, plan.effects);
  const group = nameOf(machine.groupId);
  const list = `az resource list --resource-group ${sh(group)} --query "[?tags.RSVaultBackup=='\${JOB:?}'].id" --output tsv`;
  const job = jobId ? ps(jobId) : '$job.JobId';
  return {
    kind: 'tag-made',
    atGroup: true,
    portal: machine.groupId,
    az: [
      ...(jobId ? [`JOB=${word(jobId)}`] : []),
      `{ ${list} | while read -r ID; do az tag update --resource-id "$ID" --operation Merge --tags ${tagsAz(tags)} < /dev/null || exit 1; done || echo '${untagged}'; }`,
    ],
    powershell: [
      `try { Get-AzResource -ResourceGroupName ${ps(group)} -TagName RSVaultBackup -TagValue ${job} | ForEach-Object { Update-AzTag -ResourceId $_.ResourceId -Operation Merge -Tag ${tagsPs(tags)} } } catch { Write-Warning '${untagged}' }`,
    ],
    rest: disks.map(({ id }) =>
      restLine({
        method: 'patch',
        url: armUrl(`${id}/providers/Microsoft.Resources/tags/default`, tagsVersion),
        body: { operation: 'Merge', properties: { tags } },
      }),
    ),
  };
}

export function tagsAz(tags: Record<string, string>): string {
  return Object.entries(tags)
    .map(([name, value]) => sh(`${name}=${value}`))
    .join(' ');
}

export function tagsPs(tags: Record<string, string>): string {
  const members = Object.entries(tags).map(([name, value]) => `${ps(name)} = ${ps(value)}`);
  return `@{ ${members.join('; ')} }`;
}
