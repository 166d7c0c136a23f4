/** What is said where a tier is off: the plan, in place of the request. */
export const wouldHaveCard = {
  'would-have': {
    heading: 'What would have been done: {{vms}}',
    action: 'Azure action: {{action}}',
    nothing: '○ Nothing was sent, and nobody was asked',
    'lead-asks': 'Approval would have been asked for this, and after it Strongroom would have started:',
    'lead-at-once': 'Strongroom would have started this at once:',
    sentence: 'Nothing was done for {{vms}}, because tier {{tier}} is off. This is what would have been done.',
  },
} as const;

const tierOff =
  'Whoever deploys Strongroom can turn it on: {{setting}}=true and a deployment, or by hand the role "Strongroom {{tier}}" for its identity (docs/deploy.md). Type "doctor" to see which tiers there are. Missing is the right to {{right}}.';

export const wouldHaveErrors = {
  'tier-off': {
    message: "Tier {{tier}} isn't switched on here: Strongroom itself isn't allowed to do this at {{scope}}.",
    remedy: tierOff,
  },
  'tier-off-rebuild': {
    message: "Tier {{tier}} isn't switched on here: Strongroom itself isn't allowed to do this at {{scope}}.",
    remedy: `The disks alone can be restored without it: "restore {{vm}} disks". ${tierOff}`,
  },
} as const;
