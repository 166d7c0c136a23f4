import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';

/**
 * Command lines that do what a request does. They never delete data: in both tools stopping protection retains data
 * unless told otherwise.
 * beyondAz: the resource group in which az finds no backup, if these lines ask it to.
 */
export type ChangeLines = { az: string[]; powershell: string[]; beyondAz?: string };

/** A protected item. Ids are ARM's. */
export type HandItem = { vaultId: string; vmId: string; containerName: string; itemName: string };

/** Options of a cmdlet for the vault; needs $vault. */
export const inVaultPs = '-VaultId $vault.ID';

/** Options by which the commands of `az backup` name the vault. */
export function azVault(vaultId: string): string {
  return vaultOptions(vaultOf(vaultId));
}

/** Options by which `az backup protection` names the item; `az backup item` has another name for it. */
export function azItem({ containerName, itemName }: HandItem, flag: '--item-name' | '--name' = '--item-name'): string {
  return `--container-name ${sh(containerName)} ${flag} ${sh(itemName)} --backup-management-type AzureIaasVM`;
}

/** Lines that set $item. */
export function findItemPs({ vmId }: HandItem): string[] {
  const [vm, group] = [ps(nameOf(vmId)), ps(nameOf(resourceGroupIdOf(vmId)))];
  return [
    `$container = Get-AzRecoveryServicesBackupContainer -ContainerType AzureVM -FriendlyName ${vm} -ResourceGroupName ${group} ${inVaultPs}`,
    `$item = Get-AzRecoveryServicesBackupItem -Container $container -WorkloadType AzureVM ${inVaultPs}`,
  ];
}

/**
 * @param az chained, so that nothing runs after a failure
 * @param powershell may use $vault
 */
export function vaultLines(vaultId: string, { az, powershell }: { az: string[]; powershell: string[] }): ChangeLines {
  const { subscriptionId, ...named } = vaultOf(vaultId);
  const last = az.length - 1;
  return {
    az: az.map((line, at) => (at < last ? `${line} &&` : line)),
    powershell: chainPowerShell([
      `Set-AzContext -Subscription ${ps(subscriptionId)}`,
      findVaultPs(named),
      ...powershell,
    ]),
  };
}

/**
 * @param rest the request itself, for an item that az does not find. Absent if a Resource Guard may protect it, as only
 * the tools look up the guard's request.
 */
export function itemLines(
  item: HandItem,
  { rest, ...lines }: { az: string[]; powershell: string[]; rest?: string },
): ChangeLines {
  const group = groupBeyondAz(item.vmId);
  if (group === undefined) return vaultLines(item.vaultId, lines);
  if (rest !== undefined) return vaultLines(item.vaultId, { ...lines, az: [rest] });
  return { ...vaultLines(item.vaultId, lines), beyondAz: group };
}

/** A line that changes the item. */
export function putItemLine(item: HandItem, properties: object): string {
  return restLine({
    method: 'put',
    url: armUrl(itemPath(item), backupVersion),
    body: {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId: item.vmId,
        ...properties,
      },
    },
  });
}

/** A line that posts an action to the item. */
export function postItemLine(item: HandItem, action: string, properties: object): string {
  return restLine({
    method: 'post',
    url: armUrl(`${itemPath(item)}/${action}`, backupVersion),
    body: { properties },
  });
}

function itemPath({ vaultId, containerName, itemName }: HandItem): string {
  return pathOf(`${vaultId}/backupFabrics/Azure/protectionContainers/${containerName}/protectedItems/${itemName}`);
}

function vaultOf(id: string) {
  return { subscriptionId: subscriptionOf(id), resourceGroup: nameOf(resourceGroupIdOf(id)), name: nameOf(id) };
}

/**
 * Chains lines, so that nothing runs after a failure. Lines that stand alone, as those of a change do, are a beginning
 * too.
 */
export function chainPowerShell(lines: readonly string[], begins = true, clears?: string, isLast = true): string[] {
  if (lines.length === 0) return [];
  const first = begins
    ? "$stopped = $false; $ErrorActionPreference = 'Stop'"
    : "if ($stopped) { throw 'STOP: a line failed before' }";
  if (clears && !isLast) return [`try { ${first}`, ...lines, `} catch { $stopped = $true; ${clears}; throw }`];
  const end = clears ? ` finally { ${clears} }` : '';
  return [`try { ${first}`, ...lines, `} catch { $stopped = $true; throw }${end}`];
}

type Vault = { subscriptionId: string; resourceGroup: string; name: string };

/** Options by which every command of `az backup` names the vault, whichever subscription was chosen last. */
export function vaultOptions({ subscriptionId, resourceGroup, name }: Vault): string {
  return `--subscription ${sh(subscriptionId)} --resource-group ${sh(resourceGroup)} --vault-name ${sh(name)}`;
}

export function findVaultPs({ resourceGroup, name }: Pick<Vault, 'resourceGroup' | 'name'>): string {
  return `$vault = Get-AzRecoveryServicesVault -ResourceGroupName ${ps(resourceGroup)} -Name ${ps(name)}`;
}

/**
 * The resource group of a machine whose backup az cannot find: az compares the group's name with an id in which Azure
 * percent-encodes letters outside ASCII (2.74; Azure/azure-cli 25154). `az rest` sends ids unchanged.
 */
export function groupBeyondAz(vmId: string): string | undefined {
  const group = nameOf(resourceGroupIdOf(vmId));
  return /^[\x20-\x7e]*$/.test(group) ? undefined : group;
}

export type RestCall = {
  method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  url: string;
  body?: unknown;
  /** A file with the body instead. */
  file?: string;
  /** Audience of the token, if not Resource Manager. */
  resource?: string;
  headers?: Readonly<Record<string, string>>;
};

/** API version of Azure Backup. */
export const backupVersion = '2023-06-01';

/** The address of an ARM id: only the path, which `az` completes for the cloud it is logged in to. */
export function armUrl(id: string, apiVersion: string): string {
  return `${id}?api-version=${apiVersion}`;
}

/** An id in an address. Semicolons are percent-encoded, as Azure's own tools do, and so are letters outside ASCII. */
export function pathOf(id: string): string {
  return id.replace(/\P{ASCII}+/gu, encodeURIComponent).replaceAll(';', '%3B');
}

/**
 * A request in PowerShell, with the answer in $sent. The cmdlet returns a refusal like any other answer, so the status
 * is checked.
 */
export function sendPs(call: string): string {
  return `$sent = Invoke-AzRestMethod ${call}; if ($sent.StatusCode -ge 300) { throw $sent.Content }`;
}

export function restLine({ method, url, body, file, resource, headers = {} }: RestCall): string {
  return [
    `az rest --method ${method}`,
    `--url ${sh(url)}`,
    ...(resource ? [`--resource ${sh(resource)}`] : []),
    ...Object.entries(headers).map(([name, value]) => `--headers ${sh(`${name}=${value}`)}`),
    ...(file === undefined ? [] : [`--body @${file}`]),
    ...(body === undefined ? [] : [`--body ${sh(JSON.stringify(body))}`]),
  ].join(' ');
}
