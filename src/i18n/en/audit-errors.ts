export const auditErrors = {
  'audit-not-yours': {
    message: 'The audit is for administrators. The audit of a request is also for whoever requested it or decides it.',
    remedy: 'Type "audit" with the id of such a request, or ask an administrator.',
  },
  'audit-needs-chat': {
    message: "I hand the audit over in our personal chat, and I don't know it yet.",
    remedy: 'Write to me there, and type "audit export {{id}}".',
  },
} as const;
