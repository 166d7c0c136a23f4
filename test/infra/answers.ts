import { subscription } from '../azure/wire-fixture.ts';

const network = `/subscriptions/${subscription}/resourceGroups/rg-restore/providers/Microsoft.Network`;
const kv = 'https://kv.vault.azure.net';

/** Answers that lead each function to every call it can make; an empty list where that does not matter. */
const answers: [RegExp, unknown][] = [
  [
    /virtualNetworks\/vnet\?/i,
    {
      properties: {
        subnets: [
          {
            id: `/subscriptions/${subscription}/resourceGroups/rg-restore/providers/Microsoft.Network/virtualNetworks/vnet/subnets/drill`,
            properties: {
              networkSecurityGroup: { id: `${network}/networkSecurityGroups/g` },
              routeTable: { id: `${network}/routeTables/t` },
            },
          },
        ],
      },
    },
  ],
  [/denyAssignments/i, { value: [{ id: 'deny' }] }],
  [/\/providers\/Microsoft\.Resources\/deployments\/[^/]+\?/i, { properties: { provisioningState: 'Failed' } }],
  [/\/keys\/present\/versions/, { value: [{ kid: `${kv}/keys/present/1` }] }],
  [/\/keys\/restore\?/, { key: { kid: `${kv}/keys/wrap/1` } }],
  [/\/secrets\/restore\?/, { id: `${kv}/secrets/bare/1` }],
  [/\/deletedkeys\?/, { value: [{ kid: `${kv}/keys/soft` }] }],
  [/\/deletedsecrets\?/, { value: [{ id: `${kv}/secrets/soft` }] }],
  [
    /\.blob\./,
    {
      OsDiskKeyAndSecretDetails: {
        KeyUrl: `${kv}/keys/wrap/1`,
        KeyBackupData: 'a',
        SecretUrl: `${kv}/secrets/wrapped/1`,
        SecretData: 'a',
      },
      DataDiskKeyAndSecretDetails: [{ SecretUrl: `${kv}/secrets/bare/1`, KeyVaultSecretBackupData: 'a' }],
    },
  ],
];

export function answerTo(url: string): unknown {
  return answers.find(([pattern]) => pattern.test(url))?.[1] ?? { value: [] };
}

const pair = (secret: string, key?: string) => ({
  bek: { secretUrl: `${kv}/secrets/${secret}/1`, keyVaultId: '' },
  ...(key && { kek: { keyUrl: `${kv}/keys/${key}/1`, keyVaultId: '' } }),
});

/** A lost pair, a lost secret, and a pair that is soft-deleted: with the answers above. */
export const lostKeys = [pair('wrapped', 'wrap'), pair('bare'), pair('soft', 'soft')];

/** A wrapped secret that is missing while its key is there. */
export const setAnew = [pair('wrapped', 'present')];
