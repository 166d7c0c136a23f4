import type { RoomTexts } from '../room-texts.ts';

export const doctor = {
  commands: {
    audit: {
      summary: 'Who did what: for a request, a machine or everything',
      names: ['audit', 'log'],
      examples: ['audit R-7K2M', 'audit sql-01', 'audit'],
    },
    'audit verify': {
      summary: 'Check that no audit row is missing or was changed',
      names: ['audit verify', 'verify audit'],
      examples: ['audit verify'],
    },
    'audit export': {
      summary: 'The audit of a request as JSON Lines, in your personal chat',
      names: ['audit export', 'export audit'],
      examples: ['audit export R-7K2M'],
    },
    doctor: {
      summary: "Whether everything is set up correctly, and how to fix what isn't",
      names: ['doctor', 'health', 'ping'],
      examples: ['doctor'],
    },
  },
  texts: {
    audit: {
      whole:
        'The audit is whole: {{count}} rows, none missing or changed. Its head is {{hash}}; the log has it at intervals too.',
      broken:
        "The audit isn't whole: row {{seq}} {{problem}}. Tell your security officer, and keep the database as it is.",
      problem: {
        missing: 'is missing',
        changed: 'was changed',
        relinked: "doesn't follow the row before it",
        added: 'stands outside of the chain',
        head: "isn't the last one that was written",
        text: 'lacks a name or text, or has another than was written',
      },
      page: '{{id}}, page {{number}} of {{pages}}: JSON Lines, oldest first.',
      exported: 'The audit of {{id}} ({{count}} rows) is in our personal chat.',
      anchor: {
        none: 'Not anchored: this shows only that the audit fits itself. Whoever owns the database can make it anew; docs/operations.md says how its heads are kept elsewhere.',
        unread: "I can't read the anchored heads now, so this shows only that the audit fits itself.",
        locked: 'It holds all {{heads}} anchored heads, the last of {{last}}.',
        unlocked:
          'It holds all {{heads}} anchored heads, the last of {{last}}. Anchored, not locked: whoever administers the storage account can still remove its policy.',
        differs:
          "The audit isn't the one that was anchored: head {{seq}} isn't in it. Tell your security officer, and keep the database as it is.",
      },
      event: {
        audit: { exported: 'exported the audit' },
      },
    },
    cards: {
      audit: {
        heading: 'Audit',
        'heading-of': 'Audit of {{about}}',
        none: 'The audit has nothing about that.',
        bot: 'Strongroom',
        plan: 'plan {{piece}}',
        line: '{{when}}, {{name}}',
        twin: 'Or type: **audit {{about}}page {{page}}**',
        sentence: 'The audit, newest first, from row {{seq}}.',
        'sentence-of': 'The audit of {{about}}, newest first, from row {{seq}}.',
      },
      button: { 'audit-page': 'Older rows' },
    },
    /** What the doctor says: what it found, and what to do about it. */
    doctor: {
      heading: "Strongroom's health",
      bad_one: '✗ One thing to fix, {{off}} turned off, {{unknown}} not checked.',
      bad_other: '✗ {{count}} things to fix, {{off}} turned off, {{unknown}} not checked.',
      warned_one: '! One thing to look at, {{off}} turned off, {{unknown}} not checked.',
      warned_other: '! {{count}} things to look at, {{off}} turned off, {{unknown}} not checked.',
      'nothing-bad': '✓ Nothing to fix. {{off}} turned off, {{unknown}} not checked.',
      more: 'And {{count}} more: `npm run doctor` on the host prints all.',
      rest: 'And {{count}} more.',
      identity: {
        good: { message: 'Signed in to Azure.' },
        unknown: {
          message: "Signed in to Azure, but the token doesn't say as who.",
          remedy: "Roles can't be looked at without it: use a managed identity or an app registration of this tenant.",
        },
        bad: {
          message: 'Entra gives no token ({{code}}).',
          remedy:
            'With a managed identity: is it assigned to this host, and is BOT_APP_ID its client id? With a secret: has BOT_CLIENT_SECRET expired, and is TENANT_ID the tenant of the app registration? Nothing works until then.',
        },
      },
      entra: {
        bad: {
          message: "Entra didn't answer ({{code}}).",
          remedy:
            'Check HTTPS_PROXY, and that the hosts in docs/permissions.md, under Network, can be reached from here. Nothing works until then.',
        },
      },
      'bot-id': {
        good: { message: 'The bot and the identity have one id, {{botAppId}}.' },
        bad: {
          message: 'The identity has the id {{appId}}, and BOT_APP_ID is {{botAppId}}.',
          remedy:
            'Set BOT_APP_ID to the client id of the identity, use that in the Azure Bot and in the Teams package (npm run package -- --bot-id …), and upload that again.',
        },
      },
      'sign-in': {
        good: { message: 'Nothing that the bot signs in with expires.' },
      },
      secret: {
        good: {
          message_one: 'The secret is valid for one more day.',
          message_other: 'The secret is valid for {{count}} more days.',
        },
        unknown: {
          message: "Nobody said when the secret expires, and Entra doesn't tell the bot.",
          remedy:
            'Set BOT_CLIENT_SECRET_ENDS to the day in the app registration, or use a certificate or a managed identity.',
        },
        bad: {
          message_one: 'The secret expires in one day. After that nothing works.',
          message_other: 'The secret expires in {{count}} days. After that nothing works.',
          remedy:
            'Add a new secret to the app registration, set BOT_CLIENT_SECRET and BOT_CLIENT_SECRET_ENDS, restart the bot, then remove the old one.',
        },
      },
      certificate: {
        good: {
          message_one: 'The certificate is valid for one more day.',
          message_other: 'The certificate is valid for {{count}} more days.',
        },
        bad: {
          message_one: 'The certificate expires in one day. After that nothing works.',
          message_other: 'The certificate expires in {{count}} days. After that nothing works.',
          remedy:
            'Add a new certificate to the app registration, replace the file that BOT_CERTIFICATE_FILE names, restart the bot, then remove the old one.',
        },
      },
      subscriptions: {
        unknown: {
          message: "No vault could be read: Azure didn't answer ({{code}}).",
          remedy:
            'No role fixes this. Try again in a minute; then check that the hosts in docs/permissions.md, under Network, can be reached.',
        },
        good: { message: 'Vaults: {{count}}, subscriptions: {{subscriptions}}.' },
        bad: {
          message: 'No vault can be read ({{code}}).',
          remedy:
            'Give the identity the tier observe on each subscription in SUBSCRIPTIONS (infra/roles/observe.json, or Reader), and check their ids. Until then I find no machine.',
        },
      },
      subscription: {
        unknown: {
          message: "Azure didn't answer for the vaults of subscription {{id}} ({{code}}).",
        },
        bad: {
          message: "The vaults of subscription {{id}} can't be read ({{code}}).",
          remedy:
            'Give the identity the tier observe there, or take its id out of SUBSCRIPTIONS. Until then its machines are missing from lists.',
        },
      },
      unlisted: {
        good: { message: 'Every subscription that I can read is in SUBSCRIPTIONS.' },
        off: {
          message_one: "I can read one subscription that isn't in SUBSCRIPTIONS: {{names}}. Vaults in it: {{vaults}}.",
          message_other:
            "I can read {{count}} subscriptions that aren't in SUBSCRIPTIONS: {{names}}. Vaults in them: {{vaults}}.",
          remedy:
            "To back up machines there too, add its id to SUBSCRIPTIONS (in a deployment SUBSCRIPTION_IDS, as docs/deploy.md shows). Until then I don't post about it.",
        },
        unknown: {
          message: "I can't read whether there are subscriptions that aren't in SUBSCRIPTIONS ({{code}}).",
          remedy: 'Try again in a minute. Those in SUBSCRIPTIONS work all the same.',
        },
      },
      'unlisted-unread': {
        unknown: {
          message:
            "I don't know whether I can read these subscriptions, which aren't in SUBSCRIPTIONS ({{code}}): {{names}}.",
          remedy: 'Try again in a minute.',
        },
      },
      details: {
        identity: 'Identity of Strongroom: {{objectId}}',
        ids: 'Ids: {{ids}}',
        'ids-more': 'Ids: {{ids}} and {{more}} more',
        lacking: 'Azure actions, tier {{tier}}, {{vault}}: {{lacking}}',
      },
      place: {
        vault: 'vault',
        'target-group': 'target group',
        'staging-account': 'staging account',
        'drill-group': 'drill group',
        'drill-staging': 'staging account of drills',
        'quarantine-group': 'quarantine group',
        'quarantine-staging': 'staging account of quarantine',
        'key-vault': 'key vault',
      },
      tier: {
        good: { message: 'Tier {{tier}} on {{vault}}: in place.' },
        off: {
          message: "Tier {{tier}} on {{vault}} isn't switched on: no {{commands}} there.",
          remedy: 'If it should be: deploy with that tier, or assign infra/roles/{{tier}}.json to the identity.',
        },
        unknown: {
          message: "I can't tell whether tier {{tier}} on {{vault}} has the right to {{lacking}}.",
          remedy:
            'Let the identity read role assignments and definitions on the subscription (tier observe). On a conditional assignment, Azure decides at use.',
        },
        bad: {
          message: 'Tier {{tier}} on {{vault}} is incomplete: it lacks the right to {{lacking}}.',
          remedy:
            'Assign infra/roles/{{tier}}.json again at the scopes that docs/permissions.md names. Commands that fail: {{commands}}.',
        },
      },
      'key-tier': {
        good: { message: 'Tier {{tier}}: in place on {{places}}.' },
        off: {
          message: 'Tier {{tier}} is on no key vault with roles: what {{commands}} needs there is done by hand.',
          remedy:
            "If it should be: deploy with that tier, or assign infra/roles/{{tier}}.json to the identity on each key vault. Key vaults with access policies don't show here.",
        },
        unknown: {
          message: "I can't tell whether tier {{tier}} is in place.",
          remedy: 'Let the identity read role assignments and definitions on the subscription (tier observe).',
        },
        bad: {
          message:
            'GRANT_KEY_ACCESS is on, and tier {{tier}} is on no key vault: {{commands}} ends with the lines for a person.',
          remedy: 'Deploy with TIER_GRANT and GRANT_KEY_VAULT_IDS, or set GRANT_KEY_ACCESS=off.',
        },
      },
      'other-secrets': {
        warn: {
          message: 'Tier keys can read more than disk keys: there are other secrets in {{places}}.',
          remedy: "Move those secrets to another key vault, or take the tier's role off this one.",
        },
        unknown: { message: "I can't tell whether tier keys can read more than disk keys in {{places}}." },
      },
      'vault-roles': {
        unknown: {
          message: "I don't know which tiers are in place on {{vault}}: Azure didn't answer ({{code}}).",
        },
      },
      'key-roles': {
        unknown: {
          message:
            "I don't know whether tiers keys and grant are in place on key vaults: Azure didn't answer ({{code}}).",
        },
      },
      graph: {
        good: { message: 'Graph answers; Azure Backup is known in this tenant.' },
        unknown: {
          message: "Graph can't be read ({{code}}).",
          remedy:
            'Give the identity the application permissions that docs/permissions.md lists under Graph. Without Application.Read.All "check" can\'t name Azure Backup.',
        },
        bad: {
          message: 'This tenant has no service principal of Azure Backup ({{appId}}).',
          remedy: 'Run az ad sp create --id {{appId}}. Azure also creates it when the first vault is used.',
        },
      },
      members: {
        good: { message: 'Graph tells guests from members, and who is in a group.' },
        off: {
          message:
            "Graph doesn't tell who is in a group, so groups in the approval policy and in ADMINS count as empty.",
          remedy:
            'If you name groups there, give the identity GroupMember.Read.All in Microsoft Graph, as docs/deploy.md shows.',
        },
        unknown: {
          message: "I don't know whether Graph tells guests from members ({{code}}).",
          remedy:
            "Try again in a minute. Until then, people who haven't been seen within a day can't change or decide anything.",
        },
        bad: {
          message: "Graph doesn't tell guests from members, so nobody can change or decide anything.",
          remedy:
            'Have a Privileged Role Administrator give the identity User.Read.All in Microsoft Graph, as docs/deploy.md shows.',
        },
      },
      database: {
        good: { message: 'The database ({{engine}}) answers, and its tables are those of this version.' },
        unknown: {
          message: "The database wasn't checked: the running bot is using it.",
          remedy: 'Type "doctor" in a chat with the bot, or stop it first.',
        },
        bad: {
          message: "The database doesn't answer ({{code}}).",
          remedy:
            'Check the server, the network to it and DATABASE_URL. Until then commands ask to be tried again later; nothing is lost.',
        },
      },
      'database-role': {
        good: { message: 'My database role can only add to the audit.' },
        bad: {
          message:
            'My database role could remove the triggers that protect the audit: it owns the tables, or can become their owner.',
          remedy:
            'Let another role own the tables and run "npm run migrate" with MIGRATE_DATABASE_URL, as docs/hosting.md shows.',
        },
      },
      messages: {
        good: { message: 'Teams accepts messages ({{waiting}} on their way).' },
        bad: {
          message: 'Messages waiting: {{waiting}}, the oldest for {{minutes}} min.',
          remedy:
            'Look for "a message was not taken" in the log: 403 means that the bot was removed there; 401 that the Azure Bot has another id or tenant; no answer that smba.trafficmanager.net can\'t be reached.',
        },
      },
      pager: {
        good: { message: "The pager at {{host}} accepts what it's sent ({{waiting}} on their way)." },
        warn: {
          message: 'No pager is set: at night a request wakes nobody, since Teams only notifies.',
          remedy: 'Set PAGER_URL and PAGER_SECRET as docs/pager.md shows.',
        },
        bad: {
          message:
            "The pager at {{host}} didn't accept everything ({{code}}): {{waiting}} are waiting, the oldest for {{minutes}} minutes, and {{dead}} were given up in the last day.",
          remedy:
            'Check PAGER_URL, PAGER_SECRET and PAGER_FORMAT against docs/pager.md: 401 or 403 is the key, 404 the address, 400 or 422 the format. Chat messages are sent all the same.',
        },
      },
      'on-call': {
        good: { message: 'On call for the group {{group}} now, by {{service}} {{schedule}}: {{people}}.' },
        bad: {
          message: "{{service}} doesn't say who is on call for the group {{group}} (schedule {{schedule}}).",
          remedy:
            'Check ONCALL_KEY, and the schedule in the approval policy, against docs/approval-policy.md. Until then nobody in that group can decide.',
        },
      },
      'on-call-nobody': {
        bad: {
          message:
            'Nobody whom the approval policy knows is on call for the group {{group}} now ({{service}} {{schedule}}).',
          remedy:
            "Fill the schedule, or add the people to the group's `people` in the approval policy. Until then nobody in that group can decide.",
        },
      },
      'on-call-unmapped': {
        bad: {
          message: "{{service}} {{schedule}} has someone on call for {{group}} who isn't a known person: {{people}}.",
          remedy:
            "Add them to the group's `people` in the approval policy, with their object id in Entra, and restart the bot. Until then they can't decide.",
        },
      },
      admins: {
        good: {
          message_one: 'Settings can be changed by one person or group.',
          message_other: 'Settings can be changed by {{count}} people or groups.',
        },
        off: {
          message: 'ADMINS is empty: nobody can change settings or read the audit in chat.',
          remedy: 'Set ADMINS to the object ids of people or a group.',
        },
      },
      'approvals-channel': {
        good: { message: 'The approvals channel is set.' },
        bad: {
          message:
            "I can't write in the approvals channel: I was removed from its team, or it's gone. Until then, requests are decided where they were asked, or in the approvers' own chats.",
          remedy:
            'Add me to its team again and mention me in that channel, or an administrator types "channel approvals" in another one.',
        },
        off: {
          message: "There's no approvals channel: requests are decided in the thread that they were asked in.",
          remedy: 'An administrator types "channel approvals" in the channel for it.',
        },
      },
      channels: {
        good: { message_one: 'One channel is allowed.', message_other: '{{count}} channels are allowed.' },
        off: {
          message: 'No channel is allowed: in channels only help and whoami are answered.',
          remedy: 'An administrator types "channel allow all" (or the commands and vaults) in each channel.',
        },
      },
      profile: {
        good: { message: '{{vault}} has a restore profile with an isolated subnet.' },
        off: {
          message: '{{vault}} has no restore profile: nothing can be restored from it.',
          remedy: 'Add it to RESTORE_PROFILES as the README shows, and restart the bot.',
        },
      },
      apart: {
        good: { message: 'Subnet {{subnet}} of {{vault}} (tier {{tier}}) is shut off.' },
        bad: {
          message: "Subnet {{subnet}} of {{vault}} (tier {{tier}}) doesn't exist or isn't shut off: {{found}}.",
          remedy: 'Have these removed, or named as openings in the restore profile if unlocking needs them.',
        },
        unknown: {
          message: "I can't read whether subnet {{subnet}} of {{vault}} (tier {{tier}}) is shut off.",
          remedy: 'Give the bot tier {{tier}} on its group (docs/permissions.md).',
        },
      },
      'audit-heads': {
        good: { message: 'Who besides the bot can append heads of the audit in {{container}}: {{writers}}.' },
        unknown: { message: "I can't read who can append heads of the audit in {{container}}." },
      },
      'kept-commands': {
        good: {
          message_one:
            'Last night the commands of one machine were kept. Who can read them: {{readers}}; who can write there: {{writers}}.',
          message_other:
            'Last night the commands of {{count}} machines were kept. Who can read them: {{readers}}; who can write there: {{writers}}.',
        },
        unknown: {
          message: "I can't read the kept commands ({{code}}).",
          remedy: 'Give the bot Storage Blob Data Contributor on the account of AUDIT_ANCHOR (docs/permissions.md).',
        },
        warn: {
          message_one: 'The kept commands of one machine are older than 26 hours: {{machines}}.',
          message_other: 'The kept commands of {{count}} machines are older than 26 hours: {{machines}}.',
          remedy: 'Try "commands" of such a machine; the log says why the last night failed.',
        },
      },
      'kept-commands-none': {
        warn: {
          message: 'No commands are kept yet: no protected machine has the tag {{tag}}, or no night has passed.',
          remedy: 'Put the tag on a machine, or correct COMMANDS_TAG.',
        },
      },
      release: {
        off: {
          message:
            'The approval policy names no group for releases from quarantine, so whoever asked for or approved a quarantine may release its copy.',
          remedy: 'Name a group for operation release (docs/approval-policy.md).',
        },
      },
      policy: {
        good: { message: 'The approval policy is a file.' },
        bad: {
          message:
            "The approval policy {{file}} can't be used. The last one read without a mistake decides; without one, the bot doesn't start.",
          remedy: 'Run "npm run policy -- check {{file}}": it names each mistake.',
        },
        off: {
          message: 'No approval policy: one approval by someone else with the same permission is enough.',
          remedy: 'If you want more, write a file as docs/approval-policy.md shows and set APPROVAL_POLICY.',
        },
      },
      clock: {
        good: { message: 'The clock is right to {{seconds}} s.' },
        unknown: { message: "The clock couldn't be compared: Azure hasn't answered yet." },
        bad: {
          message: 'The clock is off by {{seconds}} s.',
          remedy: 'Set it (NTP). At five minutes Entra and Teams refuse tokens, and nothing works.',
        },
      },
    },
    errors: {
      'audit-needs-chat': {
        message: "I hand the audit over in our personal chat, and I don't know it yet.",
        remedy: 'Write to me there, and type "audit export {{id}}".',
      },
    },
    /** The one message when the app was added somewhere. */
    welcome: {
      sentence: {
        personal: "I'm Strongroom: I back up and restore encrypted Azure machines. Type help to start.",
        by: '{{name}} added Strongroom here. It backs up and restores encrypted Azure machines.',
        nobody: 'Strongroom was added here. It backs up and restores encrypted Azure machines.',
      },
      heading: 'Welcome to Strongroom',
      lead: 'Ask for a restore or a backup here. A second person approves each restore.',
      first: 'Three things to type first',
      mentioned: '@Strongroom {{line}}',
      line: {
        vms: 'the machines you can restore',
        restore: 'opens a form; nothing happens until you send it and someone approves',
        help: 'what you can do now, and everything else I can do',
      },
      todo: 'An administrator still has to set',
      where: {
        personal: 'Only you can see what you ask here.',
        channel:
          "Mention me in a channel, or I don't hear you. A private or shared channel needs the app added to it as well.",
        group: "Mention me in this chat, or I don't hear you. Everyone here reads the answers.",
      },
    },
  },
} as const satisfies RoomTexts;
