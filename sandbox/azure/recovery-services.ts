import { param } from './call.ts';
import { theResource } from './find.ts';
import { vaultPath } from './paths.ts';
import { type Route, route } from './router.ts';

/** Recovery Services vaults themselves. */
export function recoveryServicesRoutes(): Route[] {
  return [
    route('GET', vaultPath, (context) => ({
      status: 200,
      body: theResource(context, 'Microsoft.RecoveryServices/vaults', param(context, 'vaultName')),
    })),
  ];
}
