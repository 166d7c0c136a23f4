import { readItemAction } from '../../access/access.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { CodedError, tryRead } from '../../kernel/errors.ts';
import { findVault, vaultNames } from '../../machines/inventory.ts';
import { vaultPostureCard, vaultPostureText } from '../cards/vault-posture.ts';
import { judgePosture } from '../rules/posture.ts';

/** Shows how well a vault resists an attacker, to anyone who may read the vault. */
export const vault: Command = {
  spec: {
    ...named('vault'),
    arguments: [{ kind: 'word', name: 'vault', required: true }],
    sideEffect: 'none',
    section: 'look',
  },
  confidential: true,
  takes: 'read',

  async run({ services, shared }, { args }) {
    const wanted = args.vault ?? '';
    const { vaults, unread } = await services.inventory.readVaults();
    const found = findVault(vaults, wanted);
    if (!found) {
      // The vault may be in a part that cannot be read now.
      const [why] = unread;
      if (why) throw new CodedError(why.code, why.params);
      if (vaults.length === 0) throw new CodedError('no-vault-visible', { action: readItemAction });
      const choices = vaultNames(vaults).join(', ');
      throw new CodedError('posture.vault-unknown', { vault: wanted, choices });
    }
    const [settings, guards] = await Promise.all([
      services.azure.vaults.settings(found),
      tryRead(() => services.azure.guards.list(found)),
    ]);
    if (!settings) throw new CodedError('posture.vault-unknown', { vault: wanted, choices: '' });
    const { name, resourceGroup, subscriptionId } = found;
    const lines = judgePosture(settings, guards);
    const data = { vault: name, group: resourceGroup, subscription: subscriptionId, lines };
    return { kind: 'reply', body: { text: vaultPostureText(data, shared), card: vaultPostureCard(data, shared) } };
  },
};
