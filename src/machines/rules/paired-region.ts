import { regionKey } from '../../kernel/arm-id.ts';

/** Regions paired both ways, as the Azure CLI knows them (azure-cli, backup). */
const pairs = [
  ['australiacentral', 'australiacentral2'],
  ['australiaeast', 'australiasoutheast'],
  ['canadacentral', 'canadaeast'],
  ['centralindia', 'southindia'],
  ['centralus', 'eastus2'],
  ['chinaeast', 'chinanorth'],
  ['chinaeast2', 'chinanorth2'],
  ['chinaeast3', 'chinanorth3'],
  ['eastasia', 'southeastasia'],
  ['eastus', 'westus'],
  ['francecentral', 'francesouth'],
  ['germanynorth', 'germanywestcentral'],
  ['japaneast', 'japanwest'],
  ['jioindiacentral', 'jioindiawest'],
  ['koreacentral', 'koreasouth'],
  ['northcentralus', 'southcentralus'],
  ['northeurope', 'westeurope'],
  ['norwayeast', 'norwaywest'],
  ['southafricanorth', 'southafricawest'],
  ['swedencentral', 'swedensouth'],
  ['switzerlandnorth', 'switzerlandwest'],
  ['taiwannorth', 'taiwannorthwest'],
  ['uaecentral', 'uaenorth'],
  ['uksouth', 'ukwest'],
  ['usdodcentral', 'usdodeast'],
  ['usgovarizona', 'usgovtexas'],
  ['westcentralus', 'westus2'],
] as const;

/** Regions whose secondary region is paired with another region, or with none. */
const oneWay: Record<string, string> = {
  brazilsouth: 'southcentralus',
  brazilsoutheast: 'brazilsouth',
  malaysiasouth: 'japanwest',
  usgoviowa: 'usgovvirginia',
  usgovvirginia: 'usgovtexas',
  westindia: 'southindia',
  westus3: 'eastus',
};

/** The region where copies of a geo-redundant vault are restored. undefined: newer than this list, or unpaired. */
export function pairedRegion(home: string): string | undefined {
  const key = regionKey(home);
  const pair = pairs.find((regions) => regions.some((region) => region === key));
  return oneWay[key] ?? pair?.find((region) => region !== key);
}
