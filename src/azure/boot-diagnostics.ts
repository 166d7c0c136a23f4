import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { text } from './parse/values.ts';
import { type PlainClient, readBytes } from './plain-client.ts';

export type BootDiagnostics = {
  /** What is on the VM's screen, as the picture that Azure took; undefined where there is none. */
  screenshot(vmId: Ref): Promise<Buffer | undefined>;
};

/** A bitmap of a screen is 2 to 3 MB. */
const mostBytes = 16 * 2 ** 20;

/**
 * The picture's address is signed, and never leaves this function.
 * @param fetchSigned sends no token: the address is its own key
 */
export function createBootDiagnostics(clients: ClientsOf, fetchSigned: PlainClient): BootDiagnostics {
  return {
    async screenshot(vmId) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
      const { virtualMachines } = clients(subscriptionId).reading.compute;
      const data = await askIfThere(() => virtualMachines.retrieveBootDiagnosticsData(resourceGroup, name));
      const url = text(data?.consoleScreenshotBlobUri);
      if (!url?.startsWith('https://')) return undefined;
      return askIfThere(async () => readBytes(await fetchSigned({ method: 'GET', url, bytes: true }), mostBytes));
    },
  };
}
