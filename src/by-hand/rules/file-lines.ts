import { nameOf } from '../../kernel/arm-id.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { requestTag } from '../../kernel/request.ts';
import { armUrl, restLine } from '../../requests/rules/change-lines.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import { computeVersion, configVariables, configVariablesPs, settingsLines } from './disk-lines.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { machineLines } from './machine-lines.ts';

/** Fits every machine size; used if the files' account no longer shows the original type. */
const sku = 'StandardSSD_LRS';

/**
 * Makes the machine from VHD files, the form in which unmanaged disks come back. Azure has started no machine on those
 * since 31 March 2026, so managed disks are made from the files; an encrypted OS disk is given its secret and key.
 */
export function fileMachineLines(facts: HandFacts): HandStep {
  const { keys, files } = facts;
  const [first] = keys;
  const os = { lun: -1, id: diskId(facts, 'os') };
  const known = files?.map(({ lun }) => ({ lun, id: diskId(facts, partOf(lun)) }));
  const unlocks = first && settingsLines({ ...facts, disks: [os], settings: [{ lun: -1, keys: first }] });
  const { az, powershell, rest, ...step } = machineLines(
    { ...facts, ...(known && { disks: known }) },
    known === undefined,
  );
  return {
    ...step,
    portal: stagingAccountId(facts.plan.body),
    az: [...importAz(facts), ...(unlocks?.az ?? []), ...az],
    powershell: [...importPs(facts), ...(unlocks?.powershell ?? []), ...powershell],
    rest: rest.length > 0 ? [...importRest(facts), ...(unlocks?.rest ?? []), ...rest] : [],
  };
}

function partOf(lun: number): string {
  return lun === -1 ? 'os' : `data-${lun}`;
}

function diskId({ machine }: HandFacts, part: string): string {
  return `${machine.groupId}/providers/Microsoft.Compute/disks/${machine.name}-${part}`;
}

/** The config names the files if the restore has not run yet or cannot be read; disks.json then names the disks. */
function importAz(facts: HandFacts): string[] {
  const { machine, files, osType, requestId, plan } = facts;
  const make = (name: string, uri: string, more: string) =>
    `az disk create --resource-group ${sh(nameOf(machine.groupId))} --name ${name} --location ${sh(machine.region)} --sku ${sku} --source ${uri} --source-storage-account-id ${sh(stagingAccountId(plan.body))}${more}${requestId ? ` --tags ${sh(`${requestTag}=${requestId}`)}` : ''} --output none`;
  const ofOs = `--os-type ${osType === 'Linux' ? 'Linux' : 'Windows'}`;
  if (files) {
    return files.map(({ lun, uri }) =>
      make(sh(`${machine.name}-${partOf(lun)}`), sh(uri), lun === -1 ? ` ${ofOs}` : ''),
    );
  }
  const named = `'"\\(.osDisk.vhd.uri) -1 \\($name)-os", (.dataDisks[]? | "\\(.vhd.uri) \\(.lun) \\($name)-data-\\(.lun)")'`;
  const ids =
    "'{osDisk: {managedDisk: {id: $os}}, dataDisks: [.dataDisks[]? | {lun, managedDisk: {id: ($data + (.lun | tostring))}}]}'";
  return [
    ...configVariables(facts),
    `jq -r --arg name ${word(machine.name)} ${named} disks.json | while read -r URI LUN NAME; do if test "$LUN" = -1; then set -- ${ofOs}; else set --; fi; ${make('"$NAME"', '"$URI"', ' "$@"')} < /dev/null || exit 1; done`,
    `MADE=$(jq --arg os ${word(diskId(facts, 'os'))} --arg data ${word(diskId(facts, 'data-'))} ${ids} disks.json)`,
    `printf %s ${setBefore('MADE')} > disks.json`,
  ];
}

function importPs(facts: HandFacts): string[] {
  const { machine, files, osType, requestId, plan } = facts;
  const group = ps(nameOf(machine.groupId));
  const tag = requestId ? ` -Tag @{ ${ps(requestTag)} = ${ps(requestId)} }` : '';
  const make = (name: string, uri: string, os: boolean) =>
    `New-AzDisk -ResourceGroupName ${group} -DiskName ${name} -Disk (New-AzDiskConfig -Location ${ps(machine.region)} -SkuName ${sku} -CreateOption Import -SourceUri ${uri} -StorageAccountId ${ps(stagingAccountId(plan.body))}${os ? ` -OsType ${osType === 'Linux' ? 'Linux' : 'Windows'}` : ''}${tag}) | Out-Null`;
  if (files) return files.map(({ lun, uri }) => make(ps(`${machine.name}-${partOf(lun)}`), ps(uri), lun === -1));
  const prefix = ps(`${machine.name}-data-`);
  const id = (of: string) => `[pscustomobject]@{ id = ${of} }`;
  return [
    ...configVariablesPs(facts),
    make(ps(`${machine.name}-os`), '$disks.osDisk.vhd.uri', true),
    `$disks.osDisk | Add-Member managedDisk (${id(ps(diskId(facts, 'os')))}) -Force`,
    `foreach ($disk in $disks.dataDisks) { ${make(`(${prefix} + $disk.lun)`, '$disk.vhd.uri', false)}; $disk | Add-Member managedDisk (${id(`(${ps(diskId(facts, 'data-'))} + $disk.lun)`)}) -Force }`,
  ];
}

function importRest(facts: HandFacts): string[] {
  const { machine, files = [], osType, requestId, plan } = facts;
  return files.map(({ lun, uri }) =>
    restLine({
      method: 'put',
      url: armUrl(diskId(facts, partOf(lun)), computeVersion),
      body: {
        location: machine.region,
        sku: { name: sku },
        ...(requestId && { tags: { [requestTag]: requestId } }),
        properties: {
          ...(lun === -1 && { osType: osType === 'Linux' ? 'Linux' : 'Windows' }),
          creationData: { createOption: 'Import', sourceUri: uri, storageAccountId: stagingAccountId(plan.body) },
        },
      },
    }),
  );
}
