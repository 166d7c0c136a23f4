import { ps, sh } from '../../kernel/quote.ts';
import type { HandFacts } from './hand-step.ts';

type Machine = HandFacts['machine'];

/** Options of `az vm create` for what the machine is made as. */
export function modelAz({ plan, licenseType, diskController }: Machine): string {
  return [
    ...(plan
      ? [`--plan-name ${sh(plan.name)} --plan-product ${sh(plan.product)} --plan-publisher ${sh(plan.publisher)}`]
      : []),
    ...(licenseType ? [`--license-type ${sh(licenseType)}`] : []),
    ...(diskController ? [`--disk-controller-type ${sh(diskController)}`] : []),
  ]
    .map((option) => ` ${option}`)
    .join('');
}

/** Options of `New-AzVMConfig`. */
export function modelPs({ licenseType, diskController }: Machine): string {
  return [
    ...(licenseType ? [` -LicenseType ${ps(licenseType)}`] : []),
    ...(diskController ? [` -DiskControllerType ${ps(diskController)}`] : []),
  ].join('');
}

/** The plan of the Marketplace, which is no option in PowerShell. */
export function planPs({ plan }: Machine): string[] {
  if (!plan) return [];
  const { name, product, publisher } = plan;
  return [`$vm = Set-AzVMPlan -VM $vm -Name ${ps(name)} -Product ${ps(product)} -Publisher ${ps(publisher)}`];
}
