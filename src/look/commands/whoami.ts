import { needsToReadVault } from '../../access/access.ts';
import { backUpAction, restoreAction } from '../../access/rules/actions.ts';
import { activationLink } from '../../chat/deferred-commands.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { Tri } from '../../kernel/facts.ts';
import { whoamiCard, whoamiText } from '../cards/whoami.ts';

/** Shows who this person is to Strongroom, and what their own Azure roles allow, vault by vault. */
export const whoami: Command = {
  spec: {
    ...named('whoami'),
    arguments: [],
    sideEffect: 'none',
    section: 'settings',
  },
  wide: true,

  async run({ services, incoming, personal }) {
    const { objectId, name } = incoming.from;
    const { vaults, unread } = await services.inventory.reachable();
    const [why] = unread;
    if (why && vaults.length === 0) throw new CodedError(why.code, why.params);
    const rights = await Promise.all(
      vaults.map(async (vault) => {
        const needs = [
          ...needsToReadVault(vault.id),
          { action: backUpAction, scope: vault.id },
          { action: restoreAction, scope: vault.id },
        ];
        const missing = await services.access.missing(objectId, needs, false);
        const holds = (action: string | undefined): Tri =>
          missing.find((need) => need.action === action)?.answer ?? 'yes';
        const restore = holds(restoreAction);
        const eligible = await Promise.all(
          missing.map((need) => (need.answer === 'no' ? services.access.eligible(objectId, need) : undefined)),
        );
        return {
          name: vault.name,
          subscription: vault.subscriptionId,
          see: holds(needs[0]?.action),
          backUp: holds(backUpAction),
          restore,
          decide: restore,
          eligible: [...new Set(eligible.flatMap((role) => role?.role ?? []))],
          denied: [...new Set(missing.flatMap(({ reason }) => (reason.kind === 'denied' ? [reason.name] : [])))],
        };
      }),
    );
    const data = {
      name,
      objectId,
      rules: await services.approvers.rulesNaming(objectId),
      isAdmin: await services.members.isAdmin(objectId),
      activation: activationLink(services.config.cloud.portal),
      vaults: rights,
      ...(why && { unread: { subscriptions: unread.length, why } }),
    };
    const body = { text: whoamiText(data, personal), card: whoamiCard(data, personal) };
    // Private: others would learn whose account opens which vault.
    return { kind: 'notice', ...body };
  },
};
