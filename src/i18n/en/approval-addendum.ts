/** One more vote, on what goes beyond the plan that was approved. */
export const addendum = {
  state: {
    asked: 'Waiting for one more vote',
    agreed: 'Approved',
    refused: 'Rejected',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
  },
  heading: 'Not in the approved plan of {{vm}}',
  byline: '{{id}}, addendum {{number}}, requested by {{name}}. Step: {{step}}.',
  lead_one:
    "Azure's template for {{vm}} sets a property that the approved plan doesn't know. Microsoft may have added it, but so could anyone who can write to the staging account.",
  lead_other:
    "Azure's template for {{vm}} sets {{count}} properties that the approved plan doesn't know. Microsoft may have added them, but so could anyone who can write to the staging account.",
  'lead-disks':
    "The restored disks of {{vm}} aren't as in the approved plan. They may have been like this at the recovery point, but somebody may also have changed a disk or put another in its place.",
  cut: '{{value}} ({{length}} characters; read the whole in Azure before you agree)',
  effect:
    "If you approve, the new machine is created with exactly these values, and the rest as approved. If anything else turns up, I'll ask again.",
  otherwise:
    'If not, the step fails and nothing is deployed. The disks stay. **byhand {{id}}** shows how to make the machine by hand.',
  'otherwise-temporary': 'If not, the step fails and nothing is deployed. What was made so far is deleted.',
  'decide-by': 'If nobody decides by {{when}}, the step fails and nothing is deployed.',
  sure_one: "You agree that the new machine is created with a value that isn't in the approved plan.",
  sure_other: "You agree that the new machine is created with {{count}} values that aren't in the approved plan.",
  yes: 'Yes, create it with this',
  sentence: {
    asked_one:
      "{{id}} waits for one more vote: something about {{vm}} isn't in the approved plan. Approve or reject it by {{until}}.",
    asked_other:
      "{{id}} waits for one more vote: {{count}} things about {{vm}} aren't in the approved plan. Approve or reject them by {{until}}.",
    agreed: '{{id}}: what goes beyond the plan for {{vm}} was approved.',
    refused: '{{id}}: what goes beyond the plan for {{vm}} was rejected. Nothing was deployed.',
    withdrawn: '{{id}}: the vote on what goes beyond the plan for {{vm}} was withdrawn. Nothing was deployed.',
    expired: '{{id}}: nobody decided on what goes beyond the plan for {{vm}}. Nothing was deployed.',
  },
  said: {
    type: 'To approve what goes beyond the plan, type "approve {{id}} {{piece}}".',
    remind: '{{people}}: {{id}} still waits for one more vote about {{vm}}. If nobody decides by {{until}}, it fails.',
    'remind-nobody': '{{id}} still waits for one more vote about {{vm}}. If nobody decides by {{until}}, it fails.',
  },
} as const;
